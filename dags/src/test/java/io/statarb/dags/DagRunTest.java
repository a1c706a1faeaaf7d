package io.statarb.dags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A strategy's DAG in a real Airflow on a small sample, judged by its task instances and by what
 * they wrote.
 */
final class DagRunTest {
  private static final String STRATEGY = "fx-two-venue";

  /** The one date of the sample. */
  private static final String DATE = "2014-05-13";

  private static final Path SAMPLE = Airflow.project().resolve("ingest/samples/ci-sample");
  private static final Duration WHOLE_RUN = Duration.ofMinutes(12);
  private static final Duration SHORT_RUN = Duration.ofMinutes(4);

  /** File systems keep times more coarsely than clocks. */
  private static final Duration FILE_TIME_SLACK = Duration.ofSeconds(1);

  private static final List<String> ONCE =
      List.of(
          "ingest",
          "quality",
          "features",
          "train",
          "export",
          "promote",
          "trade_dates",
          "live",
          "backtest",
          "parity",
          "report");

  @Test
  void shouldEndEveryTaskInSuccessAndWriteItsOutputWhenTheDataIsSound() throws IOException {
    Path runs = Airflow.target().resolve("ci-run");
    AtomicFiles.delete(runs);
    Airflow.Judged run =
        Airflow.of("whole-run", runs)
            .runDate(STRATEGY, DATE, WHOLE_RUN, "--data", SAMPLE.toString());

    assertThat(run.problems()).as("%s", run.command()).isEmpty();
    assertThat(run.command().exitCode()).isZero();
    RunFolder out = new RunFolder(runs.resolve(STRATEGY).resolve(DATE));
    List<String> traded = tradeDates(out);
    assertThat(traded).isNotEmpty();
    List<String> expected = new ArrayList<>(ONCE);
    traded.forEach(date -> expected.add("trade"));
    assertThat(run.tasks())
        .extracting(task -> task.path("task_id").asText())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(run.tasks())
        .allSatisfy(
            task -> assertThat(task.path("state").asText()).as("%s", task).isEqualTo("success"));

    for (JsonNode task : run.tasks()) {
      for (Path written : outputs(task, out, traded)) {
        assertThat(written).exists();
        assertThat(Files.getLastModifiedTime(written).toInstant())
            .as("%s was written by %s in this run", written, task)
            .isAfter(started(task).minus(FILE_TIME_SLACK));
      }
    }
    saysTheSameEverywhere(out);
    assertThat(run.command().errors()).doesNotContain(Airflow.PLANTED_SECRET);
  }

  /** Files of each task, written anew whenever it succeeds. */
  private static List<Path> outputs(JsonNode task, RunFolder out, List<String> traded) {
    return switch (task.path("task_id").asText()) {
      case "ingest" ->
          List.of(
              out.stageFile("ingest"),
              out.sessionsFile(),
              out.rawFilesFile(),
              out.qualityFile(),
              out.ticksTable().resolve("_delta_log"));
      case "quality" -> {
        Path gate = out.root().resolve("quality-gate");
        yield List.of(
            gate.resolve("quality.json"),
            gate.resolve("quarantine.json"),
            gate.resolve("quality.html"));
      }
      case "features" ->
          List.of(
              out.stageFile("features"),
              out.pairsFile(),
              out.featuresTable().resolve("_delta_log"));
      case "train" -> List.of(out.stageFile("train"), out.trainingFolder(), out.ledgerFile());
      case "export" -> List.of(out.stageFile("export"), out.registryFolder().resolve("versions"));
      case "promote" ->
          List.of(
              out.stageFile("promote"),
              out.registryFolder().resolve("aliases").resolve("champion.json"));
      case "trade" -> List.of(out.tradingTape("live", traded.get(task.path("map_index").asInt())));
      case "trade_dates" -> List.of();
      case "live" -> List.of(out.stageFile("live"), out.tradingSummary("live"));
      case "backtest" ->
          List.of(
              out.tradingSummary("frictionless"), out.tradingSummary("baseline"),
              out.stageFile("frictionless"), out.stageFile("baseline"));
      case "parity" -> List.of(out.stageFile("parity"), out.parityFile());
      case "report" ->
          List.of(
              out.runFile(), out.reportFolder().resolve("index.html"),
              out.reportFolder().resolve("report.json"), out.reportFolder().resolve("trades.csv"));
      default -> throw new AssertionError("no outputs are known for task " + task);
    };
  }

