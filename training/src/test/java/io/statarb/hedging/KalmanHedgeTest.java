package io.statarb.hedging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.reversion.LineFit;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KalmanHedgeTest {

  // statsmodels 0.15.0: MLEModel with the same matrices, initialize_known(0, 1e8 (sum of the
  // variances)), filtered_state, filtered_state_cov, forecasts_error and llf_obs[2:].
  @ParameterizedTest
  @CsvSource({
    "raw, 1.0001000100010001e-4, 1.0001000100010001e-4, 0.001, 1.1176777861868061, -0.4564029405478524,"
        + " 0.003981741145652794, 0.22687078806228236, -0.8069358355172511, 0.5770507845456665, -1764.6912375440675",
    "raw, 1e-5, 1e-3, 0.5, 1.096145115485259, 1.141705360332971,"
        + " 0.009344620233212355, 0.42582075699193295, -0.46933189094590944, 0.8051694796382722, -1614.6676375566797",
    "raw, 0, 0, 2, 1.1115019301325815, -3.8504604137378204,"
        + " 0.002452671604057651, 0.13216938345084878, 3.758102192577752, 1.4163318227712234, -2420.999443438402",
    "log, 1.0001000100010001e-4, 1.0001000100010001e-4, 0.001, 1.0300771711834285, -0.0155142804673814,"
        + " 0.038239017508212625, 0.15315587598671618, -0.007824484734651804, 0.05868682735261089, 708.9023801769788",
    "log, 1e-5, 1e-3, 0.5, 1.0639436856346687, -0.16540676312069655,"
        + " 0.14624918162888648, 0.6070128718028605, 0.010902551447887099, 0.7243712176127497, -240.105745002675",
    "log, 0, 0, 2, 1.0951492995693948, -0.35866567091670953,"
        + " 0.11088127474375264, 0.40653708245803083, 0.07748915729970207, 1.4168718279500867, -504.1125899112693"
  })
  @Evidence(of = Estimator.KALMAN, kind = Kind.PEER, source = "statsmodels")
  void shouldFilterAsStatsmodelsDoes(
      String scale,
      double qBeta,
      double qAlpha,
      double r,
      double beta,
      double alpha,
      double betaSe,
      double alphaSe,
      double innovation,
      double innovationSd,
      double logLikelihood) {
    SeriesTable oil = scale.equals("log") ? Series.oil().map(StrictMath::log) : Series.oil();

    KalmanHedge filter =
        KalmanHedge.filter(oil.column(0), oil.column(1), new KalmanNoise(qBeta, qAlpha, r));

    int last = oil.rows() - 1;
    // The start's variance of 1e8 costs eight of sixteen digits.
    assertThat(filter.beta(last)).isCloseTo(beta, within(1e-7));
    assertThat(filter.alpha(last)).isCloseTo(alpha, within(5e-7));
    assertThat(filter.betaSe()).isCloseTo(betaSe, within(1e-6 * betaSe));
    assertThat(filter.alphaSe()).isCloseTo(alphaSe, within(1e-6 * alphaSe));
    assertThat(filter.innovation(last)).isCloseTo(innovation, within(1e-7));
    assertThat(filter.innovationSd(last)).isCloseTo(innovationSd, within(1e-8));
    // The second row decides the states with a variance of 1e8 left over: 1e-4 of rounding.
    assertThat(filter.logLikelihood()).isCloseTo(logLikelihood, within(2e-3));
  }

  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.SECOND_FORMULA)
  void shouldBeLeastSquaresThatGrowsWhenNothingWanders() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanNoise(0, 0, 1));

    for (int rows : new int[] {10, 100, 393}) {
      LineFit line = LineFit.of(Arrays.copyOf(y, rows), Arrays.copyOf(x, rows));
      assertThat(filter.beta(rows - 1)).isCloseTo(line.slope(), within(1e-5));
      assertThat(filter.alpha(rows - 1)).isCloseTo(line.intercept(), within(1e-4));
    }
  }

  @Test
  void shouldNotLookAhead() {
    double[] y = Series.oil().column(0).clone();
    double[] x = Series.oil().column(1).clone();
    KalmanNoise noise = KalmanNoise.ofDelta(1e-4, 1e-3);
    KalmanHedge before = KalmanHedge.filter(y, x, noise);
    for (int i = 200; i < y.length; i++) {
      y[i] *= 3;
      x[i] += 17;
    }
    KalmanHedge after = KalmanHedge.filter(y, x, noise);

    for (int i = 0; i < 200; i++) {
      assertThat(after.beta(i)).isEqualTo(before.beta(i));
      assertThat(after.innovation(i)).isEqualTo(before.innovation(i));
      assertThat(after.innovationSd(i)).isEqualTo(before.innovationSd(i));
    }
    assertThat(after.beta(392)).isNotEqualTo(before.beta(392));
  }

  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.PEER, source = "statsmodels, scipy")
  void shouldFindVariancesAsLikelyAsScipyDoes() {
    SeriesTable oil = Series.oil().map(StrictMath::log);

    KalmanNoise noise = new KalmanLikelihood(oil.column(0), oil.column(1)).noise();
    KalmanHedge filter = KalmanHedge.filter(oil.column(0), oil.column(1), noise);

    // scipy.optimize.minimize, Nelder-Mead, on the statsmodels likelihood above.
    assertThat(filter.logLikelihood()).isCloseTo(816.0546510704185, within(1e-3));
    assertThat(noise.beta()).isCloseTo(2.2768841557663734e-05, within(2e-7));
    assertThat(noise.alpha()).isCloseTo(3.755983775399262e-4, within(2e-6));
    assertThat(noise.observation()).isCloseTo(1.0843205227363921e-4, within(1e-6));
  }

  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.TRUTH)
  void shouldFindTheVariancesAndTheStateOfASimulatedWorld() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int held = 0;
    double ratio = 0;
    int worlds = 30;
    for (int world = 0; world < worlds; world++) {
      double[] x = Series.noise(random, 800);
      double[] y = new double[800];
      double beta = 1;
      double alpha = 0;
      for (int i = 0; i < 800; i++) {
        x[i] = 10 + 3 * x[i];
        beta += 0.01 * random.nextGaussian();
        alpha += 0.02 * random.nextGaussian();
        y[i] = beta * x[i] + alpha + 0.5 * random.nextGaussian();
      }
      KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanLikelihood(y, x).noise());
      held += Math.abs(filter.beta(799) - beta) < 2 * filter.betaSe() ? 1 : 0;
      ratio += filter.noise().observation() / 0.25 / worlds;
    }

    assertThat(ratio).isCloseTo(1, within(0.04));
    assertThat(held).isBetween(24, 30);
  }

  @Test
  void shouldTakeVariancesThatAreGivenAndFindTheRest() {
    KalmanMethod method = new KalmanMethod();

    MethodResult delta = method.run(Series.request(Series.oil(), Map.of("delta", 1e-4)));
    assertThat(Series.number(delta, "hedge_ratio_step_variance"))
        .isCloseTo(1e-4 / (1 - 1e-4), within(1e-18));
    assertThat(delta.method()).endsWith("observation variance by maximum likelihood");
    MethodResult states =
        method.run(Series.request(Series.oil(), Map.of("observation_variance", 0.5)));
    assertThat(states.further()).containsEntry("observation_variance", 0.5);
    MethodResult both =
        method.run(
            Series.request(Series.oil(), Map.of("delta", 1e-4, "observation_variance", 1e-3)));
    assertThat(both.statistic()).isCloseTo(1.1176777861868061, within(2e-8));
    assertThat(both.assumptions()).anyMatch(line -> line.equals("Row t uses rows up to t"));
    assertThat(Series.number(states, "log_likelihood"))
        .isGreaterThan(Series.number(both, "log_likelihood"));
  }

  @Test
  void shouldRefuseVariancesThatAreNone() {
    assertThatThrownBy(
            () -> new KalmanMethod().run(Series.request(Series.oil(), Map.of("delta", 1.0))))
        .hasMessage("delta must be in [0, 1): delta=1.0");
    double[] x = Series.oil().column(1);
    assertThatThrownBy(() -> new KalmanMethod().run(Series.request(Series.table(x, x))))
        .hasMessage("y is a line of x in every row, so there is no noise");
  }

  /**
   * Durbin and Koopman, Time Series Analysis by State Space Methods, 2001, table 2.1: the
   * concentrated diffuse likelihood of a level that wanders in the flow of the Nile, for the ratios
   * q of the variances that their search went through; without the constants. With x = 0 only the
   * intercept is left of the hedge.
   */
  @ParameterizedTest
  @CsvSource({"1, -495.68", "0.0360, -492.53", "0.0745, -492.10", "0.0973, -492.07"})
  @Evidence(
      of = Estimator.KALMAN,
      kind = Kind.PUBLISHED,
      source = "Durbin and Koopman (2001), table 2.1")
  void shouldGiveTheLikelihoodsOfDurbinAndKoopman(double q, double published) {
    double[] nile = Series.nile().column(0);
    KalmanHedge filter =
        KalmanHedge.filter(nile, new double[nile.length], new KalmanNoise(0, q, 1));
    double squares = 0;
    double logVariances = 0;
    // The first flow places the level.
    for (int t = 1; t < nile.length; t++) {
      double sd = filter.innovationSd(t);
      squares += Math.pow(filter.innovation(t) / sd, 2);
      logVariances += 2 * Math.log(sd);
    }
    int n = nile.length - 1;

    assertThat(-(n * Math.log(squares / n) + logVariances) / 2).isCloseTo(published, within(6e-3));
  }
}
