package io.statarb.baskets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.reversion.Samples;
import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.Series;
import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BasketTest {

  /** Six walks; columns 1, 3 and 4 have a combination with an AR(1) of 0.5. */
  private static double[][] hidden(SplittableRandom random) {
    double[][] levels = new double[6][];
    for (int i = 0; i < 6; i++) {
      levels[i] = Series.walk(random, 2000);
    }
    double[] spread = Series.autoregression(random, 2000, 0.5, 0, 1);
    for (int t = 0; t < 2000; t++) {
      levels[4][t] = 2 * levels[1][t] - levels[3][t] + spread[t];
    }
    return levels;
  }

  @Test
  @Evidence(of = Estimator.SPARSE_BASKETS, kind = Kind.TRUTH)
  void shouldFindTheBasketThatWasHidden() {
    SparseBasket basket = SparseBasket.of(hidden(new SplittableRandom(Seeds.seed())), 3);

    assertThat(basket.columns()).containsExactly(1, 3, 4);
    double onFourth = basket.weights().get(basket.columns().indexOf(4));
    assertThat(basket.weights().get(basket.columns().indexOf(1)) / onFourth)
        .isCloseTo(-2, within(0.05));
    assertThat(basket.weights().get(basket.columns().indexOf(3)) / onFourth)
        .isCloseTo(1, within(0.05));
    assertThat(basket.predictability()).isCloseTo(0.25, within(0.06));
    assertThat(basket.halfLife().phi()).isCloseTo(0.5, within(0.06));
    assertThat(basket.weights().stream().mapToDouble(Math::abs).max()).hasValue(1);
  }

  @Test
  @Evidence(of = Estimator.SPARSE_BASKETS, kind = Kind.SECOND_FORMULA)
  void shouldMeasureThePredictabilityThatARegressionMeasures() {
    double[][] levels = hidden(new SplittableRandom(Seeds.seed()));
    SparseBasket basket = SparseBasket.of(levels, 6);
    double[] value = new double[2000];
    for (int i = 0; i < 6; i++) {
      for (int t = 0; t < 2000; t++) {
        value[t] += basket.weights().get(i) * levels[basket.columns().get(i)][t];
      }
    }
    double[][] columns = new double[7][];
    columns[0] = new double[1999];
    Arrays.fill(columns[0], 1);
    for (int i = 0; i < 6; i++) {
      columns[i + 1] = Arrays.copyOf(levels[i], 1999);
    }
    double[] next = Arrays.copyOfRange(value, 1, 2000);
    double mean = Arrays.stream(next).average().orElseThrow();
    double squares = Arrays.stream(next).map(v -> (v - mean) * (v - mean)).sum();
    double rest = io.statarb.linear.Regression.fit(next, columns).sumOfSquares();

    assertThat(basket.predictability()).isCloseTo(1 - rest / squares, within(1e-10));
  }

  /**
   * ArbitrageLab 1.0, as printed in test_hedge_ratios.py for the same draw, Box and Tiao's least
   * predictable basket: the ratio of y on x within 0.001, the means of y - h x and of z less what
   * hedges it within 0.01.
   */
  @Test
  @Evidence(of = Estimator.SPARSE_BASKETS, kind = Kind.PUBLISHED, source = "ArbitrageLab")
  void shouldGiveTheBasketsOfArbitrageLab() {
    CsvFixture drawn = CsvFixture.read("hedging/drawn-hedges-v1.csv");
    double[] x = drawn.column("x");
    double[] y = drawn.column("y");
    double[] z = drawn.column("z");
    List<Double> pair = SparseBasket.of(new double[][] {y, x}, 2).weights();
    List<Double> three = SparseBasket.of(new double[][] {z, y, x}, 3).weights();

    assertThat(-pair.get(1) / pair.getFirst()).isCloseTo(5.0087, within(1e-3));
    assertThat(mean(pair, y, x)).isCloseTo(-0.3609, within(0.01));
    assertThat(mean(three, z, y, x)).isCloseTo(-1.016, within(0.01));
  }

  /** Mean of a basket that holds one unit of its first leg. */
  private static double mean(List<Double> weights, double[]... legs) {
    double mean = 0;
    for (int i = 0; i < legs.length; i++) {
      mean += weights.get(i) / weights.getFirst() * Samples.mean(legs[i]);
    }
    return mean;
  }

  @Test
  void shouldRefuseColumnsThatAreCombinations() {
    double[][] levels = hidden(new SplittableRandom(Seeds.seed()));
    levels[2] = levels[0].clone();

    assertThatThrownBy(() -> SparseBasket.of(levels, 2))
        .hasMessage("a column is a combination of others");
    assertThatThrownBy(() -> SparseBasket.of(levels, 7)).hasMessageContaining("size=7 columns=6");
  }

  @Test
  void shouldTakeNoSideOnASector() {
    double[] weights = {0.5, -0.1, 0.3, 0.9, -0.2};
    List<String> sectors = List.of("banks", "oil", "banks", "oil", "alone");

    double[] neutral = SectorNeutral.weights(weights, sectors);

    assertThat(neutral).containsExactly(new double[] {0.1, -0.5, -0.1, 0.5, 0}, within(1e-15));
    // Nothing neutral is nearer: what was taken off is orthogonal to what is left.
    assertThat(IntStream.range(0, 5).mapToDouble(i -> neutral[i] * (weights[i] - neutral[i])).sum())
        .isCloseTo(0, within(1e-15));
    assertThatThrownBy(() -> SectorNeutral.weights(weights, List.of("banks")))
        .hasMessage("weights and sectors differ: weights=5 sectors=1");
  }

  /** Two sectors of five that move alike and three columns on their own. */
  private static double[][] sectors(SplittableRandom random) {
    double[][] returns = new double[13][400];
    for (int t = 0; t < 400; t++) {
      double[] factors = {random.nextGaussian(), random.nextGaussian()};
      for (int i = 0; i < 13; i++) {
        returns[i][t] =
            i < 10 ? factors[i / 5] + 0.4 * random.nextGaussian() : random.nextGaussian();
      }
    }
    return returns;
  }

  @Test
  void shouldClusterWhatMovesAlikeAndLeaveTheRestAsNoise() {
    Eigenportfolios portfolios =
        Eigenportfolios.of(new Returns(sectors(new SplittableRandom(Seeds.seed()))));

    CandidateClusters clusters = CandidateClusters.of(portfolios, 5, 3);

    assertThat(clusters.labels()).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, -1, -1, -1);
    assertThatThrownBy(() -> CandidateClusters.of(portfolios, 5, 13))
        .hasMessageContaining("least_cluster=13 columns=13");
  }

  @Test
  void shouldTakeTheRadiusAtTheKnee() {
    assertThat(CandidateClusters.knee(new double[] {1, 1.1, 1.2, 1.3, 5, 9}))
        .isCloseTo(1.3, within(1e-8));
    assertThat(CandidateClusters.knee(new double[] {1, 1.1, 1.2, 1.9}))
        .isCloseTo(1.9, within(1e-8));
    assertThat(CandidateClusters.knee(new double[] {1, 2, 3, 4})).isCloseTo(4, within(1e-8));
    assertThat(CandidateClusters.neighbourDistances(new double[][] {{0}, {1}, {3}, {7}}, 2))
        .containsExactly(2, 3, 3, 6);
  }
}
