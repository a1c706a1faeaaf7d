package io.statarb.pairs;

import io.statarb.statistics.Trend;
import io.statarb.unitroot.MacKinnon;

/**
 * Augmented Dickey-Fuller test with a constant: the t statistic of gamma in {@code ds(t) = c +
 * gamma s(t-1) + sum_i d_i ds(t-i) + e(t)} (Said and Dickey 1984, Biometrika 71, 599-607). Small
 * values speak against a unit root.
 *
 * @param stat t statistic of gamma; NaN when there are too few samples
 * @param lags number of lagged differences
 * @param rows rows of the regression
 * @param critical5 critical value at 5 %
 */
public record UnitRoot(double stat, int lags, long rows, double critical5) {
  /**
   * Tests a series.
   *
   * @param series the first {@code count} values are used
   * @param segment samples of different segments are not neighbours
   * @param lags number of lagged differences, at least 0
   * @param estimatedHedges number of hedge ratios that were estimated to get the series, as
   *     residuals (Engle and Granger 1987); 0 when they were known
   */
  static UnitRoot test(double[] series, int[] segment, int count, int lags, int estimatedHedges) {
    double[] difference = new double[count];
    double[][] columns = new double[1 + lags][count];
    int rows = 0;
    for (int t = lags + 1; t < count; t++) {
      if (segment[t] != segment[t - lags - 1]) {
        continue;
      }
      difference[rows] = series[t] - series[t - 1];
      columns[0][rows] = series[t - 1];
      for (int lag = 1; lag <= lags; lag++) {
        columns[lag][rows] = series[t - lag] - series[t - lag - 1];
      }
      rows++;
    }
    LeastSquares fit = LeastSquares.fit(difference, columns, rows);
    return new UnitRoot(
        fit.slope(0) / fit.slopeSe(0), lags, rows, critical5(rows, 1 + estimatedHedges));
  }

  /**
   * Critical value at 5 % for {@code rows} observations: of a known spread (1 variable) or of the
   * residuals of {@code variables - 1} estimated hedge ratios (MacKinnon 2010); NaN for more
   * variables than he gives.
   */
  static double critical5(long rows, int variables) {
    return variables > MacKinnon.MAX_VARIABLES
        ? Double.NaN
        : MacKinnon.criticalValues(Trend.C, variables, (double) rows)
            .getOrDefault("5%", Double.NaN);
  }
}
