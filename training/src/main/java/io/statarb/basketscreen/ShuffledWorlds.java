package io.statarb.basketscreen;

import java.util.SplittableRandom;

/**
 * Worlds without any basket: the panel's own days in random order, all stocks of a day together.
 *
 * <p>Each stock is a random walk with its own returns, drift and fat tails, stocks move together as
 * they do, each ends where it ended; only the order of the days, which is all that reversion can
 * show in, is gone. Where the days' returns are exchangeable, the panel itself is one more draw of
 * the same law, so that a rank among the worlds is a valid p-value of whatever is computed from
 * them, a search included (Lehmann and Romano, Testing Statistical Hypotheses, 3rd ed. 2005,
 * theorem 15.2.1). Clustering of volatility, which is lost, is what stands between that and
 * exactness.
 */
final class ShuffledWorlds {
  private final double[][] logs;
  private final long seed;

  ShuffledWorlds(double[][] logs, long seed) {
    this.logs = logs;
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
        level += logs[i][order[t] + 1] - logs[i][order[t]];
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
