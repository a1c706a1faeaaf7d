package io.statarb.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks as they are kept, and executed headless by the real kernel. */
final class NotebookTest {
  private static final Path FOLDER = SampleRun.PROJECT.resolve("notebooks-java");
  private static final String NAME = "feature-parity-and-attribution.ipynb";

  /** The first run installs what executes notebooks. */
  private static final Duration LONGEST = Duration.ofMinutes(12);

  @Test
  void shouldCountWhatRunJsonSaysWhenExecuted() throws IOException {
    Path run = SampleRun.folder();
    assertThat(execute(run, FOLDER.resolve(NAME))).as("log: %s", log()).isZero();
    JsonNode executed = Json.read(SampleRun.TARGET.resolve("executed").resolve(NAME));
    JsonNode counted = lastOutput(cell(executed, "numbers"));
    JsonNode reported = Json.read(run.resolve("run.json"));

    List<String> paths =
        new ArrayList<>(
            List.of(
                "feature_rows",
                "parity.rows_compared",
                "parity.rows_all_finite",
                "round_trips",
                "pnl_micros"));
    reported
        .path("attribution")
        .fieldNames()
        .forEachRemaining(cause -> paths.add("attribution." + cause));
    assertThat(paths).hasSizeGreaterThan(5);
    assertThat(new TreeSet<>(names(counted))).isEqualTo(new TreeSet<>(paths));
    for (String path : paths) {
      JsonNode expected = reported.at("/" + path.replace('.', '/'));
      assertThat(expected.isIntegralNumber()).as("run.json has %s", path).isTrue();
      assertThat(counted.path(path).isIntegralNumber()).as(path).isTrue();
      assertThat(counted.path(path).asLong()).as(path).isEqualTo(expected.asLong());
    }
    long causes = 0;
    for (String path : paths) {
      causes += path.startsWith("attribution.") ? counted.path(path).asLong() : 0;
    }
    assertThat(causes).isEqualTo(counted.path("pnl_micros").asLong());
    assertThat(cell(executed, "compare").toString()).contains("equal").doesNotContain("differs");
    assertThat(cell(executed, "attribution").toString()).contains("<svg");
    assertThat(SampleRun.TARGET.resolve("executed").resolve(NAME.replace(".ipynb", ".html")))
        .isNotEmptyFile();
  }

  @Test
  void shouldFailWhenACellFails(@TempDir Path empty) throws IOException {
    Path copy = Files.copy(FOLDER.resolve(NAME), empty.resolve("on-no-run.ipynb"));
    assertThat(execute(empty, copy)).as("log: %s", log()).isEqualTo(1);
    assertThat(Files.readString(log())).contains("run.json is missing; the run has no report");
  }

  @Test
  void shouldBeKeptWithoutOutputs() throws IOException {
    for (Path file : notebooks()) {
      Json.read(file)
          .path("cells")
          .forEach(cell -> {
            if (cell.path("cell_type").asText().equals("code")) {
              assertThat(cell.path("outputs")).as("%s %s", file, cell.path("id")).isEmpty();
              assertThat(cell.path("execution_count").isNull())
                  .as("%s %s", file, cell.path("id"))
                  .isTrue();
            }
          });
    }
  }

  @Test
  void shouldHoldNoLogic() throws IOException {
    for (Path file : notebooks()) {
      Json.read(file)
          .path("cells")
          .forEach(cell -> {
            if (cell.path("cell_type").asText().equals("code")) {
              StringBuilder source = new StringBuilder();
              cell.path("source").forEach(line -> source.append(line.asText()));
              assertThat(source.toString())
                  .as("%s %s", file, cell.path("id"))
                  .doesNotContainPattern(
                      "\\b(if|for|while|switch|class|record|return|new [A-Z]\\w*\\(.*\\)\\s*\\{)\\s*\\(");
            }
          });
    }
  }

  private static List<Path> notebooks() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> notebooks =
          files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      assertThat(notebooks).isNotEmpty();
      return notebooks;
    }
  }

  private static Path log() {
    return SampleRun.TARGET.resolve("logs/notebook.log");
  }

  private static int execute(Path run, Path notebook) throws IOException {
    return BoundedProcess.run(
        List.of(
            FOLDER.resolve("notebook.sh").toString(), "run", run.toString(), notebook.toString()),
        Map.of(),
        log(),
        LONGEST);
  }

  private static JsonNode cell(JsonNode notebook, String id) {
    for (JsonNode cell : notebook.path("cells")) {
      if (cell.path("id").asText().equals(id)) {
        return cell;
      }
    }
    throw new AssertionError("the notebook has no cell " + id);
  }

  /** JSON that a cell ended with; the kernel shows text as HTML. */
  private static JsonNode lastOutput(JsonNode cell) {
    JsonNode outputs = cell.path("outputs");
    JsonNode shown = outputs.path(outputs.size() - 1).path("data").path("text/html");
    StringBuilder text = new StringBuilder();
    if (shown.isArray()) {
      shown.forEach(line -> text.append(line.asText()));
    } else {
      text.append(shown.asText());
    }
    try {
      return Json.mapper().readTree(text.toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError("the cell ends with JSON: " + outputs, e);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
