package io.statarb.quality.ticks;

/**
 * The line under all differences that is nearest to them on average.
 *
 * @param middleNs its height in the middle of the span, in ns
 * @param slope change per ns, a fraction: 1e-6 is one ppm
 */
record Envelope(long middleNs, double slope) {
  /**
   * The edge of the lower convex hull above which the mean of the times lies: it solves the linear
   * program. Rows whose time runs backward are left out.
   */
  static Envelope of(long[] tsNs, long[] differenceNs, int from, int to) {
    int[] hull = new int[Math.max(1, to - from)];
    int size = 0;
    double meanTime = 0;
    int used = 0;
    long lastNs = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      if (tsNs[i] < lastNs) {
        continue;
      }
      lastNs = tsNs[i];
      meanTime += tsNs[i] - tsNs[from];
      used++;
      while (size >= 2 && !turnsUp(tsNs, differenceNs, hull[size - 2], hull[size - 1], i)) {
        size--;
      }
      hull[size++] = i;
    }
    if (size < 2) {
      return new Envelope(size == 0 ? 0 : differenceNs[hull[0]], 0);
    }
    meanTime /= used;
    int edge = 0;
    while (edge < size - 2 && tsNs[hull[edge + 1]] - tsNs[from] < meanTime) {
      edge++;
    }
    int a = hull[edge];
    int b = hull[edge + 1];
    double slope =
        tsNs[b] == tsNs[a] ? 0 : (double) (differenceNs[b] - differenceNs[a]) / (tsNs[b] - tsNs[a]);
    double middle = (tsNs[from] / 2 + lastNs / 2) - tsNs[a];
    return new Envelope(differenceNs[a] + (long) (slope * middle), slope);
  }

  private static boolean turnsUp(long[] x, long[] y, int a, int b, int c) {
    // In doubles: spans of hours in ns squared do not fit a long.
    return (double) (y[b] - y[a]) * (x[c] - x[b]) < (double) (y[c] - y[b]) * (x[b] - x[a]);
  }
}
