package io.statarb.cleansing;

import io.statarb.ticks.Conditions;
import io.statarb.ticks.TickColumns;
import java.util.Arrays;

/**
 * Correlation of the changes of two mids at lags on a grid of time:
 *
 * <pre>
 *   r[k] = clip(mid2[k] - mid2[k-1]),   mid2[k] = bid + ask of the last quote in or before cell k
 *   C(L) = sum_k rA[k] rB[k+L] / sqrt(sum rA^2 sum rB^2)
 * </pre>
 *
 * Only cells with a change are kept, and all sums are of integers, so that the result does not
 * depend on the order of summation. Immutable.
 */
final class LagCorrelation {
  private final double[] byLag;
  private final int maxLag;
  private final int changes;
  private final int peakIndex;

  private LagCorrelation(double[] byLag, int changes) {
    this.byLag = byLag;
    this.maxLag = byLag.length / 2;
    this.changes = changes;
    int best = maxLag;
    // From the middle outward, so that of equal peaks the smaller lag wins.
    for (int lag = 1; lag <= maxLag; lag++) {
      if (byLag[maxLag + lag] > byLag[best]) {
        best = maxLag + lag;
      }
      if (byLag[maxLag - lag] > byLag[best]) {
        best = maxLag - lag;
      }
    }
    this.peakIndex = best;
  }

  /**
   * Correlates.
   *
   * @param a one series
   * @param b the other
   * @param shiftNs taken from the times of b first
   * @param gridNs width of a cell
   * @param maxLag largest lag either way, in cells
   * @param clip largest change that counts, in half ticks
   */
  static LagCorrelation of(
      TickColumns a, TickColumns b, long shiftNs, long gridNs, int maxLag, int clip) {
    long[] sums = new long[2 * maxLag + 1];
    if (a.count() == 0 || b.count() == 0) {
      return new LagCorrelation(new double[sums.length], 0);
    }
    // Where one venue is silent there is nothing to compare.
    long from = Math.max(a.tsNs()[0], b.tsNs()[0] - shiftNs);
    long to = Math.min(a.tsNs()[a.count() - 1], b.tsNs()[b.count() - 1] - shiftNs);
    Changes ofA = new Changes(a, 0, gridNs, clip, from, to);
    Changes ofB = new Changes(b, shiftNs, gridNs, clip, from, to);
    int first = 0;
    for (int i = 0; i < ofA.count; i++) {
      long cell = ofA.cell[i];
      while (first < ofB.count && ofB.cell[first] < cell - maxLag) {
        first++;
      }
      for (int j = first; j < ofB.count && ofB.cell[j] <= cell + maxLag; j++) {
        sums[(int) (ofB.cell[j] - cell) + maxLag] += (long) ofA.change[i] * ofB.change[j];
      }
    }
    double scale = StrictMath.sqrt((double) ofA.energy()) * StrictMath.sqrt((double) ofB.energy());
    double[] byLag = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      byLag[i] = scale == 0 ? 0 : sums[i] / scale;
    }
    return new LagCorrelation(byLag, Math.min(ofA.count, ofB.count));
  }

  /** Cells with a change in the series that has fewer. */
  int changes() {
    return changes;
  }

  /** Largest correlation. */
  double peak() {
    return byLag[peakIndex];
  }

  /** Its lag, in cells; above 0 when b is late. */
  int peakLag() {
    return peakIndex - maxLag;
  }

  /** The peak with the larger of its neighbours: a copy whose delay is no whole cell has two. */
  double peakOfTwo() {
    double before = peakIndex > 0 ? byLag[peakIndex - 1] : 0;
    double after = peakIndex + 1 < byLag.length ? byLag[peakIndex + 1] : 0;
    return peak() + Math.max(0, Math.max(before, after));
  }

  /** Largest correlation more than {@code shoulder} cells from the peak. */
  double secondPeak(int shoulder) {
    double second = 0;
    for (int i = 0; i < byLag.length; i++) {
      if (Math.abs(i - peakIndex) > shoulder) {
        second = Math.max(second, byLag[i]);
      }
    }
    return second;
  }

  /** Standard deviation of the correlations more than {@code shoulder} cells from the peak. */
  double sdElsewhere(int shoulder) {
    int n = 0;
    double sum = 0;
    double sumOfSquares = 0;
    for (int i = 0; i < byLag.length; i++) {
      if (Math.abs(i - peakIndex) > shoulder) {
        n++;
        sum += byLag[i];
        sumOfSquares += byLag[i] * byLag[i];
      }
    }
    double mean = n == 0 ? 0 : sum / n;
    return n == 0 ? 0 : StrictMath.sqrt(Math.max(0, sumOfSquares / n - mean * mean));
  }

  /** The cells in which a mid changed, and by how much. */
  private static final class Changes {
    private long[] cell = new long[1 << 10];
    private int[] change = new int[1 << 10];
    private int count;

    Changes(TickColumns ticks, long shiftNs, long gridNs, int clip, long from, long to) {
      long[] tsNs = ticks.tsNs();
      long current = Long.MIN_VALUE;
      long before = 0;
      long last = 0;
      for (int i = 0; i < ticks.count(); i++) {
        long ts = tsNs[i] - shiftNs;
        if (ts < from || ts > to || !Conditions.priced(ticks.condition()[i])) {
          continue;
        }
        long k = Math.floorDiv(ts, gridNs);
        if (k != current) {
          add(current, before, last, clip);
          before = current == Long.MIN_VALUE ? 0 : last;
          current = k;
        }
        last = ticks.bidPxTicks()[i] + ticks.askPxTicks()[i];
      }
      add(current, before, last, clip);
    }

    private void add(long k, long before, long last, int clip) {
      // The first cell has nothing before it.
      if (before == 0 || before == last) {
        return;
      }
      if (count == cell.length) {
        cell = Arrays.copyOf(cell, 2 * count);
        change = Arrays.copyOf(change, 2 * count);
      }
      cell[count] = k;
      change[count] = Math.clamp(last - before, -clip, clip);
      count++;
    }

    long energy() {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        sum += (long) change[i] * change[i];
      }
      return sum;
    }
  }
}
