package io.statarb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.CommandLineRunner;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.offline.HistoryIngest;
import io.statarb.offline.SparkSessions;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of versions, which needs no Spark to be read. */
final class HistoryCommandTest {
  private static final Path HOME = Path.of(System.getProperty("statarb.home", "."));

  @TempDir private Path folder;

  private record Outcome(int code, String out) {
    JsonNode json() throws JsonProcessingException {
      return Json.mapper().readTree(out);
    }
  }

  private Outcome run(String... options) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] args = new String[options.length + 2];
    args[0] = "--out";
    args[1] = folder.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    try {
      System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      int code = CommandLineRunner.run(new HistoryCommand(), args);
      return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  @Test
  void shouldListVersionsAndRefuseWhatWasNotKnown() throws JsonProcessingException {
    assertThat(run("--json").code()).isEqualTo(ExitCode.REFUSED);
    Settings.Effective settings =
        Settings.load(HOME.resolve("dags/strategies/fx-two-venue.yaml"), Map.of(), List.of());
    HistoryIngest.run(
        SparkSessions.open(settings.strategy(), null),
        settings,
        HOME.resolve("ingest/samples/ci-sample"),
        new RunFolder(folder),
        Progress.quiet(),
        null);
    JsonNode version = run("--json").json().get("versions").get(0);
    assertThat(version.get("known_at").asText())
        .as("the last date of the data")
        .isEqualTo("2014-05-13");
    assertThat(version.get("readable").asBoolean()).isTrue();
    long rows = 0;
    for (JsonNode date : version.get("changed")) {
      rows += date.get("rows").asLong();
      assertThat(date.get("raw_files")).hasSize(4);
    }
    assertThat(version.get("rows").asLong()).isEqualTo(rows).isPositive();
    assertThat(run().out()).startsWith("version 0 known at 2014-05-13: " + rows + " rows");
    assertThat(run("--as-known", "2014-05-12").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run("--version", "1").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--version", "0", "--as-known", "2014-05-13").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--files").code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--forget-before", "2014-05-13", "--json").json().get("deleted_files").asInt())
        .isZero();
  }
}
