package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.cli.ExitCode;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.TinyRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trading process does that finds its own tape, or the ticks, not as they were written. */
final class DamagedTapeTest {
  private static final String DATE = "2014-05-07";
  private static final int KEPT = 2_000;

  @TempDir Path folder;
  private TinyRun run;
  private String dir;
  private String expected;
  private Path tape;

  @BeforeEach
  void tradeTheFirstHalf() {
    run = TinyRun.make(folder, 31, DATE);
    dir = run.out().root().toString();
    expected = Cli.run("live", "--out", dir, "--json").json().path("tape_sha256").asText();
    tape = run.out().tradingTape("live", DATE);
    List<UnsafeBuffer> records = Tapes.records(tape);
    assertThat(records).hasSizeGreaterThan(KEPT + 100);
    AtomicFiles.delete(tape);
    Tapes.write(tape, records, KEPT, record -> record);
  }

  private static Path dataFile(Path tape) {
    return tape.resolve("19700101F.cq4");
  }

  /** Somewhere behind the queue's own documents, which take the first 64 KiB. */
  private static void damage(Path tape) throws IOException {
    try (RandomAccessFile raw = new RandomAccessFile(dataFile(tape).toFile(), "rw")) {
      raw.seek(100_000);
      int old = raw.read();
      raw.seek(100_000);
      raw.write(old ^ 0x10);
    }
  }

  @Test
  void shouldRefuseToStartWhenItsTapeIsDamagedInTheMiddle() throws IOException {
    damage(tape);
    byte[] before = Files.readAllBytes(dataFile(tape));
    Cli.Result outcome = Cli.run("live", "--out", dir, "--json");
    assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.json().path("error").asText())
        .contains(dataFile(tape).toString(), "is damaged at record", "byte");
    assertThat(dataFile(tape)).hasBinaryContent(before);
  }

  @Test
  void shouldRefuseToStartWhenItsTicksAreDamaged() throws IOException {
    Path history = run.out().historyTape(DATE);
    damage(history);
    Cli.Result outcome = Cli.run("live", "--out", dir, "--json");
    assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.json().path("error").asText())
        .contains(dataFile(history).toString(), "is damaged at record");
  }

  @Test
  void shouldGoOnFromTheLastWholeRecordWhenTheTailIsTorn() throws IOException {
    List<UnsafeBuffer> records = Tapes.records(tape);
    int position = 0;
    byte[] bytes = Files.readAllBytes(dataFile(tape));
    for (int i = 0; i < bytes.length; i++) {
      position = bytes[i] != 0 ? i : position;
    }
    try (RandomAccessFile raw = new RandomAccessFile(dataFile(tape).toFile(), "rw")) {
      raw.setLength(position - 9L);
    }
    assertThat(Tapes.records(tape)).hasSize(records.size() - 1);
    assertThat(Cli.run("tape", "verify", tape.toString()).code()).isEqualTo(ExitCode.REFUSED);
    Cli.Result outcome = Cli.run("live", "--out", dir, "--json");
    assertThat(outcome.json().path("tape_sha256").asText()).isEqualTo(expected);
    assertThat(Cli.run("tape", "verify", tape.toString()).code()).isEqualTo(ExitCode.OK);
  }
}
