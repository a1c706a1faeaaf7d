package io.statarb.basketscreen;

import java.util.Arrays;

/**
 * The statistic of every stock's basket in every null world, by the same choice as in the panel,
 * and the p-values that follow.
 *
 * <p>A stock's own worlds alone could not give a p-value below {@code 1 / (worlds + 1)}, too coarse
 * for hundreds of tests. So each statistic is put on its stock's own scale, less the mean and over
 * the standard deviation of the stock's other worlds, and ranked among those of all stocks and
 * worlds together. That takes the tails of the statistic to be of one shape for all stocks; the
 * p-value by the stock's own worlds takes nothing and is given beside it.
 */
final class NullTable {
  /** Worlds of a stock, at least, that its scale rests on. */
  private static final int LEAST_WORLDS = 15;

  private final double[][] stats;
  private final Scale[] scales;
  private final double[] pooled;

  private record Scale(int worlds, double mean, double squares) {
    static Scale of(double[][] stats, int y) {
      double[] known =
          Arrays.stream(stats).mapToDouble(world -> world[y]).filter(Double::isFinite).toArray();
      double mean = Arrays.stream(known).average().orElse(Double.NaN);
      double squares = Arrays.stream(known).map(stat -> (stat - mean) * (stat - mean)).sum();
      return new Scale(known.length, mean, squares);
    }

    double z(double stat) {
      return worlds < LEAST_WORLDS
          ? Double.NaN
          : (stat - mean) / StrictMath.sqrt(squares / (worlds - 1));
    }

    /** This without one of its worlds. */
    Scale without(double stat) {
      int left = worlds - 1;
      double off = stat - mean;
      return new Scale(left, mean - off / left, squares - off * off * worlds / left);
    }
  }

  /**
   * Takes the table over.
   *
   * @param stats an array of each world with the statistic of each stock; NaN for no basket
   */
  NullTable(double[][] stats) {
    this.stats = stats;
    int stocks = stats[0].length;
    scales = new Scale[stocks];
    Arrays.setAll(scales, y -> Scale.of(stats, y));
    double[] all = new double[stats.length * stocks];
    int count = 0;
    for (double[] world : stats) {
      for (int y = 0; y < stocks; y++) {
        double z = Double.isFinite(world[y]) ? scales[y].without(world[y]).z(world[y]) : Double.NaN;
        if (Double.isFinite(z)) {
          all[count++] = z;
        }
      }
    }
    pooled = Arrays.copyOf(all, count);
    Arrays.sort(pooled);
  }

  /** {@code (1 + how many are not above) / (1 + how many there are)}; NaN without statistic. */
  double pValue(int y, double stat) {
    double z = scales[y].z(stat);
    return Double.isFinite(z) ? (1.0 + notAbove(z)) / (1 + pooled.length) : Double.NaN;
  }

  private int notAbove(double z) {
    int from = 0;
    int to = pooled.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (pooled[middle] <= z) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** The same by the stock's own worlds. */
  double ownPValue(int y, double stat) {
    if (!Double.isFinite(stat)) {
      return Double.NaN;
    }
    long below = Arrays.stream(stats).filter(world -> world[y] <= stat).count();
    return (1.0 + below) / (1 + scales[y].worlds());
  }

  /** Smallest p-value that these worlds can give. */
  double leastPValue() {
    return 1.0 / (1 + pooled.length);
  }

  /** Statistic of a stock in a world; NaN for no basket. */
  double stat(int world, int y) {
    return stats[world][y];
  }

  /** Number of worlds. */
  int worlds() {
    return stats.length;
  }
}
