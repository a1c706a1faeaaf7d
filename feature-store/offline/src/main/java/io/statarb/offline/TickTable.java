package io.statarb.offline;

import static org.apache.spark.sql.functions.col;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
          .add("file_id", DataTypes.IntegerType)
          .add("line", DataTypes.LongType)
          .add("bid", DataTypes.DoubleType)
          .add("ask", DataTypes.DoubleType);

  private TickTable() {}

  /**
   * Writes the ticks of history tapes; the table then holds these dates and no others.
   *
   * @param tapes folder with one tape per date
   */
  static void write(
      SparkSession spark, RunFolder out, Universe universe, List<String> dates, Path tapes) {
    List<TapeRows.Session> sessions = new ArrayList<>();
    for (String date : dates) {
      sessions.add(new TapeRows.Session(date, tapes.resolve(date).toAbsolutePath().toString()));
    }
    List<String> names = universe.instruments().stream().map(Instrument::name).toList();
    double[] prices = universe.instruments().stream().mapToDouble(i -> i.price(1)).toArray();
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(sessions, sessions.size())
            .mapPartitions(new TapeRows(names, prices));
    Dataset<Row> table = DeltaTables.rows(spark, rows.rdd(), SCHEMA);
    DeltaTables.replace(spark, out.ticksTable(), table, dates, Set.of());
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
