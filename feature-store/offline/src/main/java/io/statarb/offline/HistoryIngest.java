package io.statarb.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cleansing.IngestPlan;
import io.statarb.cleansing.RunQuality;
import io.statarb.cleansing.SessionQuality;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Raw files to history tapes and the table {@code ticks}: one task per session. Nothing of a run
 * that is refused takes a place in the run folder; what is accepted takes it piece by piece, the
 * list of sessions last.
 */
public final class HistoryIngest {
  private HistoryIngest() {}

  /**
   * Ingests all sessions that the settings ask for. Running again gives the same bytes.
   *
   * @param spark the session
   * @param settings settings in force
   * @param dataDir folder with the raw files
   * @param out run folder
   * @param progress shown per session
   * @return what was read
   * @throws Refusal if a file is missing or corrupt, or a check of data quality fails; the first
   *     session's sentences come first
   */
  public static IngestSummary run(
      SparkSession spark,
      Settings.Effective settings,
      Path dataDir,
      RunFolder out,
      Progress progress) {
    Universe universe = Settings.universe(settings.strategy());
    IngestPlan plan = IngestPlan.of(settings.strategy(), universe, dataDir);
    List<String> dates =
        plan.sessions().stream().map(planned -> planned.session().tradeDate()).toList();
    Path tapes = historyFolder(out);
    AtomicFiles.removeLeftovers(tapes);
    Path newTapes = AtomicFiles.temporary(tapes);
    try {
      RunQuality quality =
          RunQuality.of(plan, readSessions(spark, settings, dataDir, plan, newTapes, progress));
      quality.require();
      StepProgress.shown(
          spark,
          progress,
          "tick table",
          dates.size(),
          () -> {
            TickTable.write(spark, out, universe, dates, newTapes);
            return quality;
          });
      AtomicFiles.replaceFolder(newTapes, tapes);
      write(out.rawFilesFile(), rawFiles(quality));
      write(out.qualityFile(), quality);
      write(out.sessionsFile(), plan.sessions());
      return summary(plan, quality);
    } finally {
      AtomicFiles.delete(newTapes);
    }
  }

  /** Folder of all history tapes. */
  private static Path historyFolder(RunFolder out) {
    Path parent = out.historyTape("any").getParent();
    if (parent == null) {
      throw new IllegalStateException("Invariant: tapes lie in a folder");
    }
    return parent;
  }

  private static List<SessionQuality> readSessions(
      SparkSession spark,
      Settings.Effective settings,
      Path dataDir,
      IngestPlan plan,
      Path tapes,
      Progress progress) {
    int count = plan.sessions().size();
    SessionTask task =
        new SessionTask(
            settings.canonicalJson(),
            dataDir.toAbsolutePath().toString(),
            Json.text(plan),
            tapes.toAbsolutePath().toString());
    List<SessionTask.Outcome> outcomes =
        StepProgress.shown(
            spark,
            progress,
            "read sessions",
            count,
            () ->
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                    .parallelize(IntStream.range(0, count).boxed().toList(), count)
                    .map(task)
                    .collect());
    List<SessionQuality> qualities = new ArrayList<>();
    for (SessionTask.Outcome outcome : outcomes) {
      if (!outcome.refusal().isEmpty()) {
        throw Refusal.data(outcome.refusal());
      }
      qualities.add(PlanJson.read(outcome.quality(), SessionQuality.class));
    }
    return qualities;
  }

  /** The raw files with their line counts, by fileId. */
  private static List<ObjectNode> rawFiles(RunQuality quality) {
    List<ObjectNode> files = new ArrayList<>();
    for (RunQuality.FileLines file : quality.files()) {
      ObjectNode node = Json.mapper().valueToTree(file.file());
      files.add(node.put("lines", file.lines()));
    }
    return files;
  }

  private static void write(Path file, Object value) {
    AtomicFiles.write(file, Json.pretty(value).getBytes(StandardCharsets.UTF_8));
  }

  private static IngestSummary summary(IngestPlan plan, RunQuality quality) {
    List<String> notes = new ArrayList<>(plan.notes());
    quality.sessions().forEach(session -> notes.addAll(session.notes()));
    return new IngestSummary(
        quality.read(),
        quality.accepted(),
        quality.read() - quality.accepted(),
        plan.sessions().size(),
        notes);
  }
}
