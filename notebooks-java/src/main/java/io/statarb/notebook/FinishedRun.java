package io.statarb.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.offline.SparkSessions;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A run that has its report, opened for reading.
 *
 * @param out its folder
 * @param strategy its settings
 * @param summary its {@code run.json}
 */
public record FinishedRun(RunFolder out, Strategy strategy, JsonNode summary) {
  /** Names the folder of the run in the environment of a notebook. */
  public static final String FOLDER_VARIABLE = "NB_RUN";

  /**
   * Opens the run that the environment names.
   *
   * @param environment as {@link System#getenv()} gives it
   * @throws Refusal when {@value #FOLDER_VARIABLE} is not set or the run has no report
   */
  public static FinishedRun of(Map<String, String> environment) {
    String folder = environment.getOrDefault(FOLDER_VARIABLE, "");
    if (folder.isEmpty()) {
      throw Refusal.usage(FOLDER_VARIABLE + " is not set; it names the folder of a finished run");
    }
    return open(Path.of(folder));
  }

  /**
   * Opens a run.
   *
   * @throws Refusal when the folder is not that of a run with a report
   */
  public static FinishedRun open(Path folder) {
    RunFolder out = new RunFolder(folder.toAbsolutePath().normalize());
    if (!Files.isRegularFile(out.runFile())) {
      throw Refusal.data("%s is missing; the run has no report".formatted(out.runFile()));
    }
    try {
      Strategy strategy =
          Settings.parse(Files.readString(out.settingsFile(), StandardCharsets.UTF_8)).strategy();
      return new FinishedRun(out, strategy, Json.read(out.runFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts Spark as the batch stages do, or gives the session that is open. */
  public SparkSession spark() {
    return SparkSessions.open(strategy, null);
  }

  /** Sessions that were traded, in time order. */
  public List<String> traded() {
    return Arrays.stream(Json.read(out.sessionsFile(), PlannedSession[].class))
        .filter(planned -> planned.role().equals(PlannedSession.TRADE))
        .map(planned -> planned.session().tradeDate())
        .toList();
  }

  /** Names of the features, in the order in which models see them. */
  public List<String> featureNames() {
    return FeatureService.named(strategy.features().service()).fields().stream()
        .map(FeatureField::name)
        .toList();
  }

  /**
   * The feature table as Spark wrote it, with a column {@code all_finite}, and as the view {@code
   * features}.
   */
  public Dataset<Row> features(SparkSession spark) {
    Dataset<Row> rows =
        spark
            .read()
            .format("delta")
            .load(out.featuresTable().toString())
            .withColumn("all_finite", Frames.allFinite(featureNames()));
    rows.createOrReplaceTempView("features");
    return rows;
  }

  /**
   * A CSV file of the report, and the same as a view of its name.
   *
   * @param name without the ending, e.g. {@code trades}
   */
  public Dataset<Row> sheet(SparkSession spark, String name) {
    Path file = out.reportFolder().resolve(name + ".csv");
    Dataset<Row> rows =
        spark
            .read()
            .option("header", "true")
            .option("inferSchema", "true")
            .option("escape", "\"")
            .csv(file.toString());
    rows.createOrReplaceTempView(name);
    return rows;
  }
}
