package io.statarb.basketscreen;

import io.statarb.screen.FalseDiscovery;
import io.statarb.statistics.LagChoice;
import java.util.List;

/**
 * How baskets are made, tested and judged.
 *
 * @param methods methods, each tried on every stock
 * @param maxLegs most legs of a basket, the stock itself counted; 2 to 12
 * @param leastGain share of what the other legs leave unexplained that a leg must take away to
 *     stay, in [0, 1); {@link BasketMethod#SECTOR} has no use for it
 * @param factors eigenportfolios of {@link BasketMethod#EIGEN}; 0 for those whose eigenvalue is
 *     above that of independent returns (Marchenko and Pastur 1967), at least one
 * @param equalWeights whether a sector's stocks weigh the same, and not as 1 / volatility
 * @param lags how the lags of the residual's unit root test are found
 * @param fdr method of false discovery control
 * @param fdrLevel largest expected share of false discoveries, in (0, 1)
 * @param minHalfLifeBars a residual that comes back faster is the bounce between bid and ask
 * @param maxHalfLifeBars one that comes back more slowly ties up capital too long
 * @param costPerLegBps cost of a round trip of one leg, in bps of the leg's value
 * @param minSdToCost least ratio of the residual's standard deviation to the cost of all legs
 * @param subWindows equal parts of the window in each of which the residual must come back; 1 to 12
 * @param worlds null worlds that p-values rest on; 19 to 100,000
 * @param seed world {@code w} of them is drawn by {@code new SplittableRandom(seed + w)}
 */
public record BasketRule(
    List<BasketMethod> methods,
    int maxLegs,
    double leastGain,
    int factors,
    boolean equalWeights,
    LagChoice lags,
    FalseDiscovery fdr,
    double fdrLevel,
    double minHalfLifeBars,
    double maxHalfLifeBars,
    double costPerLegBps,
    double minSdToCost,
    int subWindows,
    int worlds,
    long seed) {

  /** With fewer a single p-value could not reach 5 %. */
  private static final int LEAST_WORLDS = 19;

  private static final int MOST_WORLDS = 100_000;
  private static final int MOST_LEGS = 12;
  private static final int MOST_SUB_WINDOWS = 12;

  /** The rule of the commands. */
  public static final BasketRule DEFAULT =
      new BasketRule(
          List.of(BasketMethod.SPARSE),
          5,
          0.1,
          0,
          false,
          new LagChoice.Fixed(1),
          FalseDiscovery.BY,
          0.05,
          1,
          60,
          10,
          2,
          2,
          200,
          1);

  /**
   * Worlds for so many methods: with 200 for each, the best of any number of baskets up to ten
   * thousand can still stand under Benjamini and Yekutieli at 5 %.
   */
  public static int usualWorlds(List<BasketMethod> methods) {
    return DEFAULT.worlds() * (int) methods.stream().distinct().count();
  }

  /** Checks the numbers. */
  public BasketRule {
    methods = methods.stream().distinct().sorted().toList();
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("a screen needs a method");
    }
    within("max_legs", maxLegs, 2, MOST_LEGS);
    within("sub_windows", subWindows, 1, MOST_SUB_WINDOWS);
    within("worlds", worlds, LEAST_WORLDS, MOST_WORLDS);
    within("factors", factors, 0, Integer.MAX_VALUE);
    if (!(leastGain >= 0 && leastGain < 1) || !(fdrLevel > 0 && fdrLevel < 1)) {
      throw new IllegalArgumentException(
          "shares must be within 0 and 1: least_gain=%s fdr=%s".formatted(leastGain, fdrLevel));
    }
    if (!(minHalfLifeBars >= 0 && maxHalfLifeBars > minHalfLifeBars)) {
      throw new IllegalArgumentException(
          "half-lives must be a range: min_half_life_bars=%s max_half_life_bars=%s"
              .formatted(minHalfLifeBars, maxHalfLifeBars));
    }
    if (!(costPerLegBps >= 0) || !(minSdToCost >= 0)) {
      throw new IllegalArgumentException(
          "cost and ratio must be at least 0: cost_bps=%s min_sd_to_cost=%s"
              .formatted(costPerLegBps, minSdToCost));
    }
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(name, least, most, value));
    }
  }

  /** Most legs beside the stock itself. */
  int mostHedgeLegs() {
    return maxLegs - 1;
  }
}
