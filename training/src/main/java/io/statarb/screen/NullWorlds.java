package io.statarb.screen;

import io.statarb.cli.Progress;
import io.statarb.table.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Worlds in which no two series have anything to do with each other, and how many of them a screen
 * finds a pair in all the same. At a false discovery rate of 5 % it may be 5 % of them.
 *
 * @param worlds worlds screened
 * @param withBh worlds in which some pair passes Benjamini-Hochberg
 * @param withBy worlds in which some pair passes Benjamini-Yekutieli
 * @param selected worlds in which some pair passes every check of the rule
 */
public record NullWorlds(int worlds, int withBh, int withBy, int selected) {
  /**
   * Screens worlds of independent random walks.
   *
   * @param series series of a world
   * @param bars bars of a world
   * @param returns log returns to shuffle into walks, one array a series and the series taken in
   *     turn; null for Gaussian ones of 1 %
   * @param rule the rule; its level counts for all three numbers
   */
  public static NullWorlds screen(
      int series,
      int bars,
      int worlds,
      double @Nullable [][] returns,
      ScreenRule rule,
      long seed,
      Progress progress) {
    int withBh = 0;
    int withBy = 0;
    int selected = 0;
    SplittableRandom random = new SplittableRandom(seed);
    for (int world = 0; world < worlds; world++) {
      double[][] prices = new double[series][];
      List<String> names = new ArrayList<>();
      for (int i = 0; i < series; i++) {
        names.add("S" + i);
        prices[i] =
            returns == null
                ? walk(random, bars)
                : shuffled(random, returns[(world * series + i) % returns.length], bars);
      }
      ScreenUniverse universe =
          ScreenUniverse.of(
              Panel.of("null world " + world, names, List.of(), prices),
              name -> null,
              Map.of(),
              false);
      ScreenResult result = PairScreen.run(universe, rule, Progress.quiet());
      withBh += result.smallest(FalseDiscovery.BH) <= rule.fdrLevel() ? 1 : 0;
      withBy += result.smallest(FalseDiscovery.BY) <= rule.fdrLevel() ? 1 : 0;
      selected += result.selected().isEmpty() ? 0 : 1;
      progress.update("null worlds", world + 1L, worlds);
    }
    return new NullWorlds(worlds, withBh, withBy, selected);
  }

  private static double[] walk(SplittableRandom random, int bars) {
    double[] prices = new double[bars];
    double log = StrictMath.log(100);
    for (int t = 0; t < bars; t++) {
      prices[t] = StrictMath.exp(log);
      log += 0.01 * random.nextGaussian();
    }
    return prices;
  }

  /** A walk of some of the returns in random order, each used once. */
  private static double[] shuffled(SplittableRandom random, double[] returns, int bars) {
    double[] order = returns.clone();
    double[] prices = new double[bars];
    double log = StrictMath.log(100);
    for (int t = 0; t < bars; t++) {
      prices[t] = StrictMath.exp(log);
      int pick = t + random.nextInt(order.length - t);
      log += order[pick];
      order[pick] = order[t];
    }
    return prices;
  }
}
