package io.statarb.quality.bars;

/** The ratios in which shares are split and merged. Stateless. */
final class SplitRatios {
  private static final int[][] RATIOS = {
    {2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 1}, {7, 1}, {8, 1}, {9, 1}, {10, 1}, {12, 1}, {15, 1},
    {20, 1}, {25, 1}, {30, 1}, {40, 1}, {50, 1}, {100, 1}, {3, 2}, {4, 3}, {5, 2}, {5, 3}, {5, 4},
    {7, 2}
  };

  private SplitRatios() {}

  /**
   * The ratio whose effect on a price is nearest.
   *
   * @param change change of the log price
   * @return new shares and old shares, e.g. {@code {2, 1}} for a price that halves
   */
  static int[] nearest(double change) {
    int[] best = {1, 1};
    double distance = Double.MAX_VALUE;
    for (int[] ratio : RATIOS) {
      double effect = StrictMath.log((double) ratio[0] / ratio[1]);
      double off = Math.abs(Math.abs(change) - effect);
      if (off < distance) {
        distance = off;
        best = change < 0 ? ratio : new int[] {ratio[1], ratio[0]};
      }
    }
    return best.clone();
  }

  /** Number of effects that are told from each other, splits and merges. */
  static int count() {
    return 2 * RATIOS.length;
  }

  /** Change of the log price that a ratio makes. */
  static double effect(int[] ratio) {
    return StrictMath.log((double) ratio[1] / ratio[0]);
  }
}
