package io.statarb.offline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.statarb.cleansing.IngestPlan;
import io.statarb.cleansing.RawFile;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Raw files to history tapes and the table {@code ticks}: one task per session. Nothing of a run
 * that is refused takes a place in the run folder; what is accepted takes it piece by piece, the
 * list of sessions last. Dates whose rows did not change keep their files in the tables; if any
 * did, that is a new version in {@link TickHistory}.
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
   * @param knownAt date or time from which on this is known, for the history of the ticks; null:
   *     the last date of the data
   * @return what was read
   * @throws Refusal if a file is missing or corrupt, or a check of data quality fails; the first
   *     session's sentences come first
   */
  public static IngestSummary run(
      SparkSession spark,
      Settings.Effective settings,
      Path dataDir,
      RunFolder out,
      Progress progress,
      @Nullable String knownAt) {
    if (knownAt != null) {
      KnownTime.from(knownAt);
    }
    Universe universe = Settings.universe(settings.strategy());
    IngestPlan plan = IngestPlan.of(settings.strategy(), universe, dataDir);
    Path tapes = historyFolder(out);
    AtomicFiles.removeLeftovers(tapes);
    Path newTapes = AtomicFiles.temporary(tapes);
    try {
      List<SessionTask.Outcome> outcomes =
          readSessions(spark, settings, dataDir, plan, newTapes, progress);
      RunQuality quality = RunQuality.of(plan, qualities(outcomes));
      quality.require();
      TickHistory.Ingested now =
          new TickHistory.Ingested(
              universe,
              plan.rawFiles().stream().map(RawFile::sha256).toList(),
              contents(plan, outcomes),
              newTapes,
              knownAt);
      TickHistory.Version version =
          StepProgress.shown(
              spark,
              progress,
              "tick table",
              outcomes.size(),
              () -> {
                // The history first: the table can be made again from what it holds.
                TickHistory.Version newest = TickHistory.update(spark, out, now);
                TickTable.update(spark, out, now);
                return newest;
              });
      AtomicFiles.replaceFolder(newTapes, tapes);
      write(out.rawFilesFile(), rawFiles(quality));
      write(out.qualityFile(), quality);
      write(out.sessionsFile(), plan.sessions());
      return summary(plan, quality, version);
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

  private static List<SessionTask.Outcome> readSessions(
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
    return StepProgress.shown(
        spark,
        progress,
        "read sessions",
        count,
        () ->
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(IntStream.range(0, count).boxed().toList(), count)
                .map(task)
                .collect());
  }

  private static List<SessionQuality> qualities(List<SessionTask.Outcome> outcomes) {
    List<SessionQuality> qualities = new ArrayList<>();
    for (SessionTask.Outcome outcome : outcomes) {
      if (!outcome.refusal().isEmpty()) {
        throw Refusal.data(outcome.refusal());
      }
      qualities.add(PlanJson.read(outcome.quality(), SessionQuality.class));
    }
    return qualities;
  }

  private static SortedMap<String, DateContent> contents(
      IngestPlan plan, List<SessionTask.Outcome> outcomes) {
    SortedMap<String, DateContent> contents = new TreeMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      DateContent.Measured measured = outcomes.get(i).content();
      List<DateContent.Source> sources =
          plan.filesOf(plan.sessions().get(i).session()).stream()
              .map(file -> new DateContent.Source(file.path(), file.sha256()))
              .toList();
      contents.put(
          measured.tradeDate(), new DateContent(measured.rows(), measured.sha256(), sources));
    }
    return contents;
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

  private static IngestSummary summary(
      IngestPlan plan, RunQuality quality, TickHistory.Version version) {
    List<String> notes = new ArrayList<>(plan.notes());
    quality.sessions().forEach(session -> notes.addAll(session.notes()));
    return new IngestSummary(
        quality.read(),
        quality.accepted(),
        quality.read() - quality.accepted(),
        plan.sessions().size(),
        version.version(),
        version.knownAt(),
        notes);
  }
}
