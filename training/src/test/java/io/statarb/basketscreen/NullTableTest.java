package io.statarb.basketscreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.reversion.Samples;
import io.statarb.training.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class NullTableTest {
  private static final int WORLDS = 40;
  private static final int STOCKS = 6;

  /** Normal statistics; the mean and spread of each stock are its own. */
  private static double[][] stats(SplittableRandom random) {
    double[][] stats = new double[WORLDS][STOCKS];
    for (double[] world : stats) {
      Arrays.setAll(world, y -> -y + (1 + y) * random.nextGaussian());
    }
    stats[3][2] = Double.NaN;
    return stats;
  }

  @Test
  @Evidence(of = Estimator.BASKET_SCREEN, kind = Kind.SECOND_FORMULA)
  void shouldRankOnEachStocksOwnScale() {
    double[][] stats = stats(new SplittableRandom(Seeds.seed()));
    NullTable table = new NullTable(stats);
    for (int y = 0; y < STOCKS; y++) {
      double stat = -y - 1.7 * (1 + y);
      assertThat(table.pValue(y, stat)).isCloseTo(naive(stats, y, stat), within(1e-12));
    }
    assertThat(table.leastPValue()).isEqualTo(1.0 / (WORLDS * STOCKS));
    assertThat(table.pValue(0, Double.NaN)).isNaN();
  }

  /** The same by lists of all other worlds. */
  private static double naive(double[][] stats, int y, double stat) {
    double z = z(others(stats, y, -1), stat);
    int below = 0;
    int all = 0;
    for (int stock = 0; stock < STOCKS; stock++) {
      for (int world = 0; world < WORLDS; world++) {
        if (!Double.isNaN(stats[world][stock])) {
          all++;
          below += z(others(stats, stock, world), stats[world][stock]) <= z ? 1 : 0;
        }
      }
    }
    return (1.0 + below) / (1 + all);
  }

  private static double[] others(double[][] stats, int y, int without) {
    List<Double> others = new ArrayList<>();
    for (int world = 0; world < WORLDS; world++) {
      if (world != without && !Double.isNaN(stats[world][y])) {
        others.add(stats[world][y]);
      }
    }
    return others.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double z(double[] others, double stat) {
    return (stat - Samples.mean(others)) / Samples.sd(others);
  }

  @Test
  void shouldCountTheStocksOwnWorlds() {
    double[][] stats = new double[39][1];
    for (int world = 0; world < 39; world++) {
      stats[world][0] = world;
    }
    NullTable table = new NullTable(stats);
    assertThat(table.ownPValue(0, -1)).isEqualTo(1.0 / 40);
    assertThat(table.ownPValue(0, 1)).isEqualTo(3.0 / 40);
    assertThat(table.ownPValue(0, 100)).isEqualTo(1);
  }

  private static ShuffledWorlds worlds(double[][] logs) {
    VolatilityPath volatility = VolatilityPath.of(returns(logs));
    return new ShuffledWorlds(logs, volatility.standardised(returns(logs)), volatility, 7);
  }

  private static double[][] standardised(double[][] logs, VolatilityPath volatility) {
    return volatility.standardised(returns(logs));
  }

  @Test
  void shouldKeepAllOfAWorldButTheOrderOfItsDays() {
    double[][] logs = Worlds.factorWalks(new SplittableRandom(Seeds.seed()), 4, 100);
    VolatilityPath volatility = VolatilityPath.of(returns(logs));
    double[][] world = worlds(logs).world(0);
    assertThat(worlds(logs).world(0)).isDeepEqualTo(world);
    assertThat(worlds(logs).world(1)[0]).isNotEqualTo(world[0]);
    // At the usual volatility its days are the panel's, all stocks of a day together.
    double[][] before = standardised(logs, volatility);
    double[][] after = standardised(world, volatility);
    assertThat(after[0]).isNotEqualTo(before[0]);
    assertThat(days(after)).isEqualTo(days(before));
  }

  /** The days in the order of their first stock's return, to ten digits. */
  private static List<String> days(double[][] returns) {
    List<String> days = new ArrayList<>();
    for (int t = 0; t < returns[0].length; t++) {
      StringBuilder day = new StringBuilder();
      for (double[] column : returns) {
        day.append("%.10f ".formatted(column[t]));
      }
      days.add(day.toString());
    }
    Collections.sort(days);
    return days;
  }

  @Test
  void shouldBeAsVolatileInAWorldWhenThePanelWas() {
    SplittableRandom random = new SplittableRandom(Seeds.seed());
    double[][] logs = Worlds.calmAfterStorm(random, 10, 300);
    double[][] world = returns(worlds(logs).world(0));
    for (double[] column : world) {
      double storm = Samples.sd(Arrays.copyOfRange(column, 0, 80));
      double calm = Samples.sd(Arrays.copyOfRange(column, 120, 299));
      // Drawn three times as volatile; a month of returns tells it roughly.
      assertThat(storm / calm).isBetween(1.5, 5.0);
    }
  }

  /** Why {@link EigenHedges} need not choose again in each world. */
  @Test
  void shouldChooseTheSameByReturnsInEveryWorld() {
    double[][] logs = Worlds.factorWalks(new SplittableRandom(Seeds.seed()), 15, 150);
    Peers peers = new Peers(Collections.nCopies(15, ""), false);
    BasketRule rule = Worlds.rule(BasketMethod.EIGEN, 4, 19, 1);
    VolatilityPath volatility = VolatilityPath.of(returns(logs));
    double[][] world = worlds(logs).world(0);
    HedgeMethod.InWorld first =
        new EigenHedges(standardised(logs, volatility), peers, rule).in(logs);
    HedgeMethod.InWorld again =
        new EigenHedges(standardised(world, volatility), peers, rule).in(world);
    for (int y = 0; y < 15; y++) {
      Hedge one = Objects.requireNonNull(first.hedge(y));
      Hedge other = Objects.requireNonNull(again.hedge(y));
      assertThat(other.legs()).isEqualTo(one.legs());
      for (int i = 0; i < one.legs().size(); i++) {
        assertThat(other.ratios().get(i)).isCloseTo(one.ratios().get(i), within(1e-8));
      }
    }
  }

  private static double[][] returns(double[][] logs) {
    return Arrays.stream(logs).map(Samples::differences).toArray(double[][]::new);
  }
}
