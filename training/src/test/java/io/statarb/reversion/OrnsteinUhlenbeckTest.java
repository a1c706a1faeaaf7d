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
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrnsteinUhlenbeckTest {

  // statsmodels 0.15.0: AutoReg(values, 1).fit(): params, sigma2, llf; kappa and sigma by the
  // formulas of the transition.
  @ParameterizedTest
  @CsvSource({
    "nile, 0.5043159348065909, 21027.019957046647, -633.1763107242834",
    "spread, 0.9189592997824659, 3.0696433605429663, -776.0499366029842",
    "log-spread, 0.85353836881385, 0.0008931789741310544, 819.8379163127762",
    "log-brent, 0.9918534844629079, 0.0077677417289149535, 395.9001511224236"
  })
  @Evidence(of = Estimator.ORNSTEIN_UHLENBECK, kind = Kind.PEER, source = "statsmodels")
  void shouldGiveTheLikelihoodOfStatsmodels(
      String series, double phi, double variance, double logLikelihood) {
    OrnsteinUhlenbeck fit = OrnsteinUhlenbeck.fit(PublishedSeries.spread(series), 1 / 252.0);

    double kappa = -252 * Math.log(phi);
    assertThat(fit.kappa()).isCloseTo(kappa, within(1e-6 * kappa));
    double sigma = Math.sqrt(2 * kappa * variance / (1 - phi * phi));
    assertThat(fit.sigma()).isCloseTo(sigma, within(1e-7 * sigma));
    assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-7));
  }

  @Test
  @Evidence(of = Estimator.ORNSTEIN_UHLENBECK, kind = Kind.SECOND_FORMULA)
  void shouldTakeItsErrorsFromTheCurvatureOfTheLikelihood() {
    double[] values = Series.autoregression(new SplittableRandom(Seeds.seed()), 400, 0.9, 2, 0.3);
    OrnsteinUhlenbeck fit = OrnsteinUhlenbeck.fit(values, 0.25);
    double[] at = {fit.kappa(), fit.theta(), fit.sigma()};

    double[][] inverse = inverse(hessian(values, 0.25, at));

    assertThat(fit.kappaSe()).isCloseTo(Math.sqrt(inverse[0][0]), within(1e-3 * fit.kappaSe()));
    assertThat(fit.thetaSe()).isCloseTo(Math.sqrt(inverse[1][1]), within(1e-3 * fit.thetaSe()));
    assertThat(fit.sigmaSe()).isCloseTo(Math.sqrt(inverse[2][2]), within(1e-3 * fit.sigmaSe()));
    // And it is a maximum: a step in any direction loses likelihood.
    for (int i = 0; i < 3; i++) {
      for (double step : new double[] {0.99, 1.01}) {
        double[] beside = at.clone();
        beside[i] *= step;
        assertThat(logLikelihood(values, 0.25, beside)).isLessThan(fit.logLikelihood());
      }
    }
  }

  /** The likelihood in the parameters of the process, written down from its transition. */
  private static double logLikelihood(double[] values, double dt, double[] at) {
    double phi = Math.exp(-at[0] * dt);
    double variance = at[2] * at[2] * (1 - phi * phi) / (2 * at[0]);
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      double error = values[i] - at[1] - phi * (values[i - 1] - at[1]);
      sum -= (Math.log(2 * Math.PI * variance) + error * error / variance) / 2;
    }
    return sum;
  }

  private static double[][] hessian(double[] values, double dt, double[] at) {
    double[][] hessian = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int si : new int[] {-1, 1}) {
          for (int sj : new int[] {-1, 1}) {
            double[] beside = at.clone();
            beside[i] += si * 1e-4 * at[i];
            beside[j] += sj * 1e-4 * at[j];
            sum += si * sj * logLikelihood(values, dt, beside);
          }
        }
        hessian[i][j] = -sum / (4e-8 * at[i] * at[j]);
      }
    }
    return hessian;
  }

  private static double[][] inverse(double[][] matrix) {
    return new org.apache.commons.math3.linear.LUDecomposition(
            new org.apache.commons.math3.linear.Array2DRowRealMatrix(matrix))
        .getSolver()
        .getInverse()
        .getData();
  }

  @Test
  @Evidence(of = Estimator.ORNSTEIN_UHLENBECK, kind = Kind.TRUTH)
  void shouldHoldTheTruthWithinTwoErrorsAndKnowItsBias() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double kappa = 20;
    double dt = 1 / 252.0;
    double phi = Math.exp(-kappa * dt);
    double errorSd = 0.3 * Math.sqrt((1 - phi * phi) / (2 * kappa));
    int worlds = 1500;
    int[] held = new int[3];
    double bias = 0;
    double said = 0;
    for (int world = 0; world < worlds; world++) {
      OrnsteinUhlenbeck fit =
          OrnsteinUhlenbeck.fit(Series.autoregression(random, 1001, phi, 0.1, errorSd), dt);
      held[0] += Math.abs(fit.kappa() - kappa) < 1.96 * fit.kappaSe() ? 1 : 0;
      held[1] += Math.abs(fit.theta() - 0.1) < 1.96 * fit.thetaSe() ? 1 : 0;
      held[2] += Math.abs(fit.sigma() - 0.3) < 1.96 * fit.sigmaSe() ? 1 : 0;
      bias += (fit.kappa() - kappa) / worlds;
      said += fit.kappaBias() / worlds;
    }

    // Shares of 1500; those of kappa and theta fall a little short in samples of this length.
    assertThat(held[0]).isBetween(1380, 1460);
    assertThat(held[1]).isBetween(1360, 1460);
    assertThat(held[2]).isBetween(1390, 1460);
    // The error of a mean of 1500 kappas is 0.09.
    assertThat(bias).isCloseTo(said, within(0.35)).isGreaterThan(0.6);
  }

  @Test
  void shouldGiveThresholdsAboutTheMeanAndNoneWithoutACost() {
    OuMethod method = new OuMethod();

    MethodResult free = method.run(Series.request(Series.oil()));
    assertThat(free.further()).doesNotContainKey("largest_return");
    assertThat(free.assumptions()).anyMatch(line -> line.startsWith("No thresholds"));
    MethodResult costly =
        method.run(Series.request(Series.oil(), Map.of("cost", 1.0, "rate", 0.1)));
    double theta = Series.number(costly, "theta");
    assertThat(
            Series.number(costly, "largest_return", "entry")
                + Series.number(costly, "largest_return", "exit"))
        .isCloseTo(2 * theta, within(1e-9));
    assertThat(Series.number(costly, "largest_return", "expected_return")).isPositive();
    assertThat(Series.number(costly, "largest_sharpe", "sharpe"))
        .isGreaterThan(Series.number(costly, "largest_return", "sharpe"));
  }

  @Test
  void shouldSayWhyThereIsNoProcess() {
    double[] growing = new double[60];
    for (int i = 0; i < 60; i++) {
      growing[i] = Math.pow(1.05, i);
    }
    MethodResult result =
        new OuMethod().run(Series.request(Series.table(growing), Map.of("cost", 1.0)));

    assertThat(result.fields()).containsEntry("kappa", null).containsEntry("half_life", null);
    assertThat(result.further().get("unknown_because")).asString().contains("does not revert");
    assertThatThrownBy(() -> new OuMethod().run(Series.request(Series.nile(), Map.of("dt", 0.0))))
        .hasMessage("dt must be above 0: dt=0.0");
  }

  /**
   * van den Berg, Calibrating the Ornstein-Uhlenbeck (Vasicek) model, sitmo.com 2011: 21 values at
   * steps of 0.25, and his maximum-likelihood estimates of them.
   */
  @Test
  @Evidence(
      of = Estimator.ORNSTEIN_UHLENBECK,
      kind = Kind.PUBLISHED,
      source = "van den Berg (2011)")
  void shouldGiveTheCalibrationOfVanDenBerg() {
    double[] values = {
      3.0000, 1.7600, 1.2693, 1.1960, 0.9468, 0.9532, 0.6252, 0.8604, 1.0984, 1.4310, 1.3019,
      1.4005, 1.2686, 0.7147, 0.9237, 0.7297, 0.7105, 0.8683, 0.7406, 0.7314, 0.6232
    };

    OrnsteinUhlenbeck fit = OrnsteinUhlenbeck.fit(values, 0.25);

    assertThat(fit.theta()).isCloseTo(0.90748788828331, within(1e-12));
    assertThat(fit.kappa()).isCloseTo(3.12873217812386, within(1e-12));
    assertThat(fit.sigma()).isCloseTo(0.55315453345189, within(1e-12));
  }
}
