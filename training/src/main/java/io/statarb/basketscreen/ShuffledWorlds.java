package io.statarb.basketscreen;

import java.util.SplittableRandom;

/**
 * Worlds without any basket: the panel's own days in random order, all stocks of a day together,
 * each return on the scale of where it lands.
 *
 * <p>Each stock is a random walk with its own returns, drift and fat tails, as volatile when it was
 * ({@link VolatilityPath}), and stocks move together as they do; only the order of the days, which
 * is all that reversion can show in, is gone. Where the standardised days are exchangeable, the
 * panel itself is one more draw of the same law, so that a rank among the worlds is a valid p-value
 * of whatever is computed from them, a search included (Lehmann and Romano, Testing Statistical
 * Hypotheses, 3rd ed. 2005, theorem 15.2.1). The volatility is estimated, so it is nearly so.
 */
final class ShuffledWorlds {
  private final double[][] logs;
  private final double[][] standardised;
  private final VolatilityPath volatility;
  private final long seed;

  /**
   * For a panel.
   *
   * @param logs log prices, one array a column
   * @param standardised their differences at their column's usual volatility
   * @param volatility of each column about each day, over the usual
   */
  ShuffledWorlds(double[][] logs, double[][] standardised, VolatilityPath volatility, long seed) {
    this.logs = logs;
    this.standardised = standardised;
    this.volatility = volatility;
    this.seed = seed;
  }

  /** Log prices of a world, by {@code new SplittableRandom(seed + world)}. */
  double[][] world(int world) {
    int[] order = order(logs[0].length - 1, new SplittableRandom(seed + world));
    double[][] shuffled = new double[logs.length][order.length + 1];
    for (int i = 0; i < logs.length; i++) {
      double level = logs[i][0];
      shuffled[i][0] = level;
      for (int t = 0; t < order.length; t++) {
        level += volatility.at(i, t) * standardised[i][order[t]];
        shuffled[i][t + 1] = level;
      }
    }
    return shuffled;
  }

  /** A random order (Durstenfeld 1964, algorithm 235). */
  private static int[] order(int days, SplittableRandom random) {
    int[] order = new int[days];
    for (int t = 0; t < days; t++) {
      int place = random.nextInt(t + 1);
      order[t] = order[place];
      order[place] = t;
    }
    return order;
  }
}
