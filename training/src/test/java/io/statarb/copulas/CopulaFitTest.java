package io.statarb.copulas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.reversion.Samples;
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

final class CopulaFitTest {

  private static SeriesTable logOil() {
    return Series.oil().map(StrictMath::log);
  }

  private static PseudoSample oilReturns() {
    return PseudoSample.of(
        Samples.differences(logOil().column(0)), Samples.differences(logOil().column(1)));
  }

  @Test
  void shouldGiveKendallsTauOfScipy() {
    // scipy.stats.kendalltau of the log returns.
    assertThat(oilReturns().tau()).isCloseTo(0.7779031910964089, within(1e-13));
  }

  // scipy.optimize of the pseudo-likelihoods, margins ranks over n + 1: bounded Brent of one
  // parameter, Nelder-Mead of two; of Frank mpmath with 30 digits.
  @ParameterizedTest
  @CsvSource({
    "CLAYTON, 4.852130787907773, 364.029451174173",
    "GUMBEL, 3.967056644628513, 373.43713989861084",
    "FRANK, 15.93566694335002, 380.0027886042416",
    "GAUSSIAN, 0.9340924490115808, 398.96987287974963",
    "STUDENT, 0.9368105354617136, 412.47865591962193"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.PEER,
      source = "scipy")
  void shouldFindTheMaximaOfScipy(CopulaFamily family, double parameter, double logLikelihood) {
    CopulaFit fit = CopulaFit.byLikelihood(family, oilReturns()).orElseThrow();

    assertThat(fit.copula().parameters()[0]).isCloseTo(parameter, within(1e-5));
    assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-8));
    assertThat(fit.aic()).isEqualTo(2 * family.parameters() - 2 * fit.logLikelihood());
    assertThat(fit.logLikelihood())
        .isGreaterThan(CopulaFit.byTau(family, oilReturns(), 4.39).orElseThrow().logLikelihood());
  }

  @Test
  void shouldFindTheDegreesOfFreedomOfScipy() {
    CopulaFit fit = CopulaFit.byLikelihood(CopulaFamily.STUDENT, oilReturns()).orElseThrow();

    assertThat(fit.copula().parameters()[1]).isCloseTo(4.390480010256897, within(1e-3));
  }

  @Test
  void shouldInvertTauAsArithmeticDoes() {
    // scipy.optimize.brentq of Frank's tau; Clayton 2 tau / (1 - tau).
    assertThat(parameterByTau(CopulaFamily.FRANK)).isCloseTo(16.179062885776435, within(1e-8));
    assertThat(parameterByTau(CopulaFamily.CLAYTON))
        .isCloseTo(2 * 0.7779031910964089 / (1 - 0.7779031910964089), within(1e-10));
  }

  private static double parameterByTau(CopulaFamily family) {
    return CopulaFit.byTau(family, oilReturns(), 4).orElseThrow().copula().parameters()[0];
  }

  @ParameterizedTest
  @CsvSource({
    "GAUSSIAN, 0.7",
    "GAUSSIAN, -0.4",
    "STUDENT, 0.6",
    "CLAYTON, 1.5",
    "GUMBEL, 2",
    "FRANK, 5"
  })
  @Evidence(
      of = {
        Estimator.CLAYTON,
        Estimator.GUMBEL,
        Estimator.FRANK,
        Estimator.GAUSSIAN,
        Estimator.STUDENT
      },
      kind = Kind.TRUTH)
  void shouldHoldTheTruthWithinTwoErrors(CopulaFamily family, double parameter) {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int worlds = family == CopulaFamily.STUDENT ? 20 : 60;
    int held = 0;
    double mean = 0;
    double squares = 0;
    double said = 0;
    for (int world = 0; world < worlds; world++) {
      double[][] draw = family.of(parameter, 5).sample(random, 300);
      CopulaFit fit =
          CopulaFit.byLikelihood(family, PseudoSample.of(draw[0], draw[1])).orElseThrow();
      double found = fit.copula().parameters()[0];
      held += Math.abs(found - parameter) < 1.96 * fit.standardErrors().getFirst() ? 1 : 0;
      mean += found / worlds;
      squares += found * found / worlds;
      said += fit.standardErrors().getFirst() / worlds;
    }
    double spread = Math.sqrt(squares - mean * mean);

    // Four standard errors of a share of 95% less a little for samples of 300.
    assertThat((double) held / worlds).isGreaterThan(0.95 - 4 * Math.sqrt(0.0475 / worlds) - 0.02);
    assertThat(said / spread).isBetween(0.75, 1.35);
    assertThat(mean).isCloseTo(parameter, within(0.06 * Math.abs(parameter) + 0.01));
  }

  @ParameterizedTest
  @CsvSource({"CLAYTON, 3", "GUMBEL, 3", "FRANK, 9", "STUDENT, 0.7"})
  void shouldPickTheFamilyThatMadeTheData(CopulaFamily family, double parameter) {
    double[][] draw = family.of(parameter, 2).sample(new SplittableRandom(Seeds.seed()), 700);

    MethodResult result = new CopulaMethod().run(Series.request(Series.table(draw)));

    assertThat(result.further()).containsEntry("best", family.word());
    assertThat(result.pValue()).isLessThan(1e-6);
    assertThat(result.assumptions()).noneMatch(line -> line.startsWith("WARNING"));
  }

  @Test
  void shouldRejectOnlyWhatDoesNotFit() {
    double[][] draw = new ClaytonCopula(2.5).sample(new SplittableRandom(Seeds.seed()), 250);
    PseudoSample sample = PseudoSample.of(draw[0], draw[1]);

    assertThat(goodness(CopulaFamily.CLAYTON, sample).pValue()).isGreaterThan(0.05);
    assertThat(goodness(CopulaFamily.GUMBEL, sample).pValue()).isLessThan(0.02);
    assertThat(goodness(CopulaFamily.GUMBEL, sample))
        .isEqualTo(goodness(CopulaFamily.GUMBEL, sample));
  }

  private static CopulaGoodness goodness(CopulaFamily family, PseudoSample sample) {
    return CopulaGoodness.test(family, sample, 4, 99, 7).orElseThrow();
  }

  @Test
  void shouldCallCheapWhatLagsItsPartner() {
    double[][] draw = new GaussianCopula(0.9).sample(new SplittableRandom(Seeds.seed()), 400);
    draw[0][399] = 0.05;
    draw[1][399] = 0.95;

    MethodResult result = new CopulaMethod().run(Series.request(Series.table(draw)));

    assertThat(Series.number(result, "mispricing_y_last")).isLessThan(1e-3);
    assertThat(Series.number(result, "mispricing_x_last")).isGreaterThan(0.999);
  }

  @Test
  void shouldLeaveOutFamiliesWithoutNegativeDependence() {
    double[][] draw = new GaussianCopula(-0.5).sample(new SplittableRandom(Seeds.seed()), 200);

    MethodResult result = new CopulaMethod().run(Series.request(Series.table(draw)));

    assertThat(result.further().get("families"))
        .asString()
        .contains("clayton={unknown_because=the family has no member with a tau of -0.");
  }

  @Test
  void shouldWarnOfPricesAndTakeTheirDifferences() {
    CopulaMethod method = new CopulaMethod();

    assertThat(method.run(Series.request(logOil())).assumptions())
        .anyMatch(line -> line.startsWith("WARNING: brent follows itself like a price"));
    MethodResult returns = method.run(Series.request(logOil(), Map.of("differences", 1.0)));
    assertThat(returns.statistic()).isCloseTo(0.7779031910964089, within(1e-13));
    assertThat(returns.further()).containsEntry("best", "student");
    assertThat(returns.observations()).isEqualTo(392);
  }

  @Test
  void shouldShareTheMeanRankOfTies() {
    PseudoSample sample = PseudoSample.of(new double[] {3, 1, 3, 2}, new double[] {1, 2, 3, 4});

    assertThat(sample.u(0)).isEqualTo(3.5 / 5);
    assertThat(sample.u(2)).isEqualTo(3.5 / 5);
    assertThat(sample.u(1)).isEqualTo(1.0 / 5);
  }

  @Test
  void shouldCountTheRowsThatAreNowhereAbove() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double[][] columns = new double[2][300];
    for (int i = 0; i < 300; i++) {
      // Few values, so that many rows tie.
      columns[0][i] = random.nextInt(40);
      columns[1][i] = columns[0][i] / 2 + random.nextInt(25);
    }
    double[] fast = PseudoSample.of(columns[0], columns[1]).empirical();

    for (int i = 0; i < 300; i++) {
      int below = 0;
      for (int j = 0; j < 300; j++) {
        below += columns[0][j] <= columns[0][i] && columns[1][j] <= columns[1][i] ? 1 : 0;
      }
      assertThat(fast[i]).isEqualTo(below / 300.0);
    }
  }

  // scipy 1.17.1: kendalltau(floor(brent / step), floor(wti / step), method="asymptotic"), of the
  // first rows.
  @ParameterizedTest
  @CsvSource({
    "100, 0.01, 0.0008084075033874966, 0.9904952825818506",
    "100, 5, 0.05421459846946684, 0.5053376469428634",
    "60, 10, 0.2765452772309384, 0.01325852289657317",
    "30, 20, -0.04528817837046848, 0.7982978473285264"
  })
  void shouldAllowForTiesAsScipyDoes(int rows, double step, double tau, double pValue) {
    SeriesTable oil = Series.oil().map(price -> StrictMath.floor(price / step));
    PseudoSample sample =
        PseudoSample.of(
            Arrays.copyOf(oil.column(0), rows),
            Arrays.stream(oil.column(1), 200, 200 + rows).toArray());

    assertThat(sample.tau()).isCloseTo(tau, within(1e-13));
    assertThat(Independence.pValue(sample)).isCloseTo(pValue, within(1e-11));
  }

  @Test
  void shouldRefuseColumnsThatAreOne() {
    double[] x = logOil().column(0);

    assertThatThrownBy(() -> new CopulaMethod().run(Series.request(Series.table(x, x))))
        .hasMessage("the columns rank the rows all but alike, so no copula has a density: tau=1.0");
    double[] almost = x.clone();
    almost[7] = x[250];
    assertThatThrownBy(() -> new CopulaMethod().run(Series.request(Series.table(x, almost))))
        .hasMessageStartingWith("the columns rank the rows all but alike");
  }
}