  private static void saysTheSameEverywhere(RunFolder out) {
    JsonNode run = Json.read(out.runFile());
    JsonNode live = Json.read(out.tradingSummary("live"));
    assertThat(run.path("ticks_read").asLong()).isPositive();
    assertThat(run.path("feature_rows").asLong()).isPositive();
    assertThat(run.path("pnl_micros").asLong()).isEqualTo(live.path("pnl_micros").asLong());
    assertThat(run.path("tape_sha256").asText())
        .matches("[0-9a-f]{64}")
        .isEqualTo(live.path("tape_sha256").asText());
    assertThat(run.path("attribution_residual_micros").isIntegralNumber()).isTrue();
    assertThat(run.path("attribution_residual_micros").asLong()).isZero();
    JsonNode parity = run.path("parity");
    assertThat(parity.path("rows_compared").asLong())
        .isPositive()
        .isEqualTo(parity.path("rows_bit_equal").asLong());
    assertThat(run.path("bundle_sha256").asText()).isEqualTo(live.path("bundle_sha256").asText());
  }

  @Test
  void shouldSayThatNothingRanWhenTheDateIsBeforeTheStart(@TempDir Path runs) {
    Airflow.Judged run =
        Airflow.of("before-start", runs)
            .runDate(STRATEGY, "2014-04-30", SHORT_RUN, "--data", SAMPLE.toString());

    assertThat(run.verdict().path("airflow_exit_code").asInt(-1))
        .as("Airflow itself reports success; were that mended, this check could go")
        .isZero();
    assertThat(run.tasks()).isEmpty();
    assertThat(run.problems()).containsExactly("the run ran nothing: it has no task instance");
    assertThat(run.command().exitCode()).isEqualTo(1);
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void shouldStopWhatIsBehindWhenAFileIsCorrupt(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("data");
    copy(SAMPLE, data);
    Path corrupt = data.resolve("forex/oanda/tick/eurusd/20140513_quote.zip");
    byte[] bytes = Files.readAllBytes(corrupt);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 64; i++) {
      bytes[i] ^= 0x5a;
    }
    Files.write(corrupt, bytes);
    Path runs = folder.resolve("runs");
    Airflow.Judged run =
        Airflow.of("corrupt-file", runs)
            .runDate(STRATEGY, DATE, SHORT_RUN, "--data", data.toString());

    assertThat(run.command().exitCode()).isEqualTo(1);
    assertThat(run.state("ingest")).as("%s", run.command()).isEqualTo("failed");
    assertThat(run.command().errors()).contains("20140513_quote.zip");
    for (String behind :
        List.of(
            "quality",
            "features",
            "train",
            "export",
            "promote",
            "trade_dates",
            "trade",
            "live",
            "backtest",
            "parity",
            "report")) {
      assertThat(run.state(behind)).as(behind).isEqualTo("upstream_failed");
    }
    RunFolder out = new RunFolder(runs.resolve(STRATEGY).resolve(DATE));
    assertThat(out.stageFile("ingest")).doesNotExist();
    assertThat(out.sessionsFile()).doesNotExist();
    assertThat(out.registryFolder()).doesNotExist();
    assertThat(out.root().resolve("tapes").resolve("live")).doesNotExist();
    assertThat(out.runFile()).doesNotExist();
  }

  @Test
  void shouldFailATaskWhenItsCommandEndsWellAndWroteNothing(@TempDir Path folder)
      throws IOException {
    Path launcher = folder.resolve("statarb");
    Files.writeString(launcher, "#!/bin/sh\nexit 0\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Airflow.Judged run =
        Airflow.of("wrote-nothing", folder.resolve("runs"))
            .withLauncherOf(folder)
            .runDate(STRATEGY, DATE, SHORT_RUN);

    assertThat(run.state("ingest")).as("%s", run.command()).isEqualTo("failed");
    assertThat(run.command().errors()).contains("ended with exit code 0 and did not write");
    assertThat(run.state("report")).isEqualTo("upstream_failed");
  }

  private static Instant started(JsonNode task) {
    return OffsetDateTime.parse(task.path("start_date").asText()).toInstant();
  }

  private static List<String> tradeDates(RunFolder out) {
    List<String> dates = new ArrayList<>();
    Json.read(out.sessionsFile())
        .forEach(planned -> {
          if (planned.path("role").asText().equals("trade")) {
            dates.add(planned.path("session").path("trade_date").asText());
          }
        });
    return dates;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
