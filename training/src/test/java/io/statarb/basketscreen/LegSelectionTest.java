package io.statarb.basketscreen;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.linear.Regression;
import io.statarb.training.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against regressions by reflections, one for each choice. */
final class LegSelectionTest {
  private static final int COLUMNS = 9;

  private static double left(double[][] logs, int y, List<Integer> legs) {
    Regression fit =
        HedgeFit.fit(logs[y], legs.stream().map(leg -> logs[leg]).toArray(double[][]::new));
    if (fit == null) {
      throw new AssertionError("no regression on " + legs);
    }
    return fit.sumOfSquares();
  }

  private static List<Integer> pick(double[][] logs, int y, int most, double leastGain) {
    double[][] products = InnerProducts.of(InnerProducts.centred(logs));
    return new LegSelection(products, products[y], products[y][y], leg -> leg != y, most)
        .pick(leastGain);
  }

  @Test
  @Evidence(of = Estimator.BASKET_SCREEN, kind = Kind.SECOND_FORMULA)
  void shouldPickLegsThatNoExchangeBetters() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    for (int trial = 0; trial < 40; trial++) {
      double[][] logs = Worlds.factorWalks(random, COLUMNS, 80);
      List<Integer> legs = pick(logs, 0, 3, 0);
      assertThat(legs).hasSize(3).doesNotContain(0);
      double left = left(logs, 0, legs);
      for (int place = 0; place < legs.size(); place++) {
        for (int other = 1; other < COLUMNS; other++) {
          List<Integer> exchanged = new ArrayList<>(legs);
          exchanged.set(place, other);
          if (exchanged.stream().distinct().count() == 3) {
            assertThat(left(logs, 0, exchanged)).isGreaterThan(left * (1 - 1e-6));
          }
        }
      }
    }
  }

  @Test
  void shouldDropLegsThatTakeTooLittleAway() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    int dropped = 0;
    for (int trial = 0; trial < 40; trial++) {
      double[][] logs = Worlds.walks(random, COLUMNS, 80);
      List<Integer> legs = pick(logs, 0, 4, 0.3);
      dropped += 4 - legs.size();
      double left = left(logs, 0, legs);
      for (Integer leg : legs) {
        List<Integer> others = legs.stream().filter(other -> !other.equals(leg)).toList();
        double without = others.isEmpty() ? HedgeFit.squares(logs[0]) : left(logs, 0, others);
        assertThat(left).isLessThan(0.7 * without * (1 + 1e-6));
      }
    }
    assertThat(dropped).isPositive();
  }

  @Test
  void shouldNotPickACopyOfALeg() {
    double[][] logs = Worlds.walks(new SplittableRandom(Seeds.seed()), COLUMNS, 80);
    logs[2] = logs[1].clone();
    Worlds.plant(new SplittableRandom(3), logs, 0, Map.of(1, 1.0), 0.5);
    List<Integer> legs = pick(logs, 0, 4, 0);
    assertThat(legs).doesNotContainSequence(1, 2).containsAnyOf(1, 2);
  }
}
