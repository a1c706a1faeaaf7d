package io.statarb.cointegration;

/**
 * Cross-products of a series' level before, its difference and its lagged differences over the rows
 * that a number of lags leaves: all that a Dickey-Fuller regression without trend needs.
 *
 * <p>Rows are {@code t = lags + 1 .. T - 1}. Only the products with the difference itself are sums
 * over all rows; the others follow from them by taking one row in at one end and one out at the
 * other. Mutable, owned by one thread.
 */
final class LagProducts {
  private final double[][] differences;
  private final double[] levels;
  private double levelSquares;
  private int lags;
  private int rows;

  LagProducts(int maxLags) {
    differences = new double[maxLags + 1][maxLags + 1];
    levels = new double[maxLags + 1];
  }

  /**
   * Measures a series.
   *
   * @param level the series
   * @param difference {@code level[t] - level[t-1]} for t of at least 1
   */
  void measure(double[] level, double[] difference, int numberOfLags) {
    lags = numberOfLags;
    int first = lags + 1;
    int last = level.length - 1;
    rows = last - lags;
    for (int j = 0; j <= lags; j++) {
      differences[0][j] = dot(difference, first, difference, first - j, rows);
    }
    for (int i = 1; i <= lags; i++) {
      for (int j = i; j <= lags; j++) {
        differences[i][j] =
            differences[i - 1][j - 1]
                + difference[first - i] * difference[first - j]
                - difference[last - i + 1] * difference[last - j + 1];
      }
    }
    levelSquares = dot(level, lags, level, lags, rows);
    levels[0] = dot(level, lags, difference, first, rows);
    for (int j = 1; j <= lags; j++) {
      // As level[t-1] = level[t-2] + difference[t-1].
      levels[j] =
          levels[j - 1]
              + differences[1][j]
              + level[lags - 1] * difference[first - j]
              - level[last - 1] * difference[last - j + 1];
    }
  }

  int rows() {
    return rows;
  }

  /** Sum of {@code difference[t-i] difference[t-j]}, {@code i <= j}. */
  double differences(int i, int j) {
    return differences[i][j];
  }

  /** Sum of {@code level[t-1] difference[t-j]}. */
  double levelAndDifference(int j) {
    return levels[j];
  }

  /** Sum of {@code level[t-1]^2}. */
  double levelSquares() {
    return levelSquares;
  }

  /** Four sums side by side, so that one addition need not wait for the one before. */
  static double dot(double[] a, int aFrom, double[] b, int bFrom, int count) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      sum0 += a[aFrom + i] * b[bFrom + i];
      sum1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      sum2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      sum3 += a[aFrom + i + 3] * b[bFrom + i + 3];
    }
    for (; i < count; i++) {
      sum0 += a[aFrom + i] * b[bFrom + i];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }
}
