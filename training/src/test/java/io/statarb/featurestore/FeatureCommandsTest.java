package io.statarb.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as README has them. */
final class FeatureCommandsTest {
  private static final Path HOME = Path.of(System.getProperty("statarb.home", "."));
  private static final Path REPO = HOME.resolve("ingest/samples/features.yaml");

  @TempDir private Path folder;

  private record Outcome(int code, String out) {
    JsonNode json() throws JsonProcessingException {
      return Json.mapper().readTree(out);
    }
  }

  private static Outcome run(Object command, Object... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      int code =
          CommandLineRunner.run(
              command, List.of(args).stream().map(Object::toString).toArray(String[]::new));
      return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void shouldHaveEveryFeatureInTheDocuments() throws IOException {
    assertThat(run(new FeatureDescribeCommand(), "--markdown").out())
        .as("./statarb features describe --markdown > docs/features.md")
        .isEqualTo(Files.readString(HOME.resolve("docs/features.md")));
  }

  @Test
  void shouldRunFromDeclarationsToRebuiltTrainingSets() throws IOException {
    Path store = folder.resolve("store");
    Outcome dry =
        run(new FeatureApplyCommand(), "--repo", REPO, "--store", store, "--dry-run", "--json");
    assertThat(dry.code()).isEqualTo(ExitCode.OK);
    assertThat(dry.json().get("counts").get("ADDED").asInt()).isPositive();
    assertThat(store).as("a dry run writes nothing").doesNotExist();
    assertThat(
            run(
                    new FeatureOnlineCommand(),
                    "--store",
                    store,
                    "--service",
                    "equity-daily-v1",
                    "--entity",
                    "KO",
                    "--at",
                    "2014-05-07")
                .code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(run(new FeatureApplyCommand(), "--repo", REPO, "--store", store).code())
        .isEqualTo(ExitCode.OK);

    Outcome facts =
        run(
            new FeatureMaterializeCommand(),
            "--store",
            store,
            "--from",
            "2014-05-01",
            "--to",
            "2014-05-09",
            "--json");
    assertThat(facts.json().get("views").get(0).get("facts_added").asLong()).isGreaterThan(2_000);

    JsonNode values =
        run(
                new FeatureOnlineCommand(),
                "--store",
                store,
                "--service",
                "equity-daily-v1",
                "--entity",
                "KO,NONE",
                "--at",
                "2014-05-07T20:15:00Z",
                "--json")
            .json()
            .get("entities");
    assertThat(values.get(0).get("usable").asBoolean()).isTrue();
    assertThat(values.get(0).get("features").get(0).get("event_time").asText())
        .as("the close in New York")
        .isEqualTo("2014-05-07T20:00:00Z");
    assertThat(values.get(1).get("features").get(0).get("value").isNull()).isTrue();
    assertThat(values.get(1).get("features").get(0).get("absent").asText()).isEqualTo("MISSING");

    Path rows =
        Files.writeString(
            folder.resolve("rows.csv"),
            "symbol,event_time\nKO,2014-05-07T20:14:59Z\nKO,2014-05-07T20:15:00Z\n");
    Path set = folder.resolve("set");
    Outcome built =
        run(
            new FeatureHistoricalCommand(),
            "--store",
            store,
            "--service",
            "equity-daily-v1",
            "--entities",
            rows,
            "--out",
            set,
            "--json");
    assertThat(built.json().get("rows").asInt()).isEqualTo(2);
    Outcome rebuilt =
        run(new FeatureRebuildCommand(), "--manifest", set.resolve("manifest.json"), "--json");
    assertThat(rebuilt.code()).isEqualTo(ExitCode.OK);
    assertThat(rebuilt.json().get("rebuilt_sha256")).isEqualTo(built.json().get("rows_sha256"));

    Path manifest = set.resolve("manifest.json");
    String other =
        Files.readString(manifest).replace(built.json().get("rows_sha256").asText(), "00");
    Files.writeString(manifest, other);
    assertThat(run(new FeatureRebuildCommand(), "--manifest", manifest).code())
        .as("both digests are printed and differ")
        .isEqualTo(ExitCode.REFUSED);

    assertThat(run(new FeatureValidateCommand(), "--store", store, "--at", "2014-05-10").code())
        .isEqualTo(ExitCode.OK);
    assertThat(run(new FeatureValidateCommand(), "--store", store, "--at", "2014-06-10").code())
        .as("too old")
        .isEqualTo(ExitCode.REFUSED);
    JsonNode described =
        run(new FeatureDescribeCommand(), "daily_bar", "--store", store, "--json").json();
    assertThat(described.get("features")).hasSize(4);
  }

  @Test
  void shouldExitWithOneOnALeakAndNameIt() throws JsonProcessingException {
    Path sample = HOME.resolve("ingest/samples/binance-l2/spot");
    Outcome clean =
        run(
            new FeatureProbeCommand(),
            "--data",
            sample,
            "--max-events",
            3000,
            "--cuts",
            1,
            "--rows",
            100,
            "--json");
    assertThat(clean.code()).isEqualTo(ExitCode.OK);
    assertThat(clean.json().get("seed").asLong()).isEqualTo(1);
    assertThat(clean.json().get("skipped")).as("one instrument makes no pair").isNotEmpty();
    Outcome planted =
        run(
            new FeatureProbeCommand(),
            "--service",
            "l2-instrument-v1",
            "--data",
            sample,
            "--max-events",
            3000,
            "--cuts",
            2,
            "--rows",
            300,
            "--plant-leak",
            "--json");
    assertThat(planted.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(planted.json().get("planted_missed")).isEmpty();
    JsonNode leak = planted.json().get("probes").get(0).get("leaks").get(0);
    assertThat(leak.get("feature").asText()).startsWith("planted_");
    assertThat(leak.get("entity").asText()).isEqualTo("BTCUSDT");
    assertThat(leak.get("value")).isNotEqualTo(leak.get("changed"));
  }

  @Test
  void shouldRefuseCommandLinesThatMeanNothing() {
    assertThat(run(new FeatureProbeCommand()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run(new FeatureProbeCommand(), "--data", "a", "--store", "b").code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run(new FeatureProbeCommand(), "--data", "a", "--service", "b").code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(run(new FeatureApplyCommand(), "--repo", folder.resolve("none.yaml")).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(
            run(
                    new FeatureMaterializeCommand(),
                    "--store",
                    folder,
                    "--from",
                    "2014-05-02",
                    "--to",
                    "2014-05-01")
                .code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run(new FeatureValidateCommand(), "--store", folder, "--max-missing", "2").code())
        .isEqualTo(ExitCode.USAGE);
  }
}
