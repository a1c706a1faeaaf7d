package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import org.junit.jupiter.api.Test;

final class PriceDistanceTest {

  @Test
  void shouldGiveTheNumbersOfNumpy() {
    MethodResult result = new DistanceMethod().run(Series.request(Series.oil()));

    // numpy: Brent and WTI over their first prices.
    assertThat(result.statistic()).isCloseTo(57.32861901157942, within(1e-11));
    assertThat(Series.number(result, "spread_sd")).isCloseTo(0.340933772678162, within(1e-13));
    assertThat(Series.number(result, "last_z")).isCloseTo(1.3978277474326608, within(1e-12));
    assertThat(Series.number(result, "return_correlation"))
        .isCloseTo(0.9376656913769787, within(1e-13));
  }

  @Test
  void shouldNotDependOnTheUnitOfAPrice() {
    double[] y = Series.oil().column(0).clone();
    double[] x = Series.oil().column(1);
    double before = PriceDistance.of(y, x).ssd();
    for (int i = 0; i < y.length; i++) {
      y[i] *= 42;
    }

    assertThat(PriceDistance.of(y, x).ssd()).isCloseTo(before, within(1e-12));
  }

  @Test
  void shouldRefuseWhatIsNoPrice() {
    double[] y = Series.oil().column(0).clone();
    y[4] = 0;

    assertThatThrownBy(
            () -> new DistanceMethod().run(Series.request(Series.table(y, Series.oil().column(1)))))
        .hasMessage("a must be above 0 to be normalised: row=5 value=0.0");
  }
}
