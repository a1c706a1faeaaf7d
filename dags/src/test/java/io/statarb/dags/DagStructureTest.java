package io.statarb.dags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What Airflow makes of the DAG files, without running any. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DagStructureTest {
  /** Two hours, the longest time of a task. */
  private static final double LONGEST_S = 7_200;

  private final Airflow airflow = Airflow.of("structure", Airflow.target().resolve("no-runs"));
  private JsonNode seen = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

  @BeforeAll
  void inspect() {
    seen = airflow.inspect(Airflow.project().resolve("dags"));
  }

  @Test
  void shouldImportWithoutErrorAndWithoutWork() {
    assertThat(seen.path("import_errors").properties()).isEmpty();
    assertThat(texts(seen.path("effects_of_import"))).isEmpty();
  }

  @Test
  void shouldSeeWorkAtImportWhenThereIsSome(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("statarb_stages.py"),
        """
        import subprocess
        subprocess.run(["true"])
        def command_environment():
            return {}
        """);
    JsonNode bad = airflow.inspect(folder);
    assertThat(texts(bad.path("effects_of_import")))
        .anyMatch(e -> e.startsWith("subprocess.Popen"));
  }

  @Test
  void shouldImportOnlyWhatDagAuthorsMayUse() {
    assertThat(texts(seen.path("airflow_imports")))
        .isNotEmpty()
        .allMatch(name ->
            name.matches("airflow\\.sdk(\\..*)?")
                || name.startsWith("airflow.providers.standard."));
  }

  @Test
  void shouldMakeOneDagOfEachStrategy() throws IOException {
    List<String> expected = new ArrayList<>();
    try (Stream<Path> files = Files.list(Airflow.project().resolve("dags/strategies"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .forEach(file -> expected.add("statarb_" + file.substring(0, file.length() - 5)));
    }
    assertThat(dags().keySet()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void shouldWireTheStagesInTheirOrder() {
    dags()
        .forEach((id, dag) -> {
          Map<String, List<String>> downstream = new TreeMap<>();
          dag.path("tasks")
              .properties()
              .forEach(
                  task -> downstream.put(task.getKey(), texts(task.getValue().path("downstream"))));
          assertThat(downstream)
              .as(id)
              .containsOnly(
                  entry("ingest", List.of("quality")),
                  entry("quality", List.of("features")),
                  entry("features", List.of("train")),
                  entry("train", List.of("export")),
                  entry("export", List.of("promote")),
                  entry("promote", List.of("trade_dates")),
                  entry("trade_dates", List.of("trade")),
                  entry("trade", List.of("live")),
                  entry("live", List.of("backtest", "parity")),
                  entry("backtest", List.of("report")),
                  entry("parity", List.of("report")),
                  entry("report", List.of()));
          assertThat(dag.path("tasks").path("trade").path("mapped").asBoolean()).as(id).isTrue();
        });
  }

  @Test
  void shouldKeepThePolicyInEveryDagAndTask() {
    dags()
        .forEach((id, dag) -> {
          assertThat(texts(dag.path("tags"))).as(id).contains("statarb");
          assertThat(dag.path("doc_md").asText()).as(id).contains("```yaml");
          assertThat(dag.path("catchup").asBoolean(true)).as(id).isFalse();
          assertThat(dag.path("max_active_runs").asInt()).as(id).isEqualTo(1);
          assertThat(dag.path("schedule").asText()).as(id).isEqualTo("CronPartitionTimetable");
          assertThat(dag.path("time_zone").asText()).as(id).isEqualTo("America/New_York");
          assertThat(dag.path("start_date").asText()).as(id).isEqualTo("2014-05-01T00:00:00+00:00");
          dag.path("tasks")
              .properties()
              .forEach(task -> keepsThePolicy(id + "." + task.getKey(), task.getValue()));
        });
  }

  private static void keepsThePolicy(String name, JsonNode task) {
    assertThat(task.path("owner").asText()).as(name).isEqualTo("statarb");
    assertThat(task.path("retries").asInt()).as(name).isBetween(1, 3);
    assertThat(task.path("execution_timeout_s").asDouble()).as(name).isPositive();
    assertThat(task.path("execution_timeout_s").asDouble()).as(name).isLessThanOrEqualTo(LONGEST_S);
    assertThat(task.path("doc_md").asText()).as(name).isNotBlank();
    assertThat(task.path("trigger_rule").asText().toLowerCase(java.util.Locale.ROOT))
        .as(name + " waits for the success of all before it")
        .endsWith("all_success");
  }

  @Test
  void shouldNameAnAssetForWhatAStageHandsOn() {
    dags()
        .forEach((id, dag) -> {
          String strategy = id.substring("statarb_".length());
          for (String handsOn :
              List.of("ingest", "features", "train", "export", "promote", "live", "report")) {
            assertThat(texts(dag.path("tasks").path(handsOn).path("outlets")))
                .as(id + "." + handsOn)
                .singleElement()
                .asString()
                .startsWith(strategy + "/");
          }
        });
  }

  @Test
  void shouldKeepConnectionsAndSettingsOfTheSchedulerFromTheCommands() {
    List<String> names = texts(seen.path("command_environment"));
    assertThat(names).contains("PATH", "STATARB_NO_BUILD");
    assertThat(names)
        .noneMatch(name -> name.contains("AIRFLOW"))
        .doesNotContain("STATARB_HOME", "STATARB_RUNS");
  }

  private Map<String, JsonNode> dags() {
    Map<String, JsonNode> dags = new TreeMap<>();
    seen.path("dags").properties().forEach(dag -> dags.put(dag.getKey(), dag.getValue()));
    assertThat(dags).isNotEmpty();
    return dags;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
