package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import io.statarb.training.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PriceDistanceTest {

  @Test
  @Evidence(of = Estimator.DISTANCE, kind = Kind.PEER, source = "numpy; R, dist")
  void shouldGiveTheNumbersOfNumpy() {
    MethodResult result = new DistanceMethod().run(Series.request(Series.oil()));

    // numpy: Brent and WTI over their first prices; R's dist, squared, and sd give the same.
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

  @Test
  @Evidence(of = Estimator.DISTANCE, kind = Kind.SECOND_FORMULA)
  void shouldBeTheSquaresLessTwiceTheProduct() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    double squares = 0;
    double product = 0;
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double a = y[i] / y[0];
      double b = x[i] / x[0];
      squares += a * a + b * b;
      product += a * b;
      sum += a - b;
    }
    PriceDistance distance = PriceDistance.of(y, x);

    assertThat(distance.ssd()).isCloseTo(squares - 2 * product, within(1e-9));
    assertThat(distance.spreadSd())
        .isCloseTo(
            Math.sqrt((distance.ssd() - sum * sum / y.length) / (y.length - 1)), within(1e-12));
  }

  /** The first price is no draw: both start at 1. */
  @Test
  @Evidence(of = Estimator.DISTANCE, kind = Kind.TRUTH)
  void shouldFindHowFarDrawnPricesAreApart() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int rows = 100;
    int worlds = 3000;
    double step = 1e-3;
    double apart = 0;
    double together = 0;
    double sd = 0;
    for (int world = 0; world < worlds; world++) {
      double[] x = prices(Series.walk(random, rows), step);
      apart += PriceDistance.of(prices(Series.walk(random, rows), step), x).ssd() / worlds;
      double[] noise = Series.noise(random, rows);
      noise[0] = 0;
      double[] y = x.clone();
      for (int i = 1; i < rows; i++) {
        y[i] += x[0] * step * noise[i];
      }
      PriceDistance near = PriceDistance.of(y, x);
      together += near.ssd() / worlds;
      sd += near.spreadSd() / worlds;
    }

    // Of walks: the sum over t of 2 t step^2, n (n - 1) step^2 in all; the distance of one world
    // has
    // an sd of about 2 n^2 step^2 / sqrt(3), that of noise one of sqrt(2 (n - 1)) step^2.
    double unit = step * step;
    double error = 4 / Math.sqrt(worlds);
    assertThat(apart / unit)
        .isCloseTo(rows * (rows - 1.0), within(error * 2 * rows * rows / Math.sqrt(3)));
    assertThat(together / unit).isCloseTo(rows - 1, within(error * Math.sqrt(2.0 * (rows - 1))));
    assertThat(sd).isCloseTo(step, within(0.01 * step));
  }

  private static double[] prices(double[] walk, double step) {
    double[] prices = new double[walk.length];
    for (int i = 0; i < walk.length; i++) {
      prices[i] = 50 * (1 + step * (walk[i] - walk[0]));
    }
    return prices;
  }
}
