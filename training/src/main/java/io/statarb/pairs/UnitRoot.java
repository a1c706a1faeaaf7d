package io.statarb.pairs;

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
   * Response surface of the 5 % critical value with a constant: c0 + c1/T + c2/T^2 + c3/T^3, for a
   * known spread (N = 1) and for the residuals of an estimated hedge ratio (N = 2). MacKinnon,
   * Critical Values for Cointegration Tests, Queen's University Working Paper 1227 (2010), table 2.
   */
  private static final double[][] CRITICAL_5 = {
    {-2.86154, -2.8903, -4.234, -40.040}, {-3.33613, -6.1101, -6.823, 0}
  };

  /**
   * Tests a series.
   *
   * @param series the first {@code count} values are used
   * @param segment samples of different segments are not neighbours
   * @param lags number of lagged differences, at least 0
   * @param estimatedHedge whether the series are residuals of an estimated hedge ratio (Engle and
   *     Granger 1987)
   */
  static UnitRoot test(
      double[] series, int[] segment, int count, int lags, boolean estimatedHedge) {
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
        fit.slope(0) / fit.slopeSe(0), lags, rows, critical5(rows, estimatedHedge ? 2 : 1));
  }

  /** Critical value at 5 % for {@code rows} observations and {@code variables} (1 or 2) series. */
  static double critical5(long rows, int variables) {
    double[] surface = CRITICAL_5[variables - 1];
    double inverse = 1.0 / rows;
    return surface[0] + inverse * (surface[1] + inverse * (surface[2] + inverse * surface[3]));
  }
}
