package io.statarb.reversion;

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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HalfLifeTest {

  // statsmodels 0.15.0: OLS of each value on a constant and the one before; -ln 2 / ln phi and
  // -ln 2 / (phi - 1) of its slope. "spread" is the OLS residual of Brent on WTI.
  @ParameterizedTest
  @CsvSource({
    "nile, 0.5043159348065909, 0.08750542259489338, 1.012555399161281, 1.398364864300184, 29",
    "spread, 0.9189592997824659, 0.02008089979038076, 8.201620223102333, 8.553074920371587, 66",
    "log-spread, 0.85353836881385, 0.026574055169892027, 4.376902282560319, 4.732619560128809, 70",
    "log-brent, 0.9918534844629079, 0.00631046496192043, 84.73806514567242, 85.08511122381184, 5"
  })
  @Evidence(of = Estimator.HALF_LIFE, kind = Kind.PEER, source = "statsmodels")
  void shouldGiveTheNumbersOfStatsmodels(
      String series, double phi, double se, double halfLife, double regression, int crossings) {
    MethodResult result = new HalfLifeMethod().run(Series.request(PublishedSeries.of(series)));

    assertThat(result.statistic()).isCloseTo(halfLife, within(1e-7 * halfLife));
    assertThat(result.further())
        .hasEntrySatisfying(
            "phi", value -> assertThat((double) value).isCloseTo(phi, within(1e-10)))
        .hasEntrySatisfying(
            "half_life_regression",
            value -> assertThat((double) value).isCloseTo(regression, within(1e-7 * regression)))
        .containsEntry("mean_crossings", crossings);
    HalfLife typed = HalfLife.of(PublishedSeries.spread(series));
    assertThat(typed.phiSe()).isCloseTo(se, within(1e-10));
  }

  @Test
  void shouldPropagateTheErrorOfPhi() {
    // The derivative of the half-life by a central difference, times the error of phi.
    HalfLife halfLife = new HalfLife(0.9, 0.01, 500);
    double slope = (halfLife.rows(0.9 + 1e-6) - halfLife.rows(0.9 - 1e-6)) / 2e-6;

    assertThat(halfLife.halfLifeSe()).isCloseTo(0.01 * slope, within(1e-6));
  }

  @Test
  @Evidence(of = Estimator.HALF_LIFE, kind = Kind.TRUTH)
  void shouldHoldTheTruthWithinTwoErrorsNineteenTimesInTwenty() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double truth = -StrictMath.log(2) / StrictMath.log(0.95);
    long held =
        IntStream.range(0, 400)
            .mapToObj(i -> HalfLife.of(Series.autoregression(random, 2000, 0.95, 3, 0.5)))
            .filter(fit -> Math.abs(fit.halfLife() - truth) < 1.96 * fit.halfLifeSe())
            .count();

    // 95% of 400, plus and minus about four standard errors of such a share.
    assertThat(held).isBetween(360L, 397L);
  }

  @Test
  @Evidence(of = Estimator.HALF_LIFE, kind = Kind.TRUTH)
  void shouldTakeBackTheBiasOfShortSeries() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double[] plain = new double[3000];
    double[] corrected = new double[3000];
    for (int i = 0; i < plain.length; i++) {
      HalfLife fit = HalfLife.of(Series.autoregression(random, 61, 0.8, 0, 1));
      plain[i] = fit.phi();
      corrected[i] = fit.unbiasedPhi();
    }

    // Marriott and Pope (1954): -(1 + 3 * 0.8) / 60 = -0.0567.
    assertThat(DoubleStream.of(plain).average().orElseThrow() - 0.8)
        .isCloseTo(-0.0567, within(0.012));
    assertThat(DoubleStream.of(corrected).average().orElseThrow()).isCloseTo(0.8, within(0.012));
  }

  @Test
  void shouldExpectTheCrossingsThatASimulationMakes() {
    double[] series = Series.autoregression(new SplittableRandom(Seeds.seed()), 200_000, 0.9, 0, 1);
    MeanCrossings crossings = MeanCrossings.of(series);

    assertThat(crossings.count() / crossings.expected(0.9)).isCloseTo(1, within(0.02));
  }

  @Test
  void shouldNotCountATouchOfTheMeanAsTwoCrossings() {
    assertThat(MeanCrossings.of(new double[] {1, 0, -1, 0, 1, 0, -1}).count()).isEqualTo(3);
    assertThat(MeanCrossings.of(new double[] {1, 0, 1, 0, -2}).count()).isEqualTo(1);
  }

  @Test
  void shouldSayWhyThereIsNoHalfLife() {
    double[] explosive = IntStream.range(0, 60).mapToDouble(i -> Math.pow(1.05, i)).toArray();
    MethodResult growing = new HalfLifeMethod().run(Series.request(Series.table(explosive)));
    assertThat(growing.fields()).containsEntry("half_life", null);
    assertThat(growing.further().get("half_life_unknown_because"))
        .asString()
        .contains("does not revert");

    double[] zigzag = IntStream.range(0, 60).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
    MethodResult alternating = new HalfLifeMethod().run(Series.request(Series.table(zigzag)));
    assertThat(alternating.fields()).containsEntry("statistic", null);
    assertThat(alternating.further().get("half_life_unknown_because"))
        .asString()
        .contains("less than a row");
  }

  @Test
  void shouldRefuseWhatHasNoSpread() {
    double[] rising = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
    double[] twice = IntStream.range(0, 50).mapToDouble(i -> 2 * i + 1).toArray();
    HalfLifeMethod method = new HalfLifeMethod();

    assertThatThrownBy(() -> method.run(Series.request(Series.table(new double[50]))))
        .hasMessage("a is constant: value=0.0");
    assertThatThrownBy(() -> method.run(Series.request(Series.table(twice, rising))))
        .hasMessageContaining("the spread is constant");
    assertThatThrownBy(() -> method.run(Series.request(Series.table(new double[] {1, 2, 3}))))
        .hasMessage("too few rows: rows=3 least=20");
  }

  /**
   * R's ar.ols(lh), 48 levels of luteinizing hormone (Diggle 1990): it prints 0.586, the intercept
   * 0.006234 for deviations from the mean, and an error variance of 0.2016 over all errors.
   */
  @Test
  @Evidence(of = Estimator.HALF_LIFE, kind = Kind.PUBLISHED, source = "R, ar.ols of lh")
  void shouldGiveTheAutoregressionOfR() {
    double[] lh = {
      2.4, 2.4, 2.4, 2.2, 2.1, 1.5, 2.3, 2.3, 2.5, 2.0, 1.9, 1.7, 2.2, 1.8, 3.2, 3.2, 2.7, 2.2, 2.2,
      1.9, 1.9, 1.8, 2.7, 3.0, 2.3, 2.0, 2.0, 2.9, 2.9, 2.7, 2.7, 2.3, 2.6, 2.4, 1.8, 1.7, 1.5, 1.4,
      2.1, 3.3, 3.5, 3.5, 3.1, 2.6, 2.1, 3.4, 3.0, 2.9
    };
    HalfLife halfLife = HalfLife.of(lh);
    LineFit line = LineFit.autoregression(lh);
    double mean = DoubleStream.of(lh).average().orElseThrow();

    assertThat(halfLife.phi()).isCloseTo(0.586, within(5e-4));
    assertThat(halfLife.halfLife()).isCloseTo(-Math.log(2) / Math.log(0.586), within(2e-3));
    assertThat(line.intercept() - mean * (1 - line.slope())).isCloseTo(0.006234, within(5e-7));
    assertThat(line.residualVariance() * 45 / 47).isCloseTo(0.2016, within(5e-5));
  }

  @Test
  @Evidence(of = Estimator.HALF_LIFE, kind = Kind.SECOND_FORMULA)
  void shouldBeTheLagOneCorrelationOfUncentredSums() {
    double[] nile = PublishedSeries.spread("nile");
    int n = nile.length - 1;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int t = 1; t <= n; t++) {
      x += nile[t - 1];
      y += nile[t];
      xx += nile[t - 1] * nile[t - 1];
      xy += nile[t - 1] * nile[t];
    }
    double phi = (n * xy - x * y) / (n * xx - x * x);
    HalfLife fit = HalfLife.of(nile);

    assertThat(fit.phi()).isCloseTo(phi, within(1e-9));
    // What it says of itself: half of a deviation is left after so many rows.
    assertThat(Math.pow(phi, fit.halfLife())).isCloseTo(0.5, within(1e-9));
  }
}
