package io.statarb.screen;

/** All pairs of so many series, numbered: (0,1), (0,2) ... (0,n-1), (1,2) ... */
record PairGrid(int series) {
  PairGrid {
    if (series < 0 || series > 50_000) {
      throw new IllegalArgumentException("series must be 0 to 50000: series=" + series);
    }
  }

  /** Number of pairs. */
  int pairs() {
    return Math.toIntExact((long) series * (series - 1) / 2);
  }

  /** Number of the first pair whose first series is {@code first}. */
  int start(int first) {
    return Math.toIntExact((long) first * (2L * series - first - 1) / 2);
  }

  /** Number of the pair of two series, {@code first < second}. */
  int index(int first, int second) {
    return start(first) + second - first - 1;
  }
}
