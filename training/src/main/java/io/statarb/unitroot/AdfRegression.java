package io.statarb.unitroot;

import io.statarb.linear.NestedRegressions;
import io.statarb.linear.Regression;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Trend;

/**
 * Regression of a series' differences on its level before, lagged differences and a trend: {@code
 * dy(t) = gamma y(t-1) + sum over i = 1..lags of d_i dy(t-i) + trend + e(t)} (Said and Dickey 1984,
 * Biometrika 71, 599-607).
 *
 * <p>When the lags are searched, all candidates are fitted on the rows that the largest number of
 * them leaves, and the chosen one once more on all rows that it leaves itself, as in statsmodels'
 * {@code adfuller}.
 *
 * @param stat t statistic of gamma; small values speak against a unit root
 * @param gamma coefficient of the level
 * @param lags number of lagged differences
 * @param rows rows of the regression
 * @param maxLags largest number of lags that was looked at
 */
public record AdfRegression(double stat, double gamma, int lags, int rows, int maxLags) {
  /** A |t| that a last lag must reach to be kept: 5 % each side, 10 % in all. */
  public static final double T_TO_KEEP = 1.6448536269514722;

  /** Below this share of the differences' squares the residuals are rounding. */
  private static final double NO_ERROR = 1e-22;

  /**
   * Fits.
   *
   * @throws IllegalArgumentException when the series is constant, too short for the trend and lags,
   *     or explained without error
   */
  public static AdfRegression fit(double[] series, Trend trend, LagChoice choice) {
    requireMovement(series);
    int maxLags = maxLags(series.length, trend, choice);
    int lags =
        switch (choice) {
          case LagChoice.Fixed fixed -> fixed.lags();
          case LagChoice.Best best -> search(series, trend, maxLags, best.criterion());
        };
    Regression fit = Regression.fit(differences(series, lags), columns(series, trend, lags, false));
    requireError(fit.sumOfSquares(), series, lags);
    return new AdfRegression(fit.tStat(0), fit.coefficient(0), lags, fit.rows(), maxLags);
  }

  /**
   * Largest number of lags that a choice looks at: what it says, or Schwert's {@code ceil(12
   * (T/100)^(1/4))} cut to {@code T/2 - trend columns - 1}.
   */
  public static int maxLags(int length, Trend trend, LagChoice choice) {
    int most = length / 2 - trend.columns() - 1;
    int wanted =
        switch (choice) {
          case LagChoice.Fixed fixed -> fixed.lags();
          case LagChoice.Best best -> best.maxLags();
        };
    if (wanted == LagChoice.Best.SCHWERT) {
      wanted = Math.min(most, schwert(length));
    }
    if (most < 0) {
      throw new IllegalArgumentException(
          "the series is too short for the trend: rows=%d trend=%s"
              .formatted(length, trend.letters()));
    }
    if (wanted > most) {
      throw new IllegalArgumentException(
          "the series is too short for the regression: rows=%d trend=%s lags=%d, of at most %d"
              .formatted(length, trend.letters(), wanted, most));
    }
    return wanted;
  }

  /**
   * {@code ceil(12 (T/100)^(1/4))} (Schwert 1989, Journal of Business and Economic Statistics 7).
   */
  public static int schwert(int length) {
    return (int) StrictMath.ceil(12 * StrictMath.pow(length / 100.0, 0.25));
  }

  private static void requireMovement(double[] series) {
    for (double value : series) {
      if (value != series[0]) {
        return;
      }
    }
    throw new IllegalArgumentException(
        series.length == 0
            ? "the series is empty"
            : "the series is constant: value=%s rows=%d".formatted(series[0], series.length));
  }

  private static void requireError(double sumOfSquares, double[] series, int lags) {
    double total = 0;
    for (double difference : differences(series, lags)) {
      total += difference * difference;
    }
    if (!(sumOfSquares > NO_ERROR * total)) {
      throw new IllegalArgumentException(
          "the trend and %d lags explain the series without error, so that there is nothing to test"
              .formatted(lags));
    }
  }

  private static int search(
      double[] series, Trend trend, int maxLags, LagChoice.Criterion criterion) {
    int base = trend.columns() + 1;
    NestedRegressions fits =
        NestedRegressions.fit(differences(series, maxLags), columns(series, trend, maxLags, true));
    int most = Math.min(maxLags, fits.usableColumns() - base);
    int rows = series.length - 1 - maxLags;
    return switch (criterion) {
      case AIC -> smallest(fits, base, most, rows, 2);
      case BIC -> smallest(fits, base, most, rows, StrictMath.log(rows));
      case T_STAT -> {
        int lags = Math.max(most, 0);
        while (lags > 0 && fits.absoluteTStatOfLast(base + lags) < T_TO_KEEP) {
          lags--;
        }
        yield lags;
      }
    };
  }

  /** Lags of the smallest {@code -2 log L + penalty k}; of equals the fewest. */
  private static int smallest(
      NestedRegressions fits, int base, int most, int rows, double penalty) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int lags = 0; lags <= most; lags++) {
      int k = base + lags;
      double criterion = rows * StrictMath.log(fits.sumOfSquares(k)) + penalty * k;
      if (criterion < least) {
        least = criterion;
        best = lags;
      }
    }
    return best;
  }

  /** Differences that have that many differences before them. */
  private static double[] differences(double[] series, int lags) {
    return lagged(series, lags, 0);
  }

  /** Differences {@code lag} rows before those of {@link #differences}. */
  private static double[] lagged(double[] series, int lags, int lag) {
    double[] differences = new double[series.length - 1 - lags];
    for (int row = 0; row < differences.length; row++) {
      int t = row + 1 + lags - lag;
      differences[row] = series[t] - series[t - 1];
    }
    return differences;
  }

  /** Level, lagged differences and trend; the trend first when models are nested by lag. */
  private static double[][] columns(double[] series, Trend trend, int lags, boolean trendFirst) {
    int rows = series.length - 1 - lags;
    double[][] deterministic = TrendColumns.of(trend, rows);
    double[][] columns = new double[deterministic.length + 1 + lags][];
    int level = trendFirst ? deterministic.length : 0;
    System.arraycopy(deterministic, 0, columns, trendFirst ? 0 : 1 + lags, deterministic.length);
    columns[level] = java.util.Arrays.copyOfRange(series, lags, series.length - 1);
    for (int lag = 1; lag <= lags; lag++) {
      columns[level + lag] = lagged(series, lags, lag);
    }
    return columns;
  }
}
