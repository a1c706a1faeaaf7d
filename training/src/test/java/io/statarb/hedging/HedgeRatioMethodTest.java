package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.linear.Regression;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HedgeRatioMethodTest {
  private final HedgeRatioMethod method = new HedgeRatioMethod();

  @Test
  void shouldPutTheMethodsSideBySide() {
    MethodResult result = method.run(Series.request(Series.oil()));

    // The sources of the numbers stand in HedgeRatioTest.
    assertThat(result.statistic()).isCloseTo(1.1115019299968054, within(1e-12));
    assertThat(Series.number(result, "tls", "hedge_ratio"))
        .isCloseTo(1.1230188097503113, within(1e-12));
    assertThat(Series.number(result, "minimum_half_life", "hedge_ratio"))
        .isCloseTo(1.1359177744904403, within(1e-6));
    assertThat(Series.number(result, "minimum_half_life", "half_life"))
        .isLessThan(Series.number(result, "ols", "half_life"));
    assertThat(Series.number(result, "ols", "spread_sd"))
        .isLessThan(Series.number(result, "tls", "spread_sd"));
  }

  @Test
  @Evidence(of = Estimator.JOHANSEN_HEDGE, kind = Kind.PEER, source = "statsmodels")
  void shouldGiveTheFirstRelationOfStatsmodels() {
    // statsmodels 0.15.0: coint_johansen(oil, 0, 1), minus the second element over the first.
    MethodResult raw = method.run(Series.request(Series.oil(), Map.of("method", 4.0)));
    assertThat(raw.statistic()).isCloseTo(1.14865941284481, within(1e-9));
    MethodResult logs = method.run(Series.request(Series.oil().map(StrictMath::log)));
    assertThat(Series.number(logs, "johansen", "hedge_ratio"))
        .isCloseTo(1.1067506605914452, within(1e-9));
  }

  /**
   * ArbitrageLab 1.0, as printed in test_hedge_ratios.py for the same draw: the ratio of y on x
   * within 0.001, the mean of y - h x within 0.01.
   */
  @Test
  @Evidence(
      of = {Estimator.MINIMUM_HALF_LIFE, Estimator.JOHANSEN_HEDGE},
      kind = Kind.PUBLISHED,
      source = "ArbitrageLab")
  void shouldGiveTheHedgesOfArbitrageLab() {
    CsvFixture drawn = CsvFixture.read("hedging/drawn-hedges-v1.csv");
    MethodResult result =
        method.run(Series.request(Series.table(drawn.column("y"), drawn.column("x"))));

    assertThat(Series.number(result, "minimum_half_life", "hedge_ratio"))
        .isCloseTo(5, within(1e-3));
    assertThat(Series.number(result, "minimum_half_life", "intercept"))
        .isCloseTo(0.06, within(0.01));
    assertThat(Series.number(result, "johansen", "hedge_ratio")).isCloseTo(5.00149, within(1e-3));
    assertThat(Series.number(result, "johansen", "intercept")).isCloseTo(-0.04267, within(0.01));
  }

  @Test
  void shouldTakeTheMethodThatIsChosen() {
    MethodResult result = method.run(Series.request(Series.oil(), Map.of("method", 1.0)));

    assertThat(result.statistic()).isEqualTo(Series.number(result, "tls", "hedge_ratio"));
    assertThatThrownBy(() -> method.run(Series.request(Series.oil(), Map.of("method", 9.0))))
        .hasMessageStartingWith("method must be from 0 to");
  }

  @Test
  void shouldSayWhyOneMethodIsAtALossAndGoOn() {
    double[] x = Series.oil().column(0);

    MethodResult result = method.run(Series.request(Series.table(x, x)));

    assertThat(result.statistic()).isCloseTo(1, within(1e-12));
    assertThat(result.further().get("kalman"))
        .hasToString("{unknown_because=y is a line of x in every row, so there is no noise}");
  }

  /**
   * The likelihood of an error correction by one relation {@code y - h x} is greatest where the
   * determinant of its errors is least (Johansen 1991, Econometrica 59): found by a search of h.
   */
  @Test
  @Evidence(of = Estimator.JOHANSEN_HEDGE, kind = Kind.SECOND_FORMULA)
  void shouldBeTheRelationOfTheLikeliestCorrection() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    double low = 1;
    double high = 1.3;
    double golden = (Math.sqrt(5) - 1) / 2;
    while (high - low > 1e-9) {
      double left = high - golden * (high - low);
      double right = low + golden * (high - low);
      if (errorsOfCorrection(y, x, left) < errorsOfCorrection(y, x, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    MethodResult raw = method.run(Series.request(Series.oil(), Map.of("method", 4.0)));

    // Near a least value a search knows half of the digits.
    assertThat(raw.statistic()).isCloseTo((low + high) / 2, within(1e-6));
  }

  private static double errorsOfCorrection(double[] y, double[] x, double h) {
    int rows = y.length - 2;
    double[][] columns = new double[4][rows];
    double[] dy = new double[rows];
    double[] dx = new double[rows];
    for (int row = 0; row < rows; row++) {
      int t = row + 2;
      dy[row] = y[t] - y[t - 1];
      dx[row] = x[t] - x[t - 1];
      columns[0][row] = 1;
      columns[1][row] = y[t - 1] - y[t - 2];
      columns[2][row] = x[t - 1] - x[t - 2];
      columns[3][row] = y[t - 1] - h * x[t - 1];
    }
    double[] a = Regression.fit(dy, columns).residuals();
    double[] b = Regression.fit(dx, columns).residuals();
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (int row = 0; row < rows; row++) {
      aa += a[row] * a[row];
      ab += a[row] * b[row];
      bb += b[row] * b[row];
    }
    return Math.log(aa * bb - ab * ab);
  }
}
