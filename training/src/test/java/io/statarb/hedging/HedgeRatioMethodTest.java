package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
  void shouldGiveTheFirstRelationOfStatsmodels() {
    // statsmodels 0.15.0: coint_johansen(oil, 0, 1), minus the second element over the first.
    MethodResult raw = method.run(Series.request(Series.oil(), Map.of("method", 4.0)));
    assertThat(raw.statistic()).isCloseTo(1.14865941284481, within(1e-9));
    MethodResult logs = method.run(Series.request(Series.oil().map(StrictMath::log)));
    assertThat(Series.number(logs, "johansen", "hedge_ratio"))
        .isCloseTo(1.1067506605914452, within(1e-9));
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
}
