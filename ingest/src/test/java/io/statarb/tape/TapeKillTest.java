package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.ticks.Conditions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writing process that is killed for real, and one that comes and goes while others read. */
final class TapeKillTest {
  @TempDir private Path temp;

  @Test
  void shouldGoOnWithoutGapWhenWriterIsKilledRepeatedly() throws Exception {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 7L : Long.parseLong(given);
    System.out.println("TapeKillTest seed=" + seed);
    Random random = new Random(seed);
    Path tape = temp.resolve("tape");
    long known = 0;
    for (int round = 0; round < Integer.getInteger("kills", 3); round++) {
      Process writer = startWriter(EndlessWriter.class, tape);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
        int linesToSee = 1 + random.nextInt(20);
        String line = "";
        for (int i = 0; i < linesToSee; i++) {
          line = lines.readLine();
          assertThat(line).as("seed=%d round=%d", seed, round).isNotNull();
        }
        writer.destroyForcibly().waitFor();
        long promised = Long.parseLong(line);
        try (TapeReader reader = TapeReader.open(tape)) {
          while (reader.next()) {
            assertThat(reader.length()).isPositive();
          }
          assertThat(reader.count())
              .as("seed=%d round=%d", seed, round)
              .isGreaterThanOrEqualTo(promised)
              .isGreaterThan(known);
          known = reader.count();
        }
      }
    }
    try (TapeWriter writer = TapeWriter.resume(tape)) {
      assertThat(writer.nextSeq()).isEqualTo(known);
    }
  }

  @Test
  void shouldReadATapeWhoseWriterComesAndGoes() throws Exception {
    Path tape = temp.resolve("tape");
    Process writer = startWriter(PassingWriter.class, tape);
    long records = 0;
    long opened = 0;
    while (writer.isAlive()) {
      if (Files.isDirectory(tape)) {
        try (TapeReader reader = TapeReader.open(tape)) {
          assertThat(reader.records()).isGreaterThanOrEqualTo(records);
          records = reader.records();
          opened++;
        }
      }
    }
    assertThat(writer.waitFor()).isZero();
    System.out.printf(
        "tape: opened %d times while it was begun %d times%n", opened, PassingWriter.SESSIONS);
    assertThat(opened).isGreaterThan(PassingWriter.SESSIONS / 2);
  }

  @Test
  void shouldSendAndWriteNothingElsewhereWhenTapeIsUsed() throws Exception {
    Path home = Files.createDirectory(temp.resolve("home"));
    Process writer = startWriter(EndlessWriter.class, temp.resolve("tape"), "-Duser.home=" + home);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isNotNull();
      writer.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(home)) {
      // JNA unpacks its native part below .cache/JNA; the analytics library would leave
      // .chronicle*.
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(
            TapeKillTest.class
                .getClassLoader()
                .getResource("net/openhft/chronicle/analytics/Analytics.class"))
        .as("the library that reports to a third party")
        .isNull();
  }

  private static Process startWriter(Class<?> main, Path tape, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getProperty("statarb.home"), ".mvn", "jvm", "common.opts"));
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), main.getName(), tape.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Appends until it is killed; says now and then what it has appended. */
  static final class EndlessWriter {
    private EndlessWriter() {}

    public static void main(String[] args) {
      TapeWriter writer = TapeWriter.resume(Path.of(args[0]));
      TapeWriting writing = new TapeWriting();
      while (true) {
        long seq = writer.nextSeq();
        writing.tick(writer, seq, seq, 0, 1, 2, Conditions.GOOD, 0, 1);
        if (seq % 1_000 == 999) {
          System.out.println(writer.nextSeq());
        }
      }
    }
  }

  /** Appends a record, ends and begins again. */
  static final class PassingWriter {
    static final int SESSIONS = 300;

    private PassingWriter() {}

    public static void main(String[] args) {
      TapeWriting writing = new TapeWriting();
      for (int i = 0; i < SESSIONS; i++) {
        try (TapeWriter writer = TapeWriter.resume(Path.of(args[0]))) {
          writing.tick(writer, i, i, 0, 1, 2, Conditions.GOOD, 0, 1);
        }
      }
    }
  }
}
