package io.statarb.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.engine.TinyRun;
import io.statarb.tape.TapeReader;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The trading process as a process: signals, sudden death, the kill switch, other places. */
@Timeout(120)
final class ProcessTest {
  private static final String DATE = "2014-05-07";

  /** A quarter of an hour in nine seconds. */
  private static final String SPEED = "100";

  @TempDir Path folder;
  private TinyRun run;
  private String dir;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void makeRun() {
    run = TinyRun.make(folder, 31, DATE);
    dir = run.out().root().toString();
  }

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(List<String> jvm, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@" + Path.of(System.getProperty("statarb.home"), ".mvn", "jvm", "common.opts"));
    command.addAll(jvm);
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(LiveMain.class.getName());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(folder.resolve("out-" + started.size()).toFile())
            .redirectError(folder.resolve("err-" + started.size()).toFile())
            .start();
    started.add(process);
    return process;
  }

  /** Waits until the tape holds so many records. */
  private void awaitRecords(long count) {
    Path tape = run.out().tradingTape("live", DATE);
    while (records(tape) < count) {
      assertThat(started.getLast().isAlive()).as(this::lastErrors).isTrue();
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static long records(Path tape) {
    if (!Files.isDirectory(tape)) {
      return 0;
    }
    try (TapeReader reader = TapeReader.open(tape)) {
      return reader.records();
    }
  }

  private String lastErrors() {
    try {
      return Files.readString(folder.resolve("err-" + (started.size() - 1)));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private JsonNode lastJson() {
    return Json.read(folder.resolve("out-" + (started.size() - 1)));
  }

  private int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(this::lastErrors).isTrue();
    return process.exitValue();
  }

  private String uninterrupted() {
    String digest = Cli.run("live", "--out", dir, "--json").json().path("tape_sha256").asText();
    AtomicFiles.delete(run.out().tradingTape("live", DATE));
    return digest;
  }

  @Test
  void shouldCloseTheTapeAndGoOnFromItWhenTerminated() throws Exception {
    Process live = start(List.of(), "live", "--out", dir, "--speed", SPEED);
    awaitRecords(2000);
    live.destroy();
    assertThat(exitCode(live)).isEqualTo(ExitCode.TERMINATED);
    Path tape = run.out().tradingTape("live", DATE);
    List<UnsafeBuffer> records = Tapes.records(tape);
    assertThat(
            Tapes.templateId(records.getLast()) == CommandDecoder.TEMPLATE_ID
                || Tapes.templateId(records.get(records.size() - 2)) == CommandDecoder.TEMPLATE_ID
                || Tapes.templateId(records.get(records.size() - 3)) == CommandDecoder.TEMPLATE_ID)
        .as("STOP and what it canceled are the last records")
        .isTrue();
    JsonNode resumed = Cli.run("live", "--out", dir, "--json").json();
    assertThat(resumed.path("sessions").path(0).path("outcome").asText()).isEqualTo("resumed");
    assertThat(resumed.path("attribution_residual_micros").asLong()).isZero();
    assertThat(Cli.run("replay", tape.toString()).code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void shouldEndInTheSameTapeWhenKilledSuddenly() throws Exception {
    String expected = uninterrupted();
    for (long moment : new long[] {1, 1500, 3000}) {
      Process live = start(List.of(), "live", "--out", dir, "--speed", SPEED);
      awaitRecords(moment);
      live.destroyForcibly();
      exitCode(live);
    }
    JsonNode resumed = Cli.run("live", "--out", dir, "--json").json();
    assertThat(resumed.path("tape_sha256").asText()).isEqualTo(expected);
  }

  @Test
  void shouldHaltWithinASecondWhenKilledByCommand() throws Exception {
    Process live = start(List.of(), "live", "--out", dir, "--speed", SPEED);
    awaitRecords(2000);
    Cli.run("kill", "--out", dir, "--by", "anna", "--reason", "test");
    long before = records(run.out().tradingTape("live", DATE));
    // At this speed a second holds 390 ticks and as many rows.
    long inASecond = 900;
    assertThat(exitCode(live)).isEqualTo(ExitCode.OK);
    List<UnsafeBuffer> records = Tapes.records(run.out().tradingTape("live", DATE));
    int kill = 0;
    while (Tapes.templateId(records.get(kill)) != CommandDecoder.TEMPLATE_ID) {
      kill++;
    }
    assertThat((long) kill).isLessThan(before + inASecond);
    assertThat(records.subList(kill, records.size()))
        .noneMatch(record -> Tapes.templateId(record) == DecisionDecoder.TEMPLATE_ID);
  }

  @Test
  void shouldReplayToTheSameBytesInAnotherPlace() throws Exception {
    String expected = Cli.run("live", "--out", dir, "--json").json().path("tape_sha256").asText();
    Process replay =
        start(
            List.of(
                "-Duser.timezone=Asia/Kathmandu",
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.extensions=u-nu-arab"),
            "replay",
            run.out().root().resolve("tapes/live").toString(),
            "--json");
    assertThat(exitCode(replay)).as(this::lastErrors).isEqualTo(ExitCode.OK);
    assertThat(lastJson().path("identical").asBoolean()).isTrue();
    assertThat(lastJson().path("tape_sha256").asText()).isEqualTo(expected);
  }
}
