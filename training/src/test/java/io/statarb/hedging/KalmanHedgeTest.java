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
import org.junit.jupiter.params.provider.ValueSource;

final class KalmanHedgeTest {

  // statsmodels 0.15.0: MLEModel with the same matrices, ssm.initialize("diffuse"), the univariate
  // filter: filtered_state, filtered_state_cov, forecasts_error and llf_obs[2:].
  @ParameterizedTest
  @CsvSource({
    "raw, 1.0001000100010001e-4, 1.0001000100010001e-4, 0.001, 1.117677789469178, -0.45640312937215827,"
        + " 0.0039817413661934415, 0.22687080087152142, -0.8069358281203733,"
        + " 0.57705078455344, -1764.6918117849948",
    "raw, 1e-05, 0.001, 0.5, 1.0961451154684123, 1.1417053613023398,"
        + " 0.00934462023357255, 0.42582075701810373, -0.46933189094634997,"
        + " 0.8051694796382723, -1614.6676499086543",
    "raw, 0, 0, 2, 1.1115019299968034, -3.850460403072801,"
        + " 0.002452671598681031, 0.1321693828410608, 3.7581021896930267,"
        + " 1.4163318227672457, -2420.9994527884155",
    "log, 0.00010001000100010001, 0.00010001000100010001, 0.001, 1.0300771779722453, -0.015514308021028992,"
        + " 0.038239017770770115, 0.15315587706657624, -0.007824484581547608,"
        + " 0.058686827352697944, 708.9022530663995",
    "log, 1e-05, 0.001, 0.5, 1.0639436863615634, -0.16540676606784901,"
        + " 0.14624918190724404, 0.6070128729053148, 0.010902551449649245,"
        + " 0.7243712176127498, -240.10584227163574",
    "log, 0, 0, 2, 1.0951492997101269, -0.35866567142991523,"
        + " 0.11088127478708916, 0.4065370826163546, 0.07748915724247407,"
        + " 1.4168718279505061, -504.11268720507064"
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
    assertThat(filter.beta(last)).isCloseTo(beta, within(1e-10));
    assertThat(filter.alpha(last)).isCloseTo(alpha, within(1e-8));
    assertThat(filter.betaSe()).isCloseTo(betaSe, within(1e-9 * betaSe));
    assertThat(filter.alphaSe()).isCloseTo(alphaSe, within(1e-9 * alphaSe));
    assertThat(filter.innovation(last)).isCloseTo(innovation, within(1e-9));
    assertThat(filter.innovationSd(last)).isCloseTo(innovationSd, within(1e-10));
    assertThat(filter.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
  }

  // As above, of 60 rows the first three of which have one x: the fourth places the slope.
  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.PEER, source = "statsmodels")
  void shouldWaitForASecondXAsStatsmodelsDoes() {
    double[] y = Arrays.copyOf(Series.oil().column(0), 60);
    double[] x = Arrays.copyOf(Series.oil().column(1), 60);
    x[1] = x[0];
    x[2] = x[0];

    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanNoise(1e-4, 1e-3, 0.5));

    assertThat(filter.beta(2)).isZero();
    assertThat(filter.innovation(2)).isCloseTo(1.1347720104256567, within(1e-12));
    assertThat(filter.innovationSd(2)).isCloseTo(Math.sqrt(0.7981270556684739), within(1e-12));
    assertThat(filter.innovationSd(3)).isInfinite();
    assertThat(filter.beta(59)).isCloseTo(1.0952216989220813, within(1e-10));
    assertThat(filter.alpha(59)).isCloseTo(-3.1098145375672073, within(1e-9));
    assertThat(filter.betaSe()).isCloseTo(0.04245819281580575, within(1e-11));
    assertThat(filter.alphaSe()).isCloseTo(0.779762787264893, within(1e-10));
    assertThat(filter.logLikelihood()).isCloseTo(-61.6397806184146, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1e-6, 1e-6", "1e9, 1e9", "1e-12, 1e-12", "1e-5, 1e8"})
  void shouldNotDependOnTheUnits(double yUnit, double xUnit) {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    double[] yScaled = Arrays.stream(y).map(value -> value * yUnit).toArray();
    double[] xScaled = Arrays.stream(x).map(value -> value * xUnit).toArray();

    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanLikelihood(y, x).noise());
    KalmanHedge scaled =
        KalmanHedge.filter(yScaled, xScaled, new KalmanLikelihood(yScaled, xScaled).noise());

    int last = y.length - 1;
    assertThat(scaled.beta(last) * xUnit / yUnit).isCloseTo(filter.beta(last), within(1e-4));
    assertThat(scaled.logLikelihood() + (y.length - 2) * Math.log(yUnit))
        .isCloseTo(filter.logLikelihood(), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e6, 1e9})
  void shouldFindTheMostLikelyFarFromZero(double offset) {
    double[] y = Series.oil().column(0);
    double[] x = Arrays.stream(Series.oil().column(1)).map(price -> price + offset).toArray();

    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanLikelihood(y, x).noise());

    // Least squares, whose variances are the start of the search, stays below what it finds.
    double residual = LineFit.of(y, x).residualVariance();
    assertThat(filter.logLikelihood())
        .isGreaterThan(
            KalmanHedge.filter(y, x, new KalmanNoise(0, 0, residual)).logLikelihood() + 100);
  }

  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.SECOND_FORMULA)
  void shouldBeLeastSquaresThatGrowsWhenNothingWanders() {
    double[] y = Series.oil().column(0);
    double[] x = Series.oil().column(1);
    KalmanHedge filter = KalmanHedge.filter(y, x, new KalmanNoise(0, 0, 1));

    for (int rows : new int[] {10, 100, 393}) {
      LineFit line = LineFit.of(Arrays.copyOf(y, rows), Arrays.copyOf(x, rows));
      assertThat(filter.beta(rows - 1)).isCloseTo(line.slope(), within(1e-11));
      assertThat(filter.alpha(rows - 1)).isCloseTo(line.intercept(), within(1e-9));
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
    assertThat(filter.logLikelihood()).isCloseTo(816.0545617412379, within(1e-6));
    assertThat(noise.beta()).isCloseTo(2.2768446e-05, within(1e-8));
    assertThat(noise.alpha()).isCloseTo(3.755954e-4, within(1e-7));
    assertThat(noise.observation()).isCloseTo(1.0843395e-4, within(1e-7));
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

  // scipy.optimize.minimize, Nelder-Mead from 27 starts, on the statsmodels likelihood above: the
  // highest of its summits, where both states wander and nothing is noise, and the next.
  @Test
  @Evidence(of = Estimator.KALMAN, kind = Kind.PEER, source = "statsmodels, scipy")
  void shouldFindTheHighestOfTwoSummits() {
    double[] y = {
      16.1998, 16.1921, 16.6519, 16.8007, 16.844, 16.7583, 16.6986, 19.3576, 19.2514, 19.1697,
      19.2833, 19.3976, 19.2994, 19.378, 19.0802, 19.0637, 19.1222, 19.1084, 19.0267, 18.9809,
      19.5071, 19.7038, 18.9954, 18.9723
    };
    double[] x = {
      3.4487, 3.4505, 3.3571, 3.3265, 3.3182, 3.3355, 3.3478, 2.8027, 2.8253, 2.8424, 2.8197,
      2.7962, 2.8159, 2.7994, 2.8603, 2.864, 2.8515, 2.8537, 2.87, 2.8795, 2.7715, 2.7313, 2.8755,
      2.8804
    };

    double found = KalmanHedge.filter(y, x, new KalmanLikelihood(y, x).noise()).logLikelihood();

    assertThat(found).isCloseTo(97.20863499268289, within(1e-4)).isGreaterThan(97.18);
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
    assertThat(both.statistic()).isCloseTo(1.117677789469178, within(1e-10));
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
