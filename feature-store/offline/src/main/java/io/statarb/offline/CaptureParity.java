package io.statarb.offline;

import static org.apache.spark.sql.functions.col;

import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentFeatures;
import io.statarb.features.instrument.InstrumentFeed;
import io.statarb.features.instrument.InstrumentServices;
import io.statarb.loaders.FileLoader;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the kernels make of a file event by event, as a live process calls them, with what
 * they make in Spark tasks of the same events read from a table. Every value is compared to the
 * bit, in the order of the file; neither side is held.
 */
public final class CaptureParity {
  private static final String NO_ROW = "row";

  private final FeatureService service;
  private final Iterator<Row> table;
  private final long plantedRow;
  private final int plantedFeature;
  private final InstrumentFeed live;
  private final long count;
  private final Progress progress;
  private boolean planted;
  private long rows;
  private long liveOnly;
  private long tableOnly;
  private long different;
  private @Nullable Difference first;

  /**
   * One value that differs, or a row that one side lacks, then called {@code row}.
   *
   * @param feature column that differs
   * @param instrument the instrument
   * @param event position of the event in the file, from 0
   * @param tsNs its time, UTC nanoseconds
   * @param live value of the live path with its bits
   * @param spark value of Spark with its bits
   */
  public record Difference(
      String feature, String instrument, long event, long tsNs, String live, String spark) {}

  /**
   * The figures.
   *
   * @param data the file
   * @param service the features
   * @param schemaHash their schema
   * @param events quotes, trades and sets of levels
   * @param eventsLeftOut those without a time
   * @param rows rows on both sides
   * @param values values compared
   * @param valuesDifferent values whose bits differ
   * @param rowsMissing rows that one side lacks
   * @param planted whether one value was changed on purpose
   * @param first the first difference, or null
   */
  public record Result(
      String data,
      String service,
      String schemaHash,
      long events,
      long eventsLeftOut,
      long rows,
      long values,
      long valuesDifferent,
      long rowsMissing,
      boolean planted,
      @Nullable Difference first) {
    /** Whether both sides hold the same rows, all equal to the bit. */
    public boolean equal() {
      return valuesDifferent == 0 && rowsMissing == 0;
    }
  }

  private CaptureParity(
      FeatureService service,
      Iterator<Row> table,
      long count,
      long plantedRow,
      int plantedFeature,
      Progress progress) {
    this.count = count;
    this.progress = progress;
    this.service = service;
    this.table = table;
    this.plantedRow = plantedRow;
    this.plantedFeature = plantedFeature;
    this.live = new InstrumentFeed(service, this::compare);
  }

  /**
   * Runs both paths over a file.
   *
   * @param spark the session
   * @param file file to read
   * @param loader its loader
   * @param work empty folder for the tables
   * @param plantSeed chooses the value of the table to raise by one unit in the last place, or null
   * @param progress told of each step
   * @throws Refusal if the file cannot be read or makes no row
   */
  public static Result run(
      SparkSession spark,
      Path file,
      FileLoader loader,
      Path work,
      @Nullable Long plantSeed,
      Progress progress) {
    FeatureService service = InstrumentServices.named(InstrumentServices.L2_INSTRUMENT_V1);
    progress.update("events of the file", 0, 0);
    Path events = work.resolve("events");
    CaptureEvents written = new CaptureEvents(spark, events);
    loader.load(file, LoadOptions.NONE, written);
    written.flush();
    if (written.events() == 0) {
      throw Refusal.data("%s holds no quote, trade or set of levels".formatted(file));
    }
    progress.update("features in Spark", 0, 0);
    Path features = work.resolve("features");
    JavaRDD<InternalRow> rows =
        DeltaTables.internal(
                spark
                    .read()
                    .parquet(events.toString())
                    .repartition(col("symbol"))
                    .sortWithinPartitions("symbol", "event"))
            .toJavaRDD()
            .mapPartitions(new CaptureRows(service.name()));
    DeltaTables.rows(spark, rows.rdd(), CaptureRows.schema(service))
        .write()
        .parquet(features.toString());
    long count = spark.read().parquet(features.toString()).count();
    if (count == 0) {
      throw Refusal.data("%s makes no row: no good quote".formatted(file));
    }
    SplittableRandom random = new SplittableRandom(plantSeed == null ? 0 : plantSeed);
    long row = plantSeed == null ? Long.MAX_VALUE : random.nextLong((count + 1) / 2);
    Iterator<Row> table =
        spark.read().parquet(features.toString()).orderBy("event").toLocalIterator();
    CaptureParity parity =
        new CaptureParity(service, table, count, row, random.nextInt(service.size()), progress);
    loader.load(file, LoadOptions.NONE, parity.live);
    return parity.result(file);
  }

  private void compare(int symbol, long event, long tsNs, InstrumentFeatures features) {
    String name = live.names().get(symbol);
    if (!table.hasNext()) {
      liveOnly++;
      note(NO_ROW, name, event, tsNs, "present", "missing");
      return;
    }
    Row row = table.next();
    if (row.getLong(1) != event || !row.getString(0).equals(name) || row.getLong(2) != tsNs) {
      liveOnly++;
      tableOnly++;
      note(NO_ROW, name, event, tsNs, "present", "event " + row.getLong(1));
      return;
    }
    double[] values = features.values();
    for (int k = 0; k < values.length; k++) {
      double spark = planted(row.getDouble(CaptureRows.FIRST_FEATURE + k), k);
      if (Double.doubleToRawLongBits(values[k]) != Double.doubleToRawLongBits(spark)) {
        different++;
        note(service.names().get(k), name, event, tsNs, text(values[k]), text(spark));
      }
    }
    rows++;
    progress.update("rows compared", rows, count);
  }

  /** The value, or from the chosen row on the first finite one of the feature, raised once. */
  private double planted(double value, int feature) {
    boolean here = rows >= plantedRow && !planted && feature == plantedFeature;
    if (!here || !Double.isFinite(value)) {
      return value;
    }
    planted = true;
    return Math.nextUp(value);
  }

  private void note(
      String feature, String instrument, long event, long tsNs, String live, String spark) {
    if (first == null) {
      first = new Difference(feature, instrument, event, tsNs, live, spark);
    }
  }

  private static String text(double value) {
    return "%s (%016x)".formatted(value, Double.doubleToRawLongBits(value));
  }

  private Result result(Path file) {
    while (table.hasNext()) {
      Row row = table.next();
      tableOnly++;
      note(NO_ROW, row.getString(0), row.getLong(1), row.getLong(2), "missing", "present");
    }
    return new Result(
        file.toString(),
        service.name(),
        service.schemaHash(),
        live.events(),
        live.leftOut(),
        rows,
        rows * service.size(),
        different,
        liveOnly + tableOnly,
        planted,
        first);
  }
}
