package io.statarb.offline;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.statarb.cli.Json;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta table {@code ticks}: every line of the raw files, accepted or quarantined, partitioned
 * by trade_date, one file per date, sorted by tick_seq. Prices are null where the condition is
 * neither GOOD nor LOCKED.
 */
final class TickTable {
  static final StructType SCHEMA =
      new StructType()
          .add(DeltaTables.TRADE_DATE, DataTypes.StringType)
          .add("tick_seq", DataTypes.LongType)
          .add("ts_ns", DataTypes.LongType)
          .add("instrument", DataTypes.StringType)
          .add("instrument_id", DataTypes.IntegerType)
          .add("bid_px_ticks", DataTypes.LongType)
          .add("ask_px_ticks", DataTypes.LongType)
          .add("condition", DataTypes.StringType)
          .add("raw_sha256", DataTypes.StringType)
          .add("line", DataTypes.LongType)
          .add("bid", DataTypes.DoubleType)
          .add("ask", DataTypes.DoubleType);

  private TickTable() {}

  /**
   * Makes the table hold these dates and no others; a date whose rows it holds already keeps its
   * file. Whether it does is noted with each commit; a table without that note is written anew.
   */
  static void update(SparkSession spark, RunFolder out, TickHistory.Ingested now) {
    SortedMap<String, DateContent> before = noted(out);
    List<String> changed = now.changed(before);
    Set<String> keep = new HashSet<>(now.dates().keySet());
    changed.forEach(keep::remove);
    if (changed.isEmpty() && before.keySet().equals(keep)) {
      DeltaTables.removeAllBut(
          DeltaTables.files(spark, out.ticksTable()), out.ticksTable(), Set.of());
      return;
    }
    DeltaTables.commit(
        spark,
        out.ticksTable(),
        rows(spark, now.universe(), now.rawSha256s(), changed, now.tapes()),
        changed,
        keep,
        Map.of("userMetadata", Json.text(new Note(now.dates()))));
    DeltaTables.removeAllBut(
        DeltaTables.files(spark, out.ticksTable()), out.ticksTable(), Set.of());
  }

  /** What is noted with a commit. */
  private record Note(SortedMap<String, DateContent> dates) {}

  private static SortedMap<String, DateContent> noted(RunFolder out) {
    DeltaLogFiles.Commit last = DeltaLogFiles.last(out.ticksTable());
    String text = last == null ? null : last.userMetadata();
    if (text == null) {
      return new TreeMap<>();
    }
    try {
      return Json.mapper().readValue(text, Note.class).dates();
    } catch (JsonProcessingException e) {
      return new TreeMap<>();
    }
  }

  /** The rows of tapes; one partition per date, sorted by tick_seq. */
  static Dataset<Row> rows(
      SparkSession spark,
      Universe universe,
      List<String> rawSha256s,
      List<String> dates,
      Path tapes) {
    List<TapeRows.Session> sessions = new ArrayList<>();
    for (String date : dates) {
      sessions.add(new TapeRows.Session(date, tapes.resolve(date).toAbsolutePath().toString()));
    }
    List<String> names = universe.instruments().stream().map(Instrument::name).toList();
    double[] prices = universe.instruments().stream().mapToDouble(i -> i.price(1)).toArray();
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(sessions, Math.max(1, sessions.size()))
            .mapPartitions(new TapeRows(names, prices, rawSha256s));
    return DeltaTables.rows(spark, rows.rdd(), SCHEMA);
  }

  /**
   * What the kernels need of the ticks of these dates; one partition per date, sorted by tick_seq.
   */
  static JavaRDD<InternalRow> scan(SparkSession spark, RunFolder out, List<String> dates) {
    Dataset<Row> ticks =
        DeltaTables.read(spark, out.ticksTable(), "ingest")
            .where(col(DeltaTables.TRADE_DATE).isin(dates.toArray()))
            .select(SessionTicks.COLUMNS.toArray(org.apache.spark.sql.Column[]::new));
    return DeltaTables.internal(ticks).toJavaRDD();
  }
}
