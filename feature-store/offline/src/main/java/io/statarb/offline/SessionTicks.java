package io.statarb.offline;

import static org.apache.spark.sql.functions.col;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Ticks of one session read from the table.
 *
 * @param tradeDate the session
 * @param ticks its ticks; file and line are left out
 */
record SessionTicks(String tradeDate, TickColumns ticks) {
  /** What is read, in this order. */
  static final List<Column> COLUMNS =
      Stream.of(
              DeltaTables.TRADE_DATE,
              "tick_seq",
              "ts_ns",
              "instrument",
              "instrument_id",
              "bid_px_ticks",
              "ask_px_ticks",
              "condition")
          .<Column>map(name -> col(name))
          .toList();

  private static final int FIRST_CAPACITY = 1 << 16;

  /**
   * Reads sorted rows, session by session, each whole; refuses what is not in order or not of these
   * instruments.
   */
  static final class Reader implements Iterator<SessionTicks> {
    private final Iterator<InternalRow> rows;
    private final List<String> names;
    private final boolean[] nameChecked;
    private final UTF8String[] conditions = new UTF8String[Conditions.COUNT];
    private @Nullable InternalRow ahead;

    /**
     * @param rows rows of {@link #COLUMNS}; the same object may come again and again
     * @param names names of the instruments by id
     */
    Reader(Iterator<InternalRow> rows, List<String> names) {
      this.rows = rows;
      this.names = names;
      this.nameChecked = new boolean[names.size()];
      for (byte i = 0; i < conditions.length; i++) {
        conditions[i] = UTF8String.fromString(Conditions.name(i));
      }
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public SessionTicks next() {
      InternalRow row = ahead;
      if (row == null) {
        throw new NoSuchElementException();
      }
      UTF8String date = row.getUTF8String(0).clone();
      TickColumns ticks = new TickColumns(FIRST_CAPACITY);
      long lastTsNs = Long.MIN_VALUE;
      while (row != null && row.getUTF8String(0).equals(date)) {
        long tsNs = row.getLong(2);
        if (row.getLong(1) != ticks.count() || tsNs < lastTsNs) {
          throw Refusal.data(
              "table ticks is not in order: trade_date=%s tick_seq=%d expected=%d ts_ns=%d previous=%d; run `statarb ingest` again"
                  .formatted(date, row.getLong(1), ticks.count(), tsNs, lastTsNs));
        }
        lastTsNs = tsNs;
        add(ticks, row);
        row = rows.hasNext() ? rows.next() : null;
      }
      ahead = row;
      return new SessionTicks(date.toString(), ticks);
    }

    private void add(TickColumns ticks, InternalRow row) {
      int instrument = row.getInt(4);
      checkName(instrument, row);
      boolean priced = !row.isNullAt(5);
      ticks.add(
          row.getLong(2),
          instrument,
          priced ? row.getLong(5) : Instrument.NULL_PX,
          priced ? row.getLong(6) : Instrument.NULL_PX,
          condition(row.getUTF8String(7)),
          0,
          0);
    }

    private byte condition(UTF8String name) {
      for (byte i = 0; i < conditions.length; i++) {
        if (conditions[i].equals(name)) {
          return i;
        }
      }
      throw Refusal.data("table ticks holds an unknown condition: condition=" + name);
    }

    private void checkName(int instrument, InternalRow row) {
      if (instrument >= 0 && instrument < nameChecked.length && nameChecked[instrument]) {
        return;
      }
      String name = row.getUTF8String(3).toString();
      if (instrument < 0
          || instrument >= nameChecked.length
          || !names.get(instrument).equals(name)) {
        throw Refusal.data(
            "table ticks is of other instruments: instrument_id=%d instrument=%s, the strategy has %s; run `statarb ingest` again"
                .formatted(instrument, name, names));
      }
      nameChecked[instrument] = true;
    }
  }
}
