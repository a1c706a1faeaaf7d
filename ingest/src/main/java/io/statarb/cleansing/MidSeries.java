package io.statarb.cleansing;

import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;

/**
 * The mid of one series wherever it changed, for comparing series in time. Grows as it is filled;
 * confined to one thread while it is.
 */
public final class MidSeries {
  private static final int FIRST_CAPACITY = 1 << 10;

  private long[] tsNs = new long[FIRST_CAPACITY];
  private double[] logMid = new double[FIRST_CAPACITY];
  private int count;
  private long lastMid2;

  /** The priced ticks of columns. */
  public static MidSeries of(TickColumns ticks) {
    MidSeries mids = new MidSeries();
    for (int i = 0; i < ticks.count(); i++) {
      if (Conditions.priced(ticks.condition()[i])) {
        mids.add(ticks.tsNs()[i], ticks.bidPxTicks()[i] + ticks.askPxTicks()[i]);
      }
    }
    return mids;
  }

  /**
   * Takes a quote; one that repeats the mid before it or is earlier than the last one taken is left
   * out.
   *
   * @param quoteTsNs its time, UTC ns
   * @param mid2 bid + ask in any unit; above 0
   */
  public void add(long quoteTsNs, long mid2) {
    if (mid2 <= 0 || mid2 == lastMid2 || (count > 0 && quoteTsNs < tsNs[count - 1])) {
      return;
    }
    if (count == tsNs.length) {
      tsNs = Arrays.copyOf(tsNs, 2 * count);
      logMid = Arrays.copyOf(logMid, 2 * count);
    }
    tsNs[count] = quoteTsNs;
    logMid[count] = StrictMath.log((double) mid2);
    lastMid2 = mid2;
    count++;
  }

  /** Number of changes, the first quote included. */
  public int count() {
    return count;
  }

  /** Time of a change, UTC ns. */
  public long tsNs(int i) {
    return tsNs[i];
  }

  /** Natural logarithm of bid + ask at a change. */
  public double logMid(int i) {
    return logMid[i];
  }

  /** The changes from one moment on and before another. */
  public MidSeries between(long fromNs, long toNs) {
    int from = lowerBound(fromNs);
    int to = Math.max(from, lowerBound(toNs));
    MidSeries part = new MidSeries();
    part.tsNs = Arrays.copyOfRange(tsNs, from, Math.max(to, from + 1));
    part.logMid = Arrays.copyOfRange(logMid, from, Math.max(to, from + 1));
    part.count = to - from;
    return part;
  }

  /** The same at times moved by some ns; later when above 0. */
  public MidSeries movedBy(long byNs) {
    MidSeries moved = between(Long.MIN_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < moved.count; i++) {
      moved.tsNs[i] += byNs;
    }
    return moved;
  }

  /** Index of the first change at or after a moment. */
  public int lowerBound(long moment) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tsNs[middle] < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
