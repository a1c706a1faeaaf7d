package io.statarb.cointegration;

import io.statarb.linear.HouseholderQr;
import io.statarb.linear.Regression;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.TrendColumns;
import java.util.Arrays;

/**
 * Least squares of one column of a table on the others and a trend: the long-run relation, whose
 * residual is the spread. The standard errors are not those of a cointegrated system; they only say
 * how well the line fits.
 */
final class CointegratingRegression {
  /**
   * From this share of explained squares on statsmodels' {@code coint} calls the series collinear
   * and tests nothing: {@code 1 - 100 sqrt(2^-52)}.
   */
  static final double COLLINEAR = 1 - 100 * StrictMath.sqrt(StrictMath.ulp(1.0));

  private final Regression fit;
  private final int hedges;
  private final double rSquared;

  private CointegratingRegression(Regression fit, int hedges, double rSquared) {
    this.fit = fit;
    this.hedges = hedges;
    this.rSquared = rSquared;
  }

  /**
   * Fits.
   *
   * @param dependent index of the column on the left
   * @throws IllegalArgumentException when a column is constant, two are identical, one is a
   *     combination of others, or there are too few rows
   */
  static CointegratingRegression fit(SeriesTable data, int dependent, Trend trend) {
    requireDistinctMovement(data);
    double[] y = data.column(dependent);
    double[][] columns = columns(data, dependent, trend);
    if (y.length <= columns.length) {
      throw new IllegalArgumentException(
          "too few rows for the cointegrating regression: rows=%d coefficients=%d"
              .formatted(y.length, columns.length));
    }
    requireIndependent(data, dependent, columns);
    Regression fit = Regression.fit(y, columns);
    // About the mean, whatever the trend: of a price far from zero nearly all squares are its
    // level.
    double moved = 1 - fit.sumOfSquares() / squares(y, true);
    if (!(moved < COLLINEAR)) {
      throw new IllegalArgumentException(
          "%s is a combination of the other columns, so that there is no spread to test: r_squared=%s"
              .formatted(data.names().get(dependent), moved));
    }
    double rSquared = 1 - fit.sumOfSquares() / squares(y, trend != Trend.N);
    return new CointegratingRegression(fit, data.width() - 1, rSquared);
  }

  private static void requireDistinctMovement(SeriesTable data) {
    for (int i = 0; i < data.width(); i++) {
      double[] column = data.column(i);
      if (column.length > 0 && Arrays.stream(column).allMatch(value -> value == column[0])) {
        throw new IllegalArgumentException(
            "%s is constant: value=%s".formatted(data.names().get(i), column[0]));
      }
      for (int j = 0; j < i; j++) {
        if (Arrays.equals(column, data.column(j))) {
          throw new IllegalArgumentException(
              "%s and %s are identical".formatted(data.names().get(j), data.names().get(i)));
        }
      }
    }
  }

  private static void requireIndependent(SeriesTable data, int dependent, double[][] columns) {
    int trend = columns.length - (data.width() - 1);
    // The trend first, so that the column that is named is one of the data.
    double[][] trendFirst = new double[columns.length][];
    System.arraycopy(columns, data.width() - 1, trendFirst, 0, trend);
    System.arraycopy(columns, 0, trendFirst, trend, data.width() - 1);
    int index = HouseholderQr.of(trendFirst, data.rows()).dependentColumn();
    if (index != HouseholderQr.NONE) {
      int column = index - trend;
      throw new IllegalArgumentException(
          "%s is a combination of the trend and the columns before it"
              .formatted(data.names().get(column < dependent ? column : column + 1)));
    }
  }

  private static double[][] columns(SeriesTable data, int dependent, Trend trend) {
    double[][] deterministic = TrendColumns.of(trend, data.rows());
    double[][] columns = new double[data.width() - 1 + deterministic.length][];
    int next = 0;
    for (int i = 0; i < data.width(); i++) {
      if (i != dependent) {
        columns[next++] = data.column(i);
      }
    }
    System.arraycopy(deterministic, 0, columns, next, deterministic.length);
    return columns;
  }

  static double squares(double[] y, boolean centred) {
    double mean = 0;
    if (centred) {
      for (double value : y) {
        mean += value / y.length;
      }
    }
    double sum = 0;
    for (double value : y) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }

  double[] residuals() {
    return fit.residuals();
  }

  /** Coefficients of the other columns, in their order. */
  double[] hedgeRatios() {
    return Arrays.copyOf(fit.coefficients(), hedges);
  }

  /** Standard errors of {@link #hedgeRatios} for errors of one variance without autocorrelation. */
  double[] hedgeRatioErrors() {
    double[] errors = new double[hedges];
    for (int i = 0; i < hedges; i++) {
      errors[i] = fit.standardError(i);
    }
    return errors;
  }

  /** Coefficients of 1, t and t squared, as many as the trend has. */
  double[] trendCoefficients() {
    double[] all = fit.coefficients();
    return Arrays.copyOfRange(all, hedges, all.length);
  }

  /** Share of the squares of y that is explained, about the mean when there is a constant. */
  double rSquared() {
    return rSquared;
  }
}
