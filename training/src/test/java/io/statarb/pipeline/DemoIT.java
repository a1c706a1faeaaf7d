package io.statarb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.pipeline.Launcher.Outcome;
import io.statarb.settings.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole product as a user runs it: real launcher, real processes, the hour of real ticks that
 * ships as ci-sample.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoIT {
  /** What may differ between two runs: time and memory, nothing else. */
  private static final List<String> MEASURED =
      List.of("stage_seconds", "peak_memory_mb", "tick_to_order_ns");

  private static final long SEED = Long.getLong("seed", 20140513L);
  private static final int KILLS = Integer.getInteger("kills", 1);

  private Path folder = Path.of("");
  private RunFolder run = new RunFolder(folder);

  @BeforeAll
  void runTheDemo(@TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    run = new RunFolder(folder.resolve("run"));
    Outcome demo = demo(Map.of(), run.root(), Launcher.CI_SAMPLE);
    assertThat(demo.code()).as(demo.err()).isZero();
  }

  private static Outcome demo(Map<String, String> env, Path out, Path data, String... more)
      throws IOException, InterruptedException {
    String[] args = {"demo", "--data", data.toString(), "--out", out.toString(), "--json"};
    return Launcher.run(
        env, Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
  }

  private static ObjectNode comparable(Path root) {
    ObjectNode node = (ObjectNode) Json.read(new RunFolder(root).runFile());
    MEASURED.forEach(node::remove);
    return node;
  }

  @Test
  void shouldCountEveryTickAndMatchEveryRowWhenTheDemoRuns() {
    JsonNode json = Json.read(run.runFile());
    long quarantined = 0;
    for (JsonNode reason : json.path("ticks_quarantined")) {
      quarantined += reason.asLong();
    }

    assertThat(json.path("ticks_accepted").asLong() + quarantined)
        .isEqualTo(json.path("ticks_read").asLong())
        .isEqualTo(34_411);
    assertThat(json.path("parity").path("rows_compared").asLong()).isPositive();
    assertThat(json.path("parity").path("rows_bit_equal"))
        .isEqualTo(json.path("parity").path("rows_compared"));
    assertThat(json.path("attribution_residual_micros").asLong()).isZero();
    for (JsonNode model : json.path("models")) {
      assertThat(model.path("decision_flips").asLong()).isZero();
      assertThat(model.path("rows_above").asLong()).isPositive();
      assertThat(model.path("rows_below").asLong()).isPositive();
    }
    long sum = 0;
    for (JsonNode cause : json.path("attribution")) {
      sum += cause.asLong();
    }
    assertThat(sum).isEqualTo(json.path("pnl_micros").asLong());
  }

  @Test
  void shouldGetTheSameBytesWhenATapeIsReplayedElsewhere() throws Exception {
    String expected = Json.read(run.runFile()).path("tape_sha256").asText();
    Path tapes = run.root().resolve("tapes").resolve("live");

    Outcome here = Launcher.run("replay", tapes.toString(), "--json");
    Outcome elsewhere =
        Launcher.run(
            Map.of(
                "STATARB_JAVA_OPTS",
                "-Duser.timezone=Asia/Kolkata -Duser.language=tr -Duser.country=TR"),
            "replay",
            tapes.toString(),
            "--json");
    Outcome changed = Launcher.run("replay", tapes.toString(), "--set", "entry.z=2.0", "--json");

    assertThat(sha(here)).isEqualTo(expected);
    assertThat(sha(elsewhere)).isEqualTo(expected);
    assertThat(sha(changed)).isNotEqualTo(expected);
  }

  private static String sha(Outcome outcome) throws IOException {
    return Json.mapper().readTree(outcome.out()).path("tape_sha256").asText(outcome.err());
  }

  @Test
  void shouldLoadNoResearchClassWhenTrading() throws IOException {
    List<String> classes =
        Files.readAllLines(run.root().resolve("logs").resolve("live-classes.log"));

    assertThat(classes).anyMatch(line -> line.contains("io.statarb.engine.TradingEngine"));
    assertThat(classes)
        .noneMatch(line ->
            line.contains("org.apache.spark.")
                || line.startsWith("scala.")
                || line.contains(" scala.")
                || line.contains("io.delta.")
                || line.startsWith("smile.")
                || line.contains(" smile."));
  }

  @Test
  void shouldFindThePlantedChangesWhenControlsRun() throws Exception {
    Outcome ulp =
        Launcher.run("features", "--out", run.root().toString(), "--parity", "--plant-ulp");
    String fill = firstFill();
    Outcome altered =
        Launcher.run("report", "--out", run.root().toString(), "--alter-fill", fill, "--json");

    assertThat(ulp.code()).as(ulp.err()).isZero();
    assertThat(Json.mapper().readTree(altered.out()).path("altered_residual_micros").asLong())
        .as(altered.err())
        .isNotZero();
  }

  @Test
  void shouldWalkBackToTheRawFileWhenAFillIsExplained() throws Exception {
    Outcome explained =
        Launcher.run("explain", firstFill(), "--out", run.root().toString(), "--json");

    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("_quote.zip");
  }

  private String firstFill() throws IOException {
    List<String> lines = Files.readAllLines(run.reportFolder().resolve("fills.csv"));
    return lines.get(1).split(",", -1)[0];
  }

  @Test
  void shouldEndInTheSameNumbersWhenKilledAndRunAgain() throws Exception {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    System.out.println("seed=" + SEED + " kills=" + KILLS);
    List<String> stages =
        List.of("ingest", "features", "train", "export", "promote", "live", "parity", "report");
    JsonNode seconds = Json.read(run.runFile()).path("stage_seconds");
    for (int i = 0; i < KILLS * stages.size(); i++) {
      // One moment a stage with -Dkills=1 would take minutes; the default kills a seeded choice of
      // two.
      String stage =
          KILLS > 1 ? stages.get(i % stages.size()) : stages.get(random.nextInt(stages.size()));
      Path out = folder.resolve("killed-" + i);
      double within = random.nextDouble() * Math.max(0.2, seconds.path(stage).asDouble());
      killInside(stage, within, out);
      Outcome again = demo(Launcher.FIRST_COMPILER, out, Launcher.CI_SAMPLE);
      assertThat(again.code()).as("stage=%s within=%.2f\n%s", stage, within, again.err()).isZero();
      assertThat(comparable(out)).as("stage=%s", stage).isEqualTo(comparable(run.root()));
      Launcher.deleteTree(out);
      if (KILLS == 1 && i == 1) {
        return;
      }
    }
  }

  private static void killInside(String stage, double seconds, Path out) throws Exception {
    Launcher.Started started =
        Launcher.start(
            Launcher.FIRST_COMPILER,
            "demo",
            "--data",
            Launcher.CI_SAMPLE.toString(),
            "--out",
            out.toString());
    // The stage says its name when it begins.
    while (started.process().isAlive()
        && Launcher.text(started.err()).lines().noneMatch(l -> l.startsWith(stage + ":"))) {
      started.process().waitFor(20, TimeUnit.MILLISECONDS);
    }
    started.process().waitFor((long) (seconds * 1000), TimeUnit.MILLISECONDS);
    started.kill("KILL");
  }

  @Test
  void shouldRefuseInOneSentenceWhenInputIsBad(@TempDir Path bad) throws Exception {
    Path corrupt = bad.resolve("corrupt");
    Launcher.copyTree(Launcher.CI_SAMPLE, corrupt);
    Path zip = corrupt.resolve("forex/oanda/tick/eurusd/20140513_quote.zip");
    byte[] bytes = Files.readAllBytes(zip);
    bytes[bytes.length / 2] ^= 0x55;
    Files.write(zip, bytes);
    Path missing = bad.resolve("missing");
    Launcher.copyTree(Launcher.CI_SAMPLE, missing);
    Files.delete(missing.resolve("forex/oanda/tick/nzdusd/20140513_quote.zip"));
    Path yaml = bad.resolve("mine.yaml");
    Files.writeString(
        yaml,
        Launcher.text(Launcher.HOME.resolve("dags/strategies/fx-two-venue.yaml"))
            .replace("score_quantile:", "score_quantil:"));

    assertRefused(
        demo(Map.of(), bad.resolve("a"), corrupt), ExitCode.REFUSED, "eurusd/20140513_quote.zip");
    assertRefused(
        demo(Map.of(), bad.resolve("b"), missing), ExitCode.REFUSED, "nzdusd/20140513_quote.zip");
    assertRefused(
        demo(Map.of(), bad.resolve("c"), Launcher.CI_SAMPLE, "--strategy", yaml.toString()),
        ExitCode.USAGE,
        "score_quantile");
    assertThat(bad.resolve("a/run.json")).doesNotExist();
  }

  @Test
  void shouldNotTradeWhenABundleByteChanged(@TempDir Path bad) throws Exception {
    Path copy = bad.resolve("run");
    Launcher.copyTree(run.root(), copy);
    Launcher.deleteTree(copy.resolve("tapes/live"));
    Path onnx;
    try (Stream<Path> files = Files.walk(copy.resolve("registry"))) {
      onnx = files.filter(f -> f.toString().endsWith(".onnx")).sorted().findFirst().orElseThrow();
    }
    onnx.toFile().setWritable(true);
    byte[] bytes = Files.readAllBytes(onnx);
    bytes[bytes.length / 2] ^= 1;
    Files.write(onnx, bytes);

    assertRefused(
        Launcher.run("live", "--out", copy.toString()),
        ExitCode.REFUSED,
        onnx.getFileName().toString());
    assertThat(copy.resolve("tapes/live")).doesNotExist();
  }

  private static void assertRefused(Outcome outcome, int code, String fact) {
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(code);
    List<String> sentences = outcome.err().lines().filter(l -> l.startsWith("statarb: ")).toList();
    assertThat(sentences).as(outcome.err()).hasSize(1);
    assertThat(sentences.getFirst()).contains(fact);
    assertThat(outcome.err()).doesNotContain("\tat ");
  }
}
