package io.statarb.cleansing;

import java.util.Arrays;

/**
 * Changes of a mid on a grid of time: in each cell that holds a quote, the last mid less the last
 * mid of the cell before that held one, clipped at a few times the mean size so that one
 * announcement does not decide, and scaled to a mean square of 1. Only cells with a change are
 * kept. Immutable.
 */
final class GridChanges {
  /** Largest change that counts, in mean absolute changes. */
  private static final double CLIP = 4;

  final long[] cell;
  final double[] change;
  final int count;

  GridChanges(MidSeries mids, long shiftNs, long gridNs) {
    long[] cells = new long[Math.max(1, mids.count())];
    double[] changes = new double[cells.length];
    int n = 0;
    double before = Double.NaN;
    double sum = 0;
    for (int i = 0; i < mids.count(); i++) {
      long k = Math.floorDiv(mids.tsNs(i) - shiftNs, gridNs);
      boolean last =
          i + 1 == mids.count() || Math.floorDiv(mids.tsNs(i + 1) - shiftNs, gridNs) != k;
      if (!last) {
        continue;
      }
      double change = mids.logMid(i) - before;
      before = mids.logMid(i);
      // The first cell has nothing before it.
      if (change != 0 && !Double.isNaN(change)) {
        cells[n] = k;
        changes[n] = change;
        sum += Math.abs(change);
        n++;
      }
    }
    double clip = n == 0 ? 0 : CLIP * sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      changes[i] = Math.clamp(changes[i], -clip, clip);
      squares += changes[i] * changes[i];
    }
    double scale = n == 0 ? 0 : StrictMath.sqrt(squares / n);
    for (int i = 0; i < n; i++) {
      changes[i] /= scale;
    }
    cell = Arrays.copyOf(cells, n);
    change = Arrays.copyOf(changes, n);
    count = n;
  }
}
