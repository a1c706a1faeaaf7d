package io.statarb.offline;

import io.statarb.cli.Refusal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Task: feature rows into one chunk of primitive arrays per session and pair, digested and checked
 * to be sorted.
 */
final class RowChunks implements FlatMapFunction<Iterator<InternalRow>, RowChunks.Chunk> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST_CAPACITY = 1 << 12;
  private static final int FIRST_VALUE = 5;

  private final int features;
  private final boolean keepRows;

  /**
   * Rows of one pair in one session; the arrays are empty if only digests were asked for, and may
   * be longer than the rows.
   *
   * @param digest session, pair, number of rows, digest
   * @param tickSeq ticks
   * @param tsNs times
   * @param spread spreads
   * @param values row-major values
   */
  @SuppressWarnings("ArrayRecordComponent") // Travels from task to driver; never compared.
  record Chunk(ChunkDigest digest, long[] tickSeq, long[] tsNs, double[] spread, double[] values)
      implements Serializable {}

  /**
   * @param features number of feature columns
   * @param keepRows whether the rows are wanted or only their digests
   */
  RowChunks(int features, boolean keepRows) {
    this.features = features;
    this.keepRows = keepRows;
  }

  @Override
  public Iterator<Chunk> call(Iterator<InternalRow> rows) {
    List<Chunk> chunks = new ArrayList<>();
    Builder builder = new Builder(UTF8String.EMPTY_UTF8, -1);
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (row.getInt(1) != builder.pairId || !row.getUTF8String(0).equals(builder.date)) {
        builder.finish(chunks);
        builder = new Builder(row.getUTF8String(0).clone(), row.getInt(1));
      }
      builder.add(row);
    }
    builder.finish(chunks);
    return chunks.iterator();
  }

  private final class Builder {
    private final UTF8String date;
    private final int pairId;
    private final RowDigest digest = new RowDigest();
    private long[] tickSeq = new long[0];
    private long[] tsNs = new long[0];
    private double[] spread = new double[0];
    private double[] values = new double[0];
    private int rows;
    private long finiteRows;
    private long lastTickSeq = -1;

    Builder(UTF8String date, int pairId) {
      this.date = date;
      this.pairId = pairId;
    }

    void add(InternalRow row) {
      long seq = row.getLong(2);
      if (seq <= lastTickSeq) {
        throw Refusal.data(
            "table features is not in order: trade_date=%s pair_id=%d tick_seq=%d after %d; run `statarb features` again"
                .formatted(date, pairId, seq, lastTickSeq));
      }
      lastTickSeq = seq;
      if (keepRows && rows == tickSeq.length) {
        grow();
      }
      digest.add(seq);
      digest.add(row.getLong(3));
      digest.add(row.getDouble(4));
      boolean finite = true;
      for (int k = 0; k < features; k++) {
        double value = row.getDouble(FIRST_VALUE + k);
        digest.add(value);
        finite &= Double.isFinite(value);
        if (keepRows) {
          values[rows * features + k] = value;
        }
      }
      if (keepRows) {
        tickSeq[rows] = seq;
        tsNs[rows] = row.getLong(3);
        spread[rows] = row.getDouble(4);
      }
      finiteRows += finite ? 1 : 0;
      rows++;
    }

    private void grow() {
      int capacity = Math.max(FIRST_CAPACITY, rows + (rows >> 1));
      tickSeq = Arrays.copyOf(tickSeq, capacity);
      tsNs = Arrays.copyOf(tsNs, capacity);
      spread = Arrays.copyOf(spread, capacity);
      values = Arrays.copyOf(values, Math.multiplyExact(capacity, features));
    }

    void finish(List<Chunk> chunks) {
      if (rows > 0) {
        ChunkDigest done = new ChunkDigest(date.toString(), pairId, rows, finiteRows, digest.hex());
        chunks.add(new Chunk(done, tickSeq, tsNs, spread, values));
      }
    }
  }
}
