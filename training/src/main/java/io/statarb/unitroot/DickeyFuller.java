package io.statarb.unitroot;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Trend;
import java.util.Map;

/**
 * Augmented Dickey-Fuller test. Null hypothesis: the series has a unit root; a small p-value speaks
 * for a series that returns to its trend.
 *
 * @param regression the regression and its t statistic
 * @param trend deterministic terms of the regression
 * @param pValue MacKinnon (1994), for many rows
 * @param criticalValues MacKinnon (2010), for the rows of the regression; by level
 */
public record DickeyFuller(
    AdfRegression regression, Trend trend, double pValue, Map<String, Double> criticalValues) {

  /**
   * Tests a series.
   *
   * @throws IllegalArgumentException as {@link AdfRegression#fit} does
   */
  public static DickeyFuller test(double[] series, Trend trend, LagChoice lags) {
    AdfRegression regression = AdfRegression.fit(series, trend, lags);
    return new DickeyFuller(
        regression,
        trend,
        MacKinnon.pValue(regression.stat(), trend, 1),
        MacKinnon.criticalValues(trend, 1, regression.rows()));
  }
}
