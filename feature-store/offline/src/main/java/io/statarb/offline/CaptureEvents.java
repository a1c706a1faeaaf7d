package io.statarb.offline;

import io.statarb.marketdata.MarketDataSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes the quotes, trades and sets of levels of a file as rows of a Parquet table, an event a row
 * in the order of the file. At most {@link #BATCH} rows are held. One thread.
 */
final class CaptureEvents implements MarketDataSink {
  static final String QUOTE = "Q";
  static final String TRADE = "T";
  static final String CHANGES = "D";
  static final String SNAPSHOT = "S";

  /**
   * Numbers in what is written at once: Spark sends rows that are given to it along with the task,
   * and complains of tasks above 1000 KiB.
   */
  private static final int BATCH = 60_000;

  private static final ArrayType LONGS = DataTypes.createArrayType(DataTypes.LongType, false);

  /** A trade's price and quantity stand on the side that came last. */
  static final StructType SCHEMA =
      new StructType()
          .add("symbol", DataTypes.StringType, false)
          .add("event", DataTypes.LongType, false)
          .add("kind", DataTypes.StringType, false)
          .add("ts_event_ns", DataTypes.LongType, false)
          .add("ts_recv_ns", DataTypes.LongType, false)
          .add("first_update_id", DataTypes.LongType, false)
          .add("last_update_id", DataTypes.LongType, false)
          .add("previous_update_id", DataTypes.LongType, false)
          .add("aggressor", DataTypes.ByteType, false)
          .add("bid_px_e9", LONGS, false)
          .add("bid_qty_e8", LONGS, false)
          .add("ask_px_e9", LONGS, false)
          .add("ask_qty_e8", LONGS, false);

  private final SparkSession spark;
  private final Path table;
  private final List<String> names = new ArrayList<>();
  private final List<Row> batch = new ArrayList<>();
  private final List<List<Long>> levels =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  private long events;
  private int held;
  private int symbol;
  private String kind = CHANGES;
  private long[] head = new long[5];

  CaptureEvents(SparkSession spark, Path table) {
    this.spark = spark;
    this.table = table;
  }

  long events() {
    return events;
  }

  @Override
  public int symbol(String name) {
    names.add(name);
    return names.size() - 1;
  }

  @Override
  public void quote(
      long record,
      int of,
      long tsEventNs,
      long tsRecvNs,
      long updateId,
      long bidPxE9,
      long bidQtyE8,
      long askPxE9,
      long askQtyE8) {
    begin(of, QUOTE, tsEventNs, tsRecvNs, NO_UPDATE_ID, updateId, NO_UPDATE_ID);
    level(BUY, bidPxE9, bidQtyE8);
    level(SELL, askPxE9, askQtyE8);
    end(UNKNOWN_SIDE);
  }

  @Override
  public void trade(
      long record, int of, long tsEventNs, long tsRecvNs, long pxE9, long qtyE8, byte aggressor) {
    begin(of, TRADE, tsEventNs, tsRecvNs, NO_UPDATE_ID, NO_UPDATE_ID, NO_UPDATE_ID);
    level(BUY, pxE9, qtyE8);
    end(aggressor);
  }

  @Override
  public void depth(
      long record,
      int of,
      long tsEventNs,
      long tsRecvNs,
      boolean snapshot,
      long firstUpdateId,
      long lastUpdateId,
      long previousUpdateId) {
    String what = snapshot ? SNAPSHOT : CHANGES;
    begin(of, what, tsEventNs, tsRecvNs, firstUpdateId, lastUpdateId, previousUpdateId);
  }

  @Override
  public void level(byte side, long pxE9, long qtyE8) {
    int at = side == BUY ? 0 : 2;
    levels.get(at).add(pxE9);
    levels.get(at + 1).add(qtyE8);
  }

  @Override
  public void depthEnd() {
    end(UNKNOWN_SIDE);
  }

  private void begin(int of, String what, long... times) {
    symbol = of;
    kind = what;
    head = times;
  }

  private void end(byte aggressor) {
    batch.add(
        RowFactory.create(
            names.get(symbol),
            events++,
            kind,
            head[0],
            head[1],
            head[2],
            head[3],
            head[4],
            aggressor,
            levels.get(0).toArray(Long[]::new),
            levels.get(1).toArray(Long[]::new),
            levels.get(2).toArray(Long[]::new),
            levels.get(3).toArray(Long[]::new)));
    held += SCHEMA.length() + levels.stream().mapToInt(List::size).sum();
    levels.forEach(List::clear);
    if (held >= BATCH) {
      flush();
    }
  }

  /** Writes what is held; call it after the last event. */
  void flush() {
    if (!batch.isEmpty()) {
      spark
          .createDataFrame(List.copyOf(batch), SCHEMA)
          .coalesce(1)
          .write()
          .mode(SaveMode.Append)
          .parquet(table.toString());
      batch.clear();
      held = 0;
    }
  }
}
