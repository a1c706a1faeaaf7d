package io.statarb.offline;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.QuoteCondition;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Task: rows of {@link TickTable#SCHEMA}, read back from its files, into one digest per date;
 * refuses rows that are not in order.
 */
final class TableDigest implements FlatMapFunction<Iterator<InternalRow>, DateContent.Measured> {
  private static final long serialVersionUID = 1L;

  /** Instruments that a tape can number. */
  private static final int MAX_INSTRUMENTS = 1 << 16;

  @Override
  public Iterator<DateContent.Measured> call(Iterator<InternalRow> rows) {
    List<DateContent.Measured> done = new ArrayList<>();
    UTF8String date = null;
    TickDigest digest = new TickDigest(MAX_INSTRUMENTS);
    UTF8String file = UTF8String.EMPTY_UTF8;
    long fileKey = 0;
    long next = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.getUTF8String(0).equals(date)) {
        if (date != null) {
          done.add(digest.measured(date.toString()));
        }
        date = row.getUTF8String(0).clone();
        digest = new TickDigest(MAX_INSTRUMENTS);
        next = 0;
      }
      if (row.getLong(1) != next++) {
        throw Refusal.data(
            "table ticks-history is not in order: trade_date=%s tick_seq=%d expected=%d"
                .formatted(date, row.getLong(1), next - 1));
      }
      if (!row.getUTF8String(8).equals(file)) {
        file = row.getUTF8String(8).clone();
        fileKey = TickDigest.fileKey(file.toString());
      }
      add(digest, row, fileKey);
    }
    if (date != null) {
      done.add(digest.measured(date.toString()));
    }
    return done.iterator();
  }

  private static void add(TickDigest digest, InternalRow row, long fileKey) {
    int instrument = row.getInt(4);
    digest.name(instrument, row.getUTF8String(3).toString());
    byte condition = (byte) QuoteCondition.valueOf(row.getUTF8String(7).toString()).value();
    digest.add(row.getLong(1), row.getLong(2), instrument, condition, row.getLong(9), fileKey);
    boolean priced = !row.isNullAt(5);
    digest.prices(
        priced ? row.getLong(5) : Instrument.NULL_PX,
        priced ? row.getLong(6) : Instrument.NULL_PX,
        priced ? row.getDouble(10) : 0,
        priced ? row.getDouble(11) : 0);
  }
}
