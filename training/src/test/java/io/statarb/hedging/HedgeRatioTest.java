package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.reversion.HalfLife;
import io.statarb.reversion.LineFit;
import io.statarb.reversion.Samples;
import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import io.statarb.training.Seeds;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HedgeRatioTest {

  private static SeriesTable oil(String scale) {
    return scale.equals("log") ? Series.oil().map(StrictMath::log) : Series.oil();
  }

  // statsmodels 0.15.0: OLS of Brent on WTI, params and bse.
  @ParameterizedTest
  @CsvSource({
    "raw, 1.1115019299968054, -3.850460403072908, 0.007679034578672011, 0.41380723845136036, 19.604891265984655",
    "log, 1.0951492997102839, -0.3586656714305853, 0.004481208391655944, 0.0164299823359655, 0.003266659409631339"
  })
  @Evidence(of = Estimator.OLS, kind = Kind.PEER, source = "statsmodels")
  void shouldGiveTheLeastSquaresOfStatsmodels(
      String scale, double slope, double intercept, double slopeSe, double interceptSe, double s2) {
    LineFit line = LineFit.of(oil(scale).column(0), oil(scale).column(1));

    assertThat(line.slope()).isCloseTo(slope, within(1e-12));
    assertThat(line.intercept()).isCloseTo(intercept, within(1e-11));
    assertThat(line.slopeSe()).isCloseTo(slopeSe, within(1e-13));
    assertThat(line.interceptSe()).isCloseTo(interceptSe, within(1e-12));
    assertThat(line.residualVariance()).isCloseTo(s2, within(1e-11 * s2));
  }

  // numpy's eigh of the covariance matrix; scipy.odr agrees to 2e-9.
  @ParameterizedTest
  @CsvSource({"raw, 1.1230188097503113", "log, 1.0990653637243868"})
  @Evidence(of = Estimator.TLS, kind = Kind.PEER, source = "numpy, scipy.odr")
  void shouldGiveTheFirstPrincipalAxis(String scale, double slope) {
    TotalLeastSquares line = TotalLeastSquares.fit(oil(scale).column(0), oil(scale).column(1));
    TotalLeastSquares swapped = TotalLeastSquares.fit(oil(scale).column(1), oil(scale).column(0));

    assertThat(line.slope()).isCloseTo(slope, within(1e-12));
    assertThat(swapped.slope()).isCloseTo(1 / slope, within(1e-12));
  }

  // scipy.optimize.minimize_scalar of the AR(1) slope of y - h x.
  @ParameterizedTest
  @CsvSource({
    "raw, 1.1359177744904403, 0.9171220719461639",
    "log, 1.1015062903753248, 0.8528242270146349"
  })
  @Evidence(of = Estimator.MINIMUM_HALF_LIFE, kind = Kind.PEER, source = "scipy")
  @Evidence(of = Estimator.MINIMUM_HALF_LIFE, kind = Kind.SECOND_FORMULA)
  void shouldFindByFormulaTheHedgeThatASearchFinds(String scale, double hedgeRatio, double phi) {
    MinimumHalfLife fit = MinimumHalfLife.fit(oil(scale).column(0), oil(scale).column(1));

    assertThat(fit.hedgeRatio()).isCloseTo(hedgeRatio, within(1e-6));
    assertThat(fit.halfLife().phi()).isCloseTo(phi, within(1e-11));
    for (double h : new double[] {-3, 0, 1, 1.05, 1.2, 5}) {
      assertThat(HalfLife.of(spread(oil(scale), h)).phi()).isGreaterThan(phi);
    }
  }

  /** Of columns that all but follow each other the best ratio is known to few digits of h. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-3, 1e-6})
  void shouldFindTheFastestSpreadOfColumnsThatAllButFollowEachOther(double noise) {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double[] x = Series.walk(random, 400);
    double[] y = Series.autoregression(random, 400, 0.5, 0, noise);
    for (int i = 0; i < x.length; i++) {
      x[i] += 100;
      y[i] += 0.5 * x[i];
    }

    MinimumHalfLife fit = MinimumHalfLife.fit(y, x);

    SeriesTable pair = Series.table(y, x);
    for (double step : new double[] {-1e-2, -1e-3, 1e-3, 1e-2}) {
      double[] beside = spread(pair, fit.hedgeRatio() + step * noise);
      assertThat(HalfLife.of(beside).phi()).isGreaterThan(fit.halfLife().phi());
    }
  }

  private static double[] spread(SeriesTable data, double h) {
    double[] spread = new double[data.rows()];
    for (int i = 0; i < spread.length; i++) {
      spread[i] = data.column(0)[i] - h * data.column(1)[i];
    }
    return spread;
  }

  @Test
  @Evidence(of = Estimator.TLS, kind = Kind.TRUTH)
  void shouldHoldTheTrueAxisWithinTwoErrorsWhenBothColumnsErr() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int worlds = 500;
    int held = 0;
    double leastSquares = 0;
    for (int world = 0; world < worlds; world++) {
      double[] x = Series.noise(random, 400);
      double[] y = Series.noise(random, 400);
      for (int i = 0; i < 400; i++) {
        double truth = 2 * random.nextGaussian();
        x[i] = truth + x[i];
        y[i] = 1.5 * truth + y[i];
      }
      TotalLeastSquares line = TotalLeastSquares.fit(y, x);
      held += Math.abs(line.slope() - 1.5) < 1.96 * line.slopeSe() ? 1 : 0;
      leastSquares += LineFit.of(y, x).slope() / worlds;
    }

    assertThat(held).isBetween(455, 495);
    // Least squares is drawn to 0 by the error of x: 1.5 * 4 / 5.
    assertThat(leastSquares).isCloseTo(1.2, within(0.02));
  }

  @Test
  @Evidence(
      of = {Estimator.OLS, Estimator.TLS, Estimator.MINIMUM_HALF_LIFE},
      kind = Kind.TRUTH)
  void shouldFindTheHedgeOfACointegratedPair() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double[] x = Series.walk(random, 3000);
    double[] y = Series.autoregression(random, 3000, 0.8, 5, 1);
    for (int i = 0; i < x.length; i++) {
      y[i] += 0.7 * x[i];
    }

    assertThat(LineFit.of(y, x).slope()).isCloseTo(0.7, within(0.03));
    assertThat(TotalLeastSquares.fit(y, x).slope()).isCloseTo(0.7, within(0.03));
    MinimumHalfLife fastest = MinimumHalfLife.fit(y, x);
    assertThat(fastest.hedgeRatio()).isCloseTo(0.7, within(0.03));
    assertThat(fastest.intercept()).isCloseTo(5, within(1.5));
    assertThat(fastest.halfLife().phi()).isCloseTo(0.8, within(0.04));
  }

  @Test
  void shouldRefuseAnAxisWithoutDirection() {
    assertThatThrownBy(
            () -> TotalLeastSquares.fit(new double[] {1, -1, 1, -1}, new double[] {1, 1, -1, -1}))
        .hasMessage("y and x are uncorrelated, so no line is nearest");
  }

  @Test
  @Evidence(of = Estimator.OLS, kind = Kind.PUBLISHED, source = "NIST StRD, Norris")
  void shouldGiveTheCertifiedLineOfNist() {
    double[] y = Series.norris().column(0);
    double[] x = Series.norris().column(1);

    LineFit line = LineFit.of(y, x);

    assertThat(line.slope()).isCloseTo(1.00211681802045, within(1e-13));
    assertThat(line.intercept()).isCloseTo(-0.262323073774029, within(1e-11));
    assertThat(line.slopeSe()).isCloseTo(0.429796848199937e-03, within(1e-15));
    assertThat(line.interceptSe()).isCloseTo(0.232818234301152, within(1e-12));
  }

  @Test
  @Evidence(of = Estimator.OLS, kind = Kind.SECOND_FORMULA)
  void shouldBeTheCorrelationTimesTheRatioOfSpreads() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    double r = new PearsonsCorrelation().correlation(x, y);
    double slope = r * Samples.sd(y) / Samples.sd(x);
    LineFit line = LineFit.of(y, x);

    assertThat(line.slope()).isCloseTo(slope, within(1e-12));
    assertThat(line.slopeSe())
        .isCloseTo(slope * Math.sqrt((1 / (r * r) - 1) / (y.length - 2)), within(1e-13));
  }

  /** Pearson (1901), his ten points and the line of closest fit to them. */
  @Test
  @Evidence(of = Estimator.TLS, kind = Kind.PUBLISHED, source = "Pearson (1901)")
  void shouldGivePearsonsLine() {
    double[] x = {0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4};
    double[] y = {5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5};

    TotalLeastSquares line = TotalLeastSquares.fit(y, x);

    assertThat(line.slope()).isCloseTo(-0.546, within(5e-4));
    assertThat(line.intercept()).isCloseTo(5.784, within(5e-4));
  }

  /** The axis turns by half the angle of {@code (xx - yy, 2 xy)}: no root, no eigenvalue. */
  @Test
  @Evidence(of = Estimator.TLS, kind = Kind.SECOND_FORMULA)
  void shouldBeTheAngleOfTheLargestVariance() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    double covariance = new Covariance().covariance(x, y);
    double difference = Math.pow(Samples.sd(x), 2) - Math.pow(Samples.sd(y), 2);

    assertThat(TotalLeastSquares.fit(y, x).slope())
        .isCloseTo(Math.tan(Math.atan2(2 * covariance, difference) / 2), within(1e-12));
  }
}
