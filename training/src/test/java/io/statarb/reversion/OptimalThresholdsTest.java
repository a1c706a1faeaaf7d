package io.statarb.reversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.training.Seeds;
import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptimalThresholdsTest {
  /** Bertram's (2010) fit of Australia and New Zealand Bank, Sydney and Auckland, in years. */
  private static final double ALPHA = 180.9670;

  private static final double ETA = 0.1538;

  // ArbitrageLab 1.0, as printed in its tests of Bertram's thresholds for the same pair, cost
  // 0.001: expected and
  // variance of the trade length, expected return, variance of the return.
  @Test
  @Evidence(
      of = Estimator.BERTRAM,
      kind = Kind.PUBLISHED,
      source = "ArbitrageLab, fit of Bertram (2010)")
  void shouldGiveThePublishedCycleOfLargestReturn() {
    TradeCycle cycle = OptimalThresholds.largestReturn(ALPHA, ETA, 0.001);

    assertThat(cycle.meanTime()).isCloseTo(0.017122, within(5e-5));
    assertThat(cycle.timeVariance()).isCloseTo(0.00015438, within(5e-7));
    assertThat(cycle.meanReturn()).isCloseTo(0.492358, within(5e-6));
    assertThat(cycle.returnVariance()).isCloseTo(0.0021857, within(5e-6));
    assertThat(OptimalThresholds.largestSharpe(ALPHA, ETA, 0.001, 0.01).sharpe(0.01))
        .isCloseTo(3.86293, within(5e-3));
  }

  /**
   * Finch, Ornstein-Uhlenbeck process (2004), with speed 1 and sigma^2 = 2: the expected times from
   * 0 to 1 and from 1 to 0 (OEIS A249417, A249418). The way from -1 to 0 takes as long as that from
   * 1.
   */
  @ParameterizedTest
  @CsvSource({"0, 1, 1", "-1, 0, 1", "-1, 1, 2"})
  @Evidence(of = Estimator.BERTRAM, kind = Kind.PUBLISHED, source = "Finch (2004), OEIS")
  void shouldTakeTheTimesOfFirstPassages(double entry, double exit, int legs) {
    double outward = 2.093406649678322;
    double homeward = 0.9019080126528065;

    assertThat(TradeCycle.of(1, Math.sqrt(2), entry, exit, 0).meanTime())
        .isCloseTo(legs * (outward + homeward), within(1e-13));
  }

  // scipy.special.dawsn and erfi.
  @ParameterizedTest
  @CsvSource({
    "0.01, 0.00999933335999924, 0.01128416780862822",
    "0.5, 0.4244363835020223, 0.6149520946965109",
    "0.9241388730045916, 0.5410442246351818, 1.4341332171446055",
    "2, 0.301340388923792, 18.564802414575553",
    "6.99, 0.07228646679702401, 1.352645127583073e+20",
    "7.01, 0.07207579342851982, 1.784509077170506e+20",
    "12, 0.04181287645398826, 1.6299357995243493e+61"
  })
  void shouldIntegrateAsDawsonDoes(double x, double dawson, double erfi) {
    assertThat(Dawson.integral(x)).isCloseTo(dawson, within(1e-14 * dawson));
    assertThat(Dawson.integral(-x)).isEqualTo(-Dawson.integral(x));
    assertThat(Dawson.erfi(x)).isCloseTo(erfi, within(1e-13 * erfi));
  }

  @ParameterizedTest
  @CsvSource({"180.967, 0.1538, 0.001", "1, 1, 0.1", "0.05, 2, 3", "0.3, 0.01, 0.0001"})
  @Evidence(of = Estimator.BERTRAM, kind = Kind.SECOND_FORMULA)
  void shouldFindByFormulaWhatASearchOfBothThresholdsFinds(
      double kappa, double sigma, double cost) {
    TradeCycle best = OptimalThresholds.largestReturn(kappa, sigma, cost);
    double unit = sigma / Math.sqrt(2 * kappa);
    MultivariateFunction rate =
        at ->
            at[0] < at[1] && at[0] > -5 && at[1] < 5
                ? TradeCycle.of(kappa, sigma, unit * at[0], unit * at[1], cost).meanReturn()
                : -1e9;

    PointValuePair found =
        new SimplexOptimizer(1e-14, 1e-12)
            .optimize(
                new MaxEval(5000),
                new ObjectiveFunction(rate),
                GoalType.MAXIMIZE,
                new InitialGuess(new double[] {-0.3, 1.5}),
                new NelderMeadSimplex(new double[] {0.2, 0.2}));

    assertThat(unit * found.getPoint()[0]).isCloseTo(best.entry(), within(1e-4 * unit));
    assertThat(unit * found.getPoint()[1]).isCloseTo(best.exit(), within(1e-4 * unit));
    assertThat(best.meanReturn()).isCloseTo(found.getValue(), within(1e-9 * found.getValue()));
  }

  @Test
  @Evidence(of = Estimator.BERTRAM, kind = Kind.TRUTH)
  void shouldExpectTheTimeThatSimulatedCyclesTake() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    TradeCycle cycle = TradeCycle.of(1, 1, -0.6, 0.4, 0.1);
    double dt = 1e-3;
    double phi = Math.exp(-dt);
    double errorSd = Math.sqrt((1 - phi * phi) / 2);
    // Steps see a crossing late: thresholds stand nearer by 0.5826 step deviations (Broadie,
    // Glasserman and Kou 1997).
    double nearer = 0.5826 * errorSd;
    int cycles = 4000;
    double sum = 0;
    double squares = 0;
    double x = -0.6;
    for (int i = 0; i < cycles; i++) {
      double time = 0;
      x = -0.6;
      for (; x < 0.4 - nearer; time += dt) {
        x = phi * x + errorSd * random.nextGaussian();
      }
      x = 0.4;
      for (; x > -0.6 + nearer; time += dt) {
        x = phi * x + errorSd * random.nextGaussian();
      }
      sum += time;
      squares += time * time;
    }
    double mean = sum / cycles;
    double variance = squares / cycles - mean * mean;

    assertThat(cycle.meanTime()).isCloseTo(mean, within(4 * Math.sqrt(variance / cycles)));
    assertThat(cycle.timeVariance() / variance).isBetween(0.85, 1.15);
  }

  @Test
  void shouldHaveALargerSharpeRatioThanItsNeighbours() {
    TradeCycle best = OptimalThresholds.largestSharpe(2, 0.5, 0.05, 0.01);

    for (double factor : new double[] {0.97, 1.03}) {
      TradeCycle beside = TradeCycle.of(2, 0.5, factor * best.entry(), factor * best.exit(), 0.05);
      assertThat(beside.sharpe(0.01)).isLessThan(best.sharpe(0.01));
    }
  }

  @Test
  void shouldRefuseCostsWithoutABestBand() {
    assertThatThrownBy(() -> OptimalThresholds.largestReturn(1, 1, 0))
        .hasMessageContaining("infinitely narrow: cost=0.0");
    assertThatThrownBy(() -> OptimalThresholds.largestReturn(1, 1, 100))
        .hasMessageContaining("the spread hardly ever moves as far as the cost");
    assertThatThrownBy(() -> OptimalThresholds.largestSharpe(1, 1, 0.1, 0))
        .hasMessageContaining("the gain cancels out of the Sharpe ratio: rate=0.0");
  }
}
