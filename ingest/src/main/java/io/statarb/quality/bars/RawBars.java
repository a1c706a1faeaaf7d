package io.statarb.quality.bars;

import io.statarb.marketdata.MarketDataSink;
import java.util.Arrays;

/** The bars of one symbol as they came, in the order of their files; may grow. */
final class RawBars {
  final String symbol;
  int count;
  long[] record = new long[256];
  long[] day = new long[256];
  double[] open = new double[256];
  double[] high = new double[256];
  double[] low = new double[256];
  double[] close = new double[256];
  double[] volume = new double[256];

  RawBars(String symbol) {
    this.symbol = symbol;
  }

  void add(long record, long day, long open, long high, long low, long close, long volume) {
    if (count == this.day.length) {
      int capacity = count * 2;
      this.record = Arrays.copyOf(this.record, capacity);
      this.day = Arrays.copyOf(this.day, capacity);
      this.open = Arrays.copyOf(this.open, capacity);
      this.high = Arrays.copyOf(this.high, capacity);
      this.low = Arrays.copyOf(this.low, capacity);
      this.close = Arrays.copyOf(this.close, capacity);
      this.volume = Arrays.copyOf(this.volume, capacity);
    }
    this.record[count] = record;
    this.day[count] = day;
    this.open[count] = price(open);
    this.high[count] = price(high);
    this.low[count] = price(low);
    this.close[count] = price(close);
    this.volume[count] = volume == MarketDataSink.NULL_QTY ? Double.NaN : volume * 1e-8;
    count++;
  }

  private static double price(long pxE9) {
    return pxE9 == MarketDataSink.NULL_PX ? Double.NaN : pxE9 / 1e9;
  }

  /** Whether the two share no span of days. */
  boolean apart(RawBars other) {
    return count == 0
        || other.count == 0
        || Math.max(first(), other.first()) > Math.min(last(), other.last());
  }

  /** The same bars under another name. */
  RawBars named(String name) {
    RawBars copy = new RawBars(name);
    copy.append(this);
    return copy;
  }

  /** Adds the bars of a later or earlier file; refuses when the two share days. */
  boolean append(RawBars other) {
    if (!apart(other)) {
      return false;
    }
    boolean before = count > 0 && other.count > 0 && other.last() < first();
    RawBars head = before ? other : this;
    RawBars tail = before ? this : other;
    int n = head.count + tail.count;
    long[] records = concat(head.record, head.count, tail.record, tail.count);
    long[] days = concat(head.day, head.count, tail.day, tail.count);
    double[] opens = concat(head.open, head.count, tail.open, tail.count);
    double[] highs = concat(head.high, head.count, tail.high, tail.count);
    double[] lows = concat(head.low, head.count, tail.low, tail.count);
    double[] closes = concat(head.close, head.count, tail.close, tail.count);
    double[] volumes = concat(head.volume, head.count, tail.volume, tail.count);
    record = records;
    day = days;
    open = opens;
    high = highs;
    low = lows;
    close = closes;
    volume = volumes;
    count = n;
    return true;
  }

  /** Whether a row lacks a field. */
  boolean hole(int i) {
    return Double.isNaN(open[i])
        || Double.isNaN(high[i])
        || Double.isNaN(low[i])
        || Double.isNaN(close[i])
        || !(volume[i] > 0);
  }

  private long first() {
    return Arrays.stream(day, 0, count).min().orElse(Long.MAX_VALUE);
  }

  private long last() {
    return Arrays.stream(day, 0, count).max().orElse(Long.MIN_VALUE);
  }

  private static long[] concat(long[] a, int n, long[] b, int m) {
    long[] both = Arrays.copyOf(a, Math.max(1, n + m));
    System.arraycopy(b, 0, both, n, m);
    return both;
  }

  private static double[] concat(double[] a, int n, double[] b, int m) {
    double[] both = Arrays.copyOf(a, Math.max(1, n + m));
    System.arraycopy(b, 0, both, n, m);
    return both;
  }

  /** A copy whose rows are those at the given positions, in that order. */
  RawBars rows(int[] positions) {
    RawBars copy = new RawBars(symbol);
    copy.record = new long[Math.max(1, positions.length)];
    copy.day = new long[copy.record.length];
    copy.open = new double[copy.record.length];
    copy.high = new double[copy.record.length];
    copy.low = new double[copy.record.length];
    copy.close = new double[copy.record.length];
    copy.volume = new double[copy.record.length];
    for (int k = 0; k < positions.length; k++) {
      copy.row(k, this, positions[k]);
      copy.record[k] = k + 2L;
    }
    copy.count = positions.length;
    return copy;
  }

  /** Takes over one row of another series. */
  void row(int at, RawBars other, int position) {
    day[at] = other.day[position];
    values(at, other, position, 1);
  }

  /** Takes over the values of another row, its prices times a factor. */
  void values(int at, RawBars other, int position, double factor) {
    open[at] = other.open[position] * factor;
    high[at] = other.high[position] * factor;
    low[at] = other.low[position] * factor;
    close[at] = other.close[position] * factor;
    volume[at] = other.volume[position];
  }
}
