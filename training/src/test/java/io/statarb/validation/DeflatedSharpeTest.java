package io.statarb.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.statistics.Normal;
import io.statarb.training.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DeflatedSharpeTest {

  /**
   * Bailey and Lopez de Prado (2014), numerical example: 100 trials, variance 1/2 a year, 1,250
   * days, 2.5 a year.
   */
  @Test
  @Evidence(
      of = Estimator.DEFLATED_SHARPE,
      kind = Kind.PUBLISHED,
      source = "Bailey and Lopez de Prado (2014)")
  void shouldGiveThePublishedExample() {
    double benchmark = DeflatedSharpe.expectedMaximum(0.5 / 250, 100);
    double sharpe = 2.5 / StrictMath.sqrt(250);

    assertThat(benchmark).isCloseTo(0.1132, within(5e-5));
    assertThat(DeflatedSharpe.probability(sharpe, 1250, -3, 10, benchmark))
        .isCloseTo(0.9004, within(5e-5));
  }

  @Test
  @Evidence(of = Estimator.DEFLATED_SHARPE, kind = Kind.TRUTH)
  void shouldMatchTheBestOfManyUselessTrialsWhenSimulated() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double sum = 0;
    int rounds = 4000;
    for (int round = 0; round < rounds; round++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int trial = 0; trial < 50; trial++) {
        best = Math.max(best, 0.2 * random.nextGaussian());
      }
      sum += best;
    }

    // The sd of the maximum of 50 normal draws is about 0.46; the formula itself is off by under 2
    // % at 50.
    assertThat(DeflatedSharpe.expectedMaximum(0.04, 50))
        .isCloseTo(sum / rounds, within(0.02 * 0.45 + 3 * 0.2 * 0.46 / StrictMath.sqrt(rounds)));
  }

  @Test
  void shouldFallWithTheNumberOfTrials() {
    double few = DeflatedSharpe.expectedMaximum(0.01, 10);
    double many = DeflatedSharpe.expectedMaximum(0.01, 1000);

    assertThat(DeflatedSharpe.probability(0.2, 500, 0, 3, many))
        .isLessThan(DeflatedSharpe.probability(0.2, 500, 0, 3, few));
    assertThat(DeflatedSharpe.expectedMaximum(0.01, 1)).isZero();
  }

  @Test
  void shouldSayNothingWithoutObservations() {
    assertThat(DeflatedSharpe.probability(Double.NaN, 100, 0, 3, 0)).isNaN();
    assertThat(DeflatedSharpe.probability(0.1, 1, 0, 3, 0)).isNaN();
  }

  @Test
  void shouldGiveMomentsOfATradeSample() {
    TradeSample trades = new TradeSample();
    for (double net : new double[] {1, 2, 3, 4, 10}) {
      trades.add(net + 0.5, 0.5);
    }

    assertThat(trades.meanNetBps()).isEqualTo(4.0);
    assertThat(trades.meanGrossBps()).isEqualTo(4.5);
    assertThat(trades.sdNetBps()).isCloseTo(StrictMath.sqrt(12.5), within(1e-12));
    // By hand: m2 = 10, m3 = 36, m4 = 278.8 (with n).
    assertThat(trades.skewness()).isCloseTo(36 / StrictMath.pow(10, 1.5), within(1e-12));
    assertThat(trades.kurtosis()).isCloseTo(2.788, within(1e-12));
  }

  @Test
  @Evidence(of = Estimator.DEFLATED_SHARPE, kind = Kind.SECOND_FORMULA)
  void shouldBeTheNormalTailOfTheSharpeRatioOverItsError() {
    // Lo (2002), Financial Analysts Journal 58, eq. 9: of normal gains the variance of the ratio is
    // (1 + SR^2 / 2) / n.
    double error = Math.sqrt((1 + 0.12 * 0.12 / 2) / 399);

    assertThat(DeflatedSharpe.probability(0.12, 400, 0, 3, 0.05))
        .isCloseTo(Normal.cdf((0.12 - 0.05) / error), within(1e-12));
  }
}
