package io.statarb.healthcheck;

import io.statarb.settings.Settings;
import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.statistics.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A drawn pair or basket: hedge legs that are random walks, and a spread that is an AR(1) of sd 1
 * on top of them. A formation window is fitted, as the command does it, and the rows after it are
 * watched.
 */
final class WatchedPair {
  private static final double RATIO = 1.2;
  private static final double STEP = 0.5;

  /** What becomes of the pair after its formation window. */
  enum Fate {
    SOUND,
    /** From a quarter of the rows on the mean is off. */
    SHIFTED,
    /** From the first row on the spread is a random walk. */
    WALK
  }

  private final SplittableRandom random;
  private final double[] walks;
  private double phi;
  private final double innovationSd;
  private double spread;
  private double level;

  WatchedPair(long seed, double halfLife, int hedges) {
    random = new SplittableRandom(seed);
    walks = new double[hedges];
    phi = StrictMath.pow(0.5, 1 / halfLife);
    innovationSd = StrictMath.sqrt(1 - phi * phi);
    spread = random.nextGaussian();
  }

  private double[][] rows(int count) {
    double[][] columns = new double[1 + walks.length][count];
    for (int row = 0; row < count; row++) {
      spread = phi * spread + innovationSd * random.nextGaussian();
      columns[0][row] = level + spread;
      for (int i = 0; i < walks.length; i++) {
        walks[i] += STEP * random.nextGaussian();
        columns[1 + i][row] = walks[i];
        columns[0][row] += RATIO / walks.length * walks[i];
      }
    }
    return columns;
  }

  /** The pair as a formation window of so many rows shows it. */
  Formation formed(int count) {
    return Formation.of(SeriesTable.of(names(), rows(count), labels(count)));
  }

  /** Names of the legs. */
  List<String> names() {
    return IntStream.rangeClosed(0, walks.length).mapToObj(i -> i == 0 ? "Y" : "X" + i).toList();
  }

  static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /** Log prices of the rows after the formation window, a column for each leg. */
  double[][] watched(int count, Fate fate, double shift) {
    phi = fate == Fate.WALK ? 1 : phi;
    double[][] before = rows(count / 4);
    level = fate == Fate.SHIFTED ? shift : 0;
    double[][] after = rows(count - count / 4);
    double[][] all = new double[before.length][count];
    for (int leg = 0; leg < all.length; leg++) {
      System.arraycopy(before[leg], 0, all[leg], 0, before[leg].length);
      System.arraycopy(after[leg], 0, all[leg], before[leg].length, after[leg].length);
    }
    return all;
  }

  /** Settings under which nothing but breaks is found, else they are those that ship. */
  static HealthSettings settings(int window, double alpha, int checkEvery) {
    List<String> sets =
        new ArrayList<>(
            List.of(
                "health.window=" + window,
                "health.check_every=" + checkEvery,
                "health.break_alpha=" + alpha));
    return Settings.load(null, Map.of(), sets).strategy().health();
  }
}
