package io.statarb.cointegration;

import io.statarb.linear.Cholesky;
import io.statarb.linear.HouseholderQr;
import java.util.Arrays;

/**
 * Differences and levels before, both cleared of lagged differences and, when asked, of a constant.
 * Products are sums over rows, not divided by them: eigenvalues do not depend on it.
 */
final class JohansenRegressions {
  private final double[][] differences;
  private final double[][] levels;

  private JohansenRegressions(double[][] differences, double[][] levels) {
    this.differences = differences;
    this.levels = levels;
  }

  /**
   * Clears.
   *
   * @param series levels, one array a column
   * @param lags lagged differences
   * @param constant whether means are taken out too
   * @throws IllegalArgumentException when the lagged differences depend on each other
   */
  static JohansenRegressions of(double[][] series, int lags, boolean constant) {
    int rows = series[0].length - 1 - lags;
    double[][] known = new double[(constant ? 1 : 0) + series.length * lags][];
    int next = 0;
    if (constant) {
      known[next] = new double[rows];
      Arrays.fill(known[next++], 1);
    }
    for (int lag = 1; lag <= lags; lag++) {
      for (double[] column : series) {
        known[next++] = differences(column, lags - lag, rows);
      }
    }
    HouseholderQr qr = HouseholderQr.of(known, rows);
    if (qr.dependentColumn() != HouseholderQr.NONE) {
      throw new IllegalArgumentException(
          "a column is a combination of the others, so that there is nothing to test");
    }
    double[][] differences = new double[series.length][];
    double[][] levels = new double[series.length][];
    for (int i = 0; i < series.length; i++) {
      differences[i] = qr.residuals(differences(series[i], lags, rows));
      levels[i] = qr.residuals(Arrays.copyOfRange(series[i], lags, lags + rows));
    }
    return new JohansenRegressions(differences, levels);
  }

  /** {@code column[t + 1] - column[t]} for {@code rows} rows from {@code t = first}. */
  private static double[] differences(double[] column, int first, int rows) {
    double[] differences = new double[rows];
    for (int row = 0; row < rows; row++) {
      differences[row] = column[first + row + 1] - column[first + row];
    }
    return differences;
  }

  double[][] differenceProducts() {
    return products(differences, differences);
  }

  double[][] levelProducts() {
    return products(levels, levels);
  }

  /** Levels by differences. */
  double[][] mixedProducts() {
    return products(levels, differences);
  }

  private static double[][] products(double[][] a, double[][] b) {
    double[][] products = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        products[i][j] = LagProducts.dot(a[i], 0, b[j], 0, a[i].length);
      }
    }
    return products;
  }

  /**
   * {@code log det} of the covariance that lagged differences and levels leave of the differences:
   * of a vector autoregression of that many lags and one more.
   */
  double logDeterminant() {
    int rows = differences[0].length;
    HouseholderQr qr = HouseholderQr.of(levels, rows);
    double[][] rest = new double[differences.length][];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = qr.residuals(differences[i]);
    }
    return Cholesky.of(products(rest, rest))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the lags explain the columns without error, so that there is nothing to"
                        + " test"))
            .logDeterminant()
        - rest.length * StrictMath.log(rows);
  }
}
