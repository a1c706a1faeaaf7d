package io.statarb.cointegration;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.AdfRegression;
import io.statarb.unitroot.MacKinnon;
import java.util.List;
import java.util.Map;

/**
 * Two-step test of Engle and Granger (1987, Econometrica 55, 251-276): one column is regressed on
 * the others and a trend, and an augmented Dickey-Fuller regression without trend is run on the
 * residual. Null hypothesis: no cointegration.
 *
 * @param adf the regression of the residual and its t statistic
 * @param pValue MacKinnon (1994), for many rows
 * @param criticalValues MacKinnon (2010) for one row less than there are, as in Stata's egranger
 *     and statsmodels' {@code coint}; empty without a trend
 * @param hedgeRatios coefficients of the other columns, in their order
 * @param hedgeRatioErrors their least-squares standard errors, which hold for a stationary world
 *     only
 * @param trendCoefficients coefficients of 1, t and t squared, as many as the trend has; the first
 *     is the intercept
 * @param rSquared share of squares that the first step explains
 */
public record EngleGranger(
    AdfRegression adf,
    double pValue,
    Map<String, Double> criticalValues,
    List<Double> hedgeRatios,
    List<Double> hedgeRatioErrors,
    List<Double> trendCoefficients,
    double rSquared) {

  /**
   * Tests one column against the others.
   *
   * @param data 2 to 12 columns of levels
   * @param dependent index of the column on the left
   * @throws IllegalArgumentException when a column is constant, two are identical, one is a
   *     combination of others, or there are too few rows for the lags
   */
  public static EngleGranger test(SeriesTable data, int dependent, Trend trend, LagChoice lags) {
    if (data.width() < 2 || data.width() > MacKinnon.MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "Engle-Granger takes 2 to %d columns: columns=%d"
              .formatted(MacKinnon.MAX_VARIABLES, data.width()));
    }
    CointegratingRegression relation = CointegratingRegression.fit(data, dependent, trend);
    AdfRegression adf = AdfRegression.fit(relation.residuals(), Trend.N, lags);
    return new EngleGranger(
        adf,
        MacKinnon.pValue(adf.stat(), trend, data.width()),
        trend == Trend.N
            ? Map.of()
            : MacKinnon.criticalValues(trend, data.width(), data.rows() - 1),
        MethodResult.list(relation.hedgeRatios()),
        MethodResult.list(relation.hedgeRatioErrors()),
        MethodResult.list(relation.trendCoefficients()),
        relation.rSquared());
  }
}
