package io.statarb.mapping;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Delivers rows by a mapping. Call {@link #finish} behind the last row. Confined to one thread. */
public final class MappedDelivery {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ColumnMapping mapping;
  private final MarketDataSink sink;
  private final int time;
  private final int received;
  private final int date;
  private final int symbolColumn;
  private final int bid;
  private final int bidSize;
  private final int ask;
  private final int askSize;
  private final int updateId;
  private final int price;
  private final int size;
  private final int side;
  private final int snapshot;
  private final int open;
  private final int high;
  private final int low;
  private final int close;
  private final int volume;
  private final int constantSymbol;

  // The set of levels that is open.
  private boolean setOpen;
  private int setSymbol;
  private long setTime;
  private long setUpdateId;
  private boolean setSnapshot;

  private Flaw flaw = Flaw.MALFORMED;

  /**
   * Makes a delivery.
   *
   * @param column number of a mapped column in the source, from its name or number in the mapping
   */
  public MappedDelivery(ColumnMapping mapping, MarketDataSink sink, ToIntFunction<String> column) {
    this.mapping = mapping;
    this.sink = sink;
    time = find("time", column);
    received = find("received", column);
    date = find("date", column);
    symbolColumn = find("symbol", column);
    bid = find("bid", column);
    bidSize = find("bid_size", column);
    ask = find("ask", column);
    askSize = find("ask_size", column);
    updateId = find("update_id", column);
    price = find("price", column);
    size = find("size", column);
    side = find("side", column);
    snapshot = find("snapshot", column);
    open = find("open", column);
    high = find("high", column);
    low = find("low", column);
    close = find("close", column);
    volume = find("volume", column);
    String constant = mapping.symbol();
    constantSymbol =
        symbolColumn == MappedRow.ABSENT && constant != null
            ? sink.symbol(mapping.named(constant))
            : -1;
  }

  private int find(String what, ToIntFunction<String> column) {
    String inFile = mapping.column(what);
    return inFile == null ? MappedRow.ABSENT : column.applyAsInt(inFile);
  }

  /** Delivers one row, or gives it to the sink as a flaw. */
  public void row(long record, MappedRow row) {
    String fact = deliver(record, row);
    if (fact != null) {
      flawed(record, flaw, fact);
    }
  }

  /** Gives a row that has no columns to the sink as a flaw. */
  public void flawed(long record, Flaw why, String fact) {
    sink.kind("flaw");
    sink.flaw(record, why, fact);
  }

  /** No more rows follow. */
  public void finish() {
    endSet();
  }

  private @Nullable String deliver(long record, MappedRow row) {
    flaw = Flaw.MALFORMED;
    int symbol = symbolColumn == MappedRow.ABSENT ? constantSymbol : row.symbol(symbolColumn);
    if (symbol < 0) {
      return "no symbol: " + row.text(symbolColumn);
    }
    if (mapping.kind() == RowKind.BARS) {
      return bar(record, row, symbol);
    }
    long tsNs = eventNs(row);
    if (tsNs == MappedRow.INVALID) {
      return "no time: " + (time == MappedRow.ABSENT ? "" : row.text(time));
    }
    long receivedNs = MarketDataSink.UNKNOWN_TIME;
    if (received != MappedRow.ABSENT) {
      long value = row.time(received);
      if (value == MappedRow.INVALID) {
        return "no time: received=" + row.text(received);
      }
      receivedNs = value == MappedRow.MISSING ? receivedNs : value;
    }
    return switch (mapping.kind()) {
      case QUOTES -> quote(record, row, symbol, tsNs, receivedNs);
      case TRADES -> trade(record, row, symbol, tsNs, receivedNs);
      case DEPTH -> level(record, row, symbol, tsNs, receivedNs);
      case BARS -> throw new IllegalStateException("Invariant: bars were delivered before");
    };
  }

  /** Time of a row; a missing one is as bad as a wrong one. */
  private long eventNs(MappedRow row) {
    long value = row.time(time);
    return value == MappedRow.MISSING ? MappedRow.INVALID : value;
  }

  private @Nullable String quote(
      long record, MappedRow row, int symbol, long tsNs, long receivedNs) {
    long bidPxE9 = value(row, bid, mapping.priceDecimals());
    long bidQtyE8 = value(row, bidSize, mapping.sizeDecimals());
    long askPxE9 = value(row, ask, mapping.priceDecimals());
    long askQtyE8 = value(row, askSize, mapping.sizeDecimals());
    long update = value(row, updateId, 0);
    if (bidPxE9 == MappedRow.INVALID) {
      return wrong(row, "bid", bid);
    }
    if (bidQtyE8 == MappedRow.INVALID) {
      return wrong(row, "bid_size", bidSize);
    }
    if (askPxE9 == MappedRow.INVALID) {
      return wrong(row, "ask", ask);
    }
    if (askQtyE8 == MappedRow.INVALID) {
      return wrong(row, "ask_size", askSize);
    }
    if (update == MappedRow.INVALID) {
      return wrong(row, "update_id", updateId);
    }
    sink.kind("quote");
    sink.quote(
        record,
        symbol,
        tsNs,
        receivedNs,
        update == MappedRow.MISSING ? MarketDataSink.NO_UPDATE_ID : update,
        orNull(bidPxE9),
        orNull(bidQtyE8),
        orNull(askPxE9),
        orNull(askQtyE8));
    return null;
  }

  private @Nullable String trade(
      long record, MappedRow row, int symbol, long tsNs, long receivedNs) {
    long pxE9 = value(row, price, mapping.priceDecimals());
    long qtyE8 = value(row, size, mapping.sizeDecimals());
    if (pxE9 == MappedRow.INVALID || pxE9 == MappedRow.MISSING) {
      return wrong(row, "price", price);
    }
    if (qtyE8 == MappedRow.INVALID) {
      return wrong(row, "size", size);
    }
    byte aggressor = side == MappedRow.ABSENT ? MarketDataSink.UNKNOWN_SIDE : row.side(side);
    sink.kind("trade");
    sink.trade(record, symbol, tsNs, receivedNs, pxE9, orNull(qtyE8), aggressor);
    return null;
  }

  private @Nullable String level(
      long record, MappedRow row, int symbol, long tsNs, long receivedNs) {
    long pxE9 = value(row, price, mapping.priceDecimals());
    long qtyE8 = value(row, size, mapping.sizeDecimals());
    long update = value(row, updateId, 0);
    byte of = row.side(side);
    if (pxE9 == MappedRow.INVALID || pxE9 == MappedRow.MISSING) {
      return wrong(row, "price", price);
    }
    if (qtyE8 == MappedRow.INVALID) {
      return wrong(row, "size", size);
    }
    if (update == MappedRow.INVALID) {
      return wrong(row, "update_id", updateId);
    }
    if (of == MarketDataSink.UNKNOWN_SIDE) {
      return wrong(row, "side", side);
    }
    long id = update == MappedRow.MISSING ? MarketDataSink.NO_UPDATE_ID : update;
    boolean whole = snapshot != MappedRow.ABSENT && row.flag(snapshot);
    sink.kind("level");
    if (!setOpen
        || symbol != setSymbol
        || tsNs != setTime
        || id != setUpdateId
        || whole != setSnapshot) {
      endSet();
      setOpen = true;
      setSymbol = symbol;
      setTime = tsNs;
      setUpdateId = id;
      setSnapshot = whole;
      sink.depth(record, symbol, tsNs, receivedNs, whole, id, id, MarketDataSink.NO_UPDATE_ID);
    }
    sink.level(of, pxE9, qtyE8 == MappedRow.MISSING ? 0 : qtyE8);
    return null;
  }

  private void endSet() {
    if (setOpen) {
      setOpen = false;
      sink.depthEnd();
    }
  }

  private @Nullable String bar(long record, MappedRow row, int symbol) {
    long openE9 = value(row, open, mapping.priceDecimals());
    long highE9 = value(row, high, mapping.priceDecimals());
    long lowE9 = value(row, low, mapping.priceDecimals());
    long closeE9 = value(row, close, mapping.priceDecimals());
    long volumeE8 = value(row, volume, mapping.sizeDecimals());
    int bad =
        openE9 == MappedRow.INVALID
            ? open
            : highE9 == MappedRow.INVALID
                ? high
                : lowE9 == MappedRow.INVALID ? low : closeE9 == MappedRow.INVALID ? close : -2;
    if (bad != -2) {
      return wrong(row, "a price", bad);
    }
    if (volumeE8 == MappedRow.INVALID) {
      return wrong(row, "volume", volume);
    }
    if (mapping.barSeconds() > 0) {
      long startNs = row.time(time);
      if (startNs == MappedRow.INVALID || startNs == MappedRow.MISSING) {
        return wrong(row, "time", time);
      }
      sink.kind("bar");
      sink.intradayBar(
          record,
          symbol,
          startNs,
          mapping.barSeconds() * NANOS_PER_SECOND,
          orNull(openE9),
          orNull(highE9),
          orNull(lowE9),
          orNull(closeE9),
          orNull(volumeE8));
      return null;
    }
    long day = date != MappedRow.ABSENT ? row.day(date) : dayOf(row.time(time));
    if (day == MappedRow.INVALID || day == MappedRow.MISSING) {
      return wrong(row, "date", date != MappedRow.ABSENT ? date : time);
    }
    sink.kind("bar");
    sink.bar(
        record,
        symbol,
        day,
        orNull(openE9),
        orNull(highE9),
        orNull(lowE9),
        orNull(closeE9),
        orNull(volumeE8));
    return null;
  }

  /** The day in the mapping's zone. */
  private long dayOf(long tsNs) {
    if (tsNs == MappedRow.INVALID || tsNs == MappedRow.MISSING) {
      return tsNs;
    }
    long seconds =
        mapping
            .zone()
            .getRules()
            .getOffset(java.time.Instant.ofEpochSecond(Math.floorDiv(tsNs, NANOS_PER_SECOND)))
            .getTotalSeconds();
    return Math.floorDiv(tsNs + seconds * NANOS_PER_SECOND, NANOS_PER_DAY);
  }

  private static long value(MappedRow row, int column, int decimals) {
    return column == MappedRow.ABSENT ? MappedRow.MISSING : row.number(column, decimals);
  }

  /** NULL_PX and NULL_QTY are the same value. */
  private static long orNull(long value) {
    return value == MappedRow.MISSING ? MarketDataSink.NULL_PX : value;
  }

  private String wrong(MappedRow row, String what, int column) {
    String text = column == MappedRow.ABSENT ? "" : row.text(column);
    flaw = number(text) ? Flaw.OUT_OF_RANGE : Flaw.MALFORMED;
    return "%s is no value that can be taken: %s".formatted(what, text);
  }

  private static boolean number(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
