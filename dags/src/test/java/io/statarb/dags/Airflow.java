package io.statarb.dags;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The project's Airflow with a metadata database of its own, in a folder of the build. */
final class Airflow {
  /** A secret of the scheduler, which no command and no log may see. */
  static final String PLANTED_SECRET = "planted-8c1f";

  private static final Path PROJECT = Path.of(System.getProperty("statarb.home", "..")).normalize();
  private static final Path DAGS = PROJECT.resolve("dags");
  private static final Path TARGET = DAGS.resolve("target");
  private static final Duration INSTALLATION = Duration.ofMinutes(10);

  private final String name;
  private final Path runs;
  private final Path launcherHome;

  private Airflow(String name, Path runs, Path launcherHome) {
    this.name = name;
    this.runs = runs;
    this.launcherHome = launcherHome;
  }

  /**
   * An Airflow that runs the project's own launcher.
   *
   * @param name names its folder in the build
   * @param runs where runs are kept
   */
  static Airflow of(String name, Path runs) {
    return new Airflow(name, runs, PROJECT);
  }

  /** The same with another folder as the project, which has another launcher. */
  Airflow withLauncherOf(Path project) {
    return new Airflow(name, runs, project);
  }

  static Path project() {
    return PROJECT;
  }

  static Path target() {
    return TARGET;
  }

  /** Installs what is missing. Said apart, so that a machine without Python 3.11 is told so. */
  static Path environment() {
    BoundedCommand made =
        BoundedCommand.run(
            List.of(
                DAGS.resolve("tools/make-venv.sh").toString(),
                "airflow",
                DAGS.resolve("requirements.txt").toString(),
                DAGS.resolve("constraints-3.3.2-py3.11.txt").toString()),
            Map.of("PYTHONPATH", ""),
            TARGET.resolve("logs/make-venv.log"),
            INSTALLATION);
    assertThat(made.exitCode()).as("the virtual environment can be made: %s", made).isZero();
    return Path.of(made.output().strip());
  }

  /** Runs one strategy for one date and gives what {@code run-date.sh} says about it. */
  Judged runDate(String strategy, String date, Duration limit, String... options) {
    environment();
    List<String> command =
        new ArrayList<>(List.of(DAGS.resolve("tools/run-date.sh").toString(), strategy, date));
    command.addAll(List.of(options));
    BoundedCommand ended =
        BoundedCommand.run(
            command, variables(), TARGET.resolve("logs").resolve(name + ".log"), limit);
    return new Judged(ended, json(ended));
  }

  /** What Airflow makes of the DAG files of a folder. */
  JsonNode inspect(Path dagsFolder) {
    Path python = environment().resolve("bin/python");
    BoundedCommand ended =
        BoundedCommand.run(
            List.of(
                python.toString(),
                DAGS.resolve("src/test/python/inspect_dags.py").toString(),
                dagsFolder.toString()),
            variables(),
            TARGET.resolve("logs").resolve(name + ".log"),
            Duration.ofMinutes(2));
    assertThat(ended.exitCode()).as("the DAG files can be read: %s", ended).isZero();
    return json(ended);
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AIRFLOW_HOME", TARGET.resolve("airflow").resolve(name).toString());
    variables.put("AIRFLOW__CORE__DAGS_FOLDER", DAGS.toString());
    variables.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    variables.put("AIRFLOW__USAGE_DATA_COLLECTION__ENABLED", "False");
    variables.put("AIRFLOW_CONN_BROKER", "generic://someone:" + PLANTED_SECRET + "@127.0.0.1");
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONPATH", "");
    variables.put("STATARB_HOME", launcherHome.toString());
    variables.put("STATARB_RUNS", runs.toString());
    // The build that runs this test has built what the launcher starts; a second one inside it
    // would write over the jars of the first.
    variables.put("STATARB_NO_BUILD", "1");
    return variables;
  }

  private static JsonNode json(BoundedCommand ended) {
    List<String> lines = ended.output().lines().toList();
    assertThat(lines).as("one JSON object is printed: %s", ended).isNotEmpty();
    try {
      return Json.mapper().readTree(lines.getLast());
    } catch (JsonProcessingException e) {
      throw new AssertionError("the last line is a JSON object: " + ended, e);
    }
  }

  /**
   * A run and what was said about it.
   *
   * @param command the command as it ended
   * @param verdict the object that it printed
   */
  record Judged(BoundedCommand command, JsonNode verdict) {
    /** Task instances as Airflow's database has them. */
    List<JsonNode> tasks() {
      List<JsonNode> tasks = new ArrayList<>();
      verdict.path("tasks").forEach(tasks::add);
      return tasks;
    }

    /** State of the only instance of a task, or "absent". */
    String state(String taskId) {
      return tasks().stream()
          .filter(task -> task.path("task_id").asText().equals(taskId))
          .map(task -> task.path("state").asText())
          .findFirst()
          .orElse("absent");
    }

    /** Why the run does not count. */
    List<String> problems() {
      List<String> problems = new ArrayList<>();
      verdict.path("problems").forEach(problem -> problems.add(problem.asText()));
      return problems;
    }
  }
}
