package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The quotes, or the trades, of one symbol in one file, in the order of the file. A trade has its
 * price on both sides. The arrays are not copies and may be longer than {@link #count}.
 */
final class PriceRows {
  final String symbol;
  final boolean trades;
  int count;
  long[] record = new long[16];

  /** Receive time where there is one, else event time: what must not run backward. */
  long[] tsNs = new long[16];

  long[] eventNs = new long[16];
  long[] updateId = new long[16];
  long[] bidE9 = new long[16];
  long[] askE9 = new long[16];

  /** Both sizes in one number; equal sizes give equal numbers. */
  long[] sizes = new long[16];

  /** A source that says 0 for more of its rows than this does not know the sizes. */
  private static final double MAX_EMPTY_SHARE = 0.10;

  /** What tells two rows apart that may say the same and follow each other. */
  private long[] mark = new long[16];

  private boolean[] empty = new boolean[16];
  private boolean[] negative = new boolean[16];
  private int empties;

  PriceRows(String symbol, boolean trades) {
    this.symbol = symbol;
    this.trades = trades;
  }

  void add(
      long rowRecord,
      long rowEventNs,
      long rowRecvNs,
      long rowUpdateId,
      long bid,
      long bidQty,
      long ask,
      long askQty) {
    add(rowRecord, rowEventNs, rowRecvNs, rowUpdateId, bid, bidQty, ask, askQty, 0);
  }

  /** The same with a mark that says which of equal neighbours are no repetitions. */
  void add(
      long rowRecord,
      long rowEventNs,
      long rowRecvNs,
      long rowUpdateId,
      long bid,
      long bidQty,
      long ask,
      long askQty,
      long rowMark) {
    if (count == record.length) {
      grow();
    }
    record[count] = rowRecord;
    long ts = rowRecvNs == MarketDataSink.UNKNOWN_TIME ? rowEventNs : rowRecvNs;
    // A row without any time is where the row before it is.
    tsNs[count] = ts == MarketDataSink.UNKNOWN_TIME && count > 0 ? tsNs[count - 1] : ts;
    eventNs[count] = rowEventNs;
    updateId[count] = rowUpdateId;
    bidE9[count] = bid;
    askE9[count] = ask;
    sizes[count] = (bidQty * 0x9E3779B97F4A7C15L) + askQty;
    mark[count] = rowMark;
    empty[count] = bidQty == 0 || askQty == 0;
    negative[count] = isNegative(bidQty) || isNegative(askQty);
    empties += empty[count] ? 1 : 0;
    count++;
  }

  private void grow() {
    int capacity = count + count / 2;
    record = Arrays.copyOf(record, capacity);
    tsNs = Arrays.copyOf(tsNs, capacity);
    eventNs = Arrays.copyOf(eventNs, capacity);
    updateId = Arrays.copyOf(updateId, capacity);
    bidE9 = Arrays.copyOf(bidE9, capacity);
    askE9 = Arrays.copyOf(askE9, capacity);
    sizes = Arrays.copyOf(sizes, capacity);
    mark = Arrays.copyOf(mark, capacity);
    empty = Arrays.copyOf(empty, capacity);
    negative = Arrays.copyOf(negative, capacity);
  }

  /** Whether two rows say the same of the same moment. */
  boolean same(int i, int j) {
    boolean untimed =
        updateId[i] == MarketDataSink.NO_UPDATE_ID && eventNs[i] == MarketDataSink.UNKNOWN_TIME;
    return eventNs[i] == eventNs[j]
        && (!untimed || tsNs[i] == tsNs[j])
        && updateId[i] == updateId[j]
        && bidE9[i] == bidE9[j]
        && askE9[i] == askE9[j]
        && sizes[i] == sizes[j];
  }

  /** Whether a row that follows another can only say it again. */
  boolean repeats(int i, int j) {
    return mark[i] == mark[j] && same(i, j);
  }

  /** Whether a row says that there is nothing at a price: a size of 0 where sizes are known. */
  boolean empty(int i) {
    return empty[i] && empties <= MAX_EMPTY_SHARE * count;
  }

  boolean twoSided(int i) {
    return bidE9[i] != MarketDataSink.NULL_PX && askE9[i] != MarketDataSink.NULL_PX;
  }

  /** Whether a row has no price of 0 or less and no size below 0. */
  boolean positive(int i) {
    return (bidE9[i] == MarketDataSink.NULL_PX || bidE9[i] > 0)
        && (askE9[i] == MarketDataSink.NULL_PX || askE9[i] > 0)
        && !negative[i];
  }

  private static boolean isNegative(long qty) {
    return qty < 0 && qty != MarketDataSink.NULL_QTY;
  }

  /** The prices of a row for evidence, in the quote currency, and whether it has no size. */
  Map<String, Object> prices(int i) {
    Map<String, Object> prices = new LinkedHashMap<>();
    if (bidE9[i] != MarketDataSink.NULL_PX) {
      prices.put("bid", bidE9[i] / 1e9);
    }
    if (askE9[i] != MarketDataSink.NULL_PX) {
      prices.put("ask", askE9[i] / 1e9);
    }
    if (empty(i)) {
      prices.put("size", 0);
    }
    if (negative[i]) {
      prices.put("fact", "a size below 0");
    }
    return prices;
  }
}
