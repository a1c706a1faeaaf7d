package io.statarb.offline;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.ticks.ActionRecord;
import io.statarb.time.TradingSession;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Runs the kernels over the history in the table {@code ticks} and writes the table {@code
 * features}.
 */
public final class Materialization {
  private Materialization() {}

  /**
   * Computes and writes the rows of these sessions; sessions of the table that are neither these
   * nor in {@code ticks} leave it. Running again gives the same rows.
   *
   * @param spark the session
   * @param s the strategy, for its instruments
   * @param out run folder
   * @param service the features
   * @param pairs the pairs, fitted
   * @param sessions the sessions
   * @param progress shown per session
   * @return what the table then holds of these sessions
   * @throws Refusal if {@code ticks} is missing, lacks a session, is not in order or is of other
   *     instruments
   */
  public static FeatureSummary run(
      SparkSession spark,
      Strategy s,
      RunFolder out,
      FeatureService service,
      List<PairDefinition> pairs,
      List<TradingSession> sessions,
      Progress progress) {
    List<String> dates = sessions.stream().map(TradingSession::tradeDate).toList();
    if (dates.isEmpty() || pairs.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to compute: sessions=%s pairs=%s".formatted(dates, pairs));
    }
    Set<String> known = DeltaTables.dates(spark, out.ticksTable(), "ingest");
    for (String date : dates) {
      if (!known.contains(date)) {
        throw Refusal.data(
            "%s lacks trade_date %s; run `statarb ingest` first".formatted(out.ticksTable(), date));
      }
    }
    Universe universe = Settings.universe(s);
    String plan =
        Json.text(
            new KernelRows.Plan(
                service.name(), pairs, universe.instruments(), actions(s, out, dates)));
    List<ChunkDigest> chunks =
        StepProgress.shown(
            spark,
            progress,
            "features",
            dates.size(),
            () -> {
              JavaRDD<InternalRow> rows =
                  TickTable.scan(spark, out, dates).mapPartitions(new KernelRows(plan));
              DeltaTables.replace(
                  spark,
                  out.featuresTable(),
                  DeltaTables.rows(spark, rows.rdd(), FeatureTable.schema(service)),
                  dates,
                  known);
              return FeatureTable.digests(spark, out, service, dates);
            });
    return new FeatureSummary(
        chunks.stream().mapToLong(ChunkDigest::rows).sum(),
        chunks.stream().mapToLong(ChunkDigest::finiteRows).sum(),
        FeatureTable.dataVersion(service, chunks),
        DeltaTables.version(spark, out.featuresTable()),
        chunks);
  }

  /** Corporate actions of each session, from its tape; nothing is read where there are none. */
  private static SortedMap<String, List<ActionRecord>> actions(
      Strategy s, RunFolder out, List<String> dates) {
    SortedMap<String, List<ActionRecord>> actions = new TreeMap<>();
    if (!s.data().corporateActions().isEmpty()) {
      dates.forEach(date -> actions.put(date, ActionRecord.fromTape(out.historyTape(date))));
    }
    return actions;
  }
}
