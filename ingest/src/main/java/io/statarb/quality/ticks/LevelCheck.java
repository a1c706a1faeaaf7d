package io.statarb.quality.ticks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stretches of a file at another level than most of it: a price that steps from one row to the next
 * and stays there. {@link JumpCheck} keeps such rows, since those after them explain them. A step
 * counts that is many times any usual change around it and has no silence before it that could hold
 * news: a slipped decimal, another unit, another series. One that is never undone must be larger,
 * for that is what news does as well. Which of two levels is the wrong one nobody can tell; the one
 * with fewer rows is named. Stateless.
 */
final class LevelCheck {
  private static final double MIN_STEP = 40e-4;

  /**
   * Least step that is not undone: gold fell by 69 bps in one quote at the payrolls of May 2014.
   */
  private static final double MIN_LASTING_STEP = 150e-4;

  /** A step is at least so many times the usual large change around it. */
  private static final double OVER_USUAL = 6;

  /** Rows on either side that say what is usual. */
  private static final int AROUND = 100;

  /** So many of them may be steps themselves. */
  private static final double USUAL = 0.97;

  /** Rows on either side whose medians are the levels. */
  private static final int SIDE = 15;

  private static final int LEAST_SIDE = 3;

  /** The medians differ by at least this share of the step: it stays. */
  private static final double STAYS = 0.7;

  /** Levels that differ by less than this share of a step are one. */
  private static final double SAME = 0.3;

  /** A halt of trading takes longer; behind one a market may open anywhere. */
  private static final long SILENCE_NS = 240_000_000_000L;

  private LevelCheck() {}

  /** A step before a row, as a difference of logarithms. */
  private record Step(int at, double log) {}

  /**
   * How far each row is from the level of most rows, as a difference of logarithms: 0 for those,
   * and for all where there is no step.
   *
   * @param tsNs times in order
   * @param logPx logarithms of the prices
   * @param leastStep least step that the grid of the prices allows to be told, a fraction
   */
  static double[] offsets(long[] tsNs, double[] logPx, double leastStep) {
    double[] offsets = new double[logPx.length];
    List<Step> steps = steps(tsNs, logPx, Math.max(MIN_STEP, leastStep));
    if (steps.isEmpty()) {
      return offsets;
    }
    double level = 0;
    int next = 0;
    for (int i = 0; i < offsets.length; i++) {
      if (next < steps.size() && steps.get(next).at == i) {
        level += steps.get(next).log;
        level = Math.abs(level) <= SAME * Math.abs(steps.get(next).log) ? 0 : level;
        next++;
      }
      offsets[i] = level;
    }
    double main = mostRows(offsets, steps);
    for (int i = 0; i < offsets.length; i++) {
      double off = offsets[i] - main;
      offsets[i] = Math.abs(off) < SAME * MIN_STEP ? 0 : off;
    }
    return offsets;
  }

  /** The level that most rows have; of two with as many the first. */
  private static double mostRows(double[] levels, List<Step> steps) {
    double best = levels[0];
    int bestRows = rowsAt(levels, best);
    for (Step step : steps) {
      int rows = rowsAt(levels, levels[step.at]);
      if (rows > bestRows) {
        bestRows = rows;
        best = levels[step.at];
      }
    }
    return best;
  }

  private static int rowsAt(double[] levels, double level) {
    int rows = 0;
    for (double one : levels) {
      rows += Math.abs(one - level) < SAME * MIN_STEP ? 1 : 0;
    }
    return rows;
  }

  private static List<Step> steps(long[] tsNs, double[] logPx, double least) {
    List<Step> steps = new ArrayList<>();
    int count = logPx.length;
    for (int i = LEAST_SIDE; i + LEAST_SIDE <= count; i++) {
      double change = logPx[i] - logPx[i - 1];
      if (Math.abs(change) < least || tsNs[i] - tsNs[i - 1] > SILENCE_NS) {
        continue;
      }
      double moved =
          median(logPx, i, Math.min(count, i + SIDE)) - median(logPx, Math.max(0, i - SIDE), i);
      boolean stays = moved * change > 0 && Math.abs(moved) >= STAYS * Math.abs(change);
      if (stays && Math.abs(change) >= OVER_USUAL * usualChange(logPx, i)) {
        steps.add(new Step(i, moved));
      }
    }
    return steps.stream()
        .filter(step -> Math.abs(step.log) >= MIN_LASTING_STEP || isUndone(step, steps))
        .toList();
  }

  private static boolean isUndone(Step step, List<Step> steps) {
    return steps.stream()
        .anyMatch(other -> Math.abs(other.log + step.log) <= SAME * Math.abs(step.log));
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double usualChange(double[] logPx, int at) {
    int from = Math.max(1, at - AROUND);
    int to = Math.min(logPx.length, at + AROUND);
    double[] changes = new double[to - from];
    for (int i = from; i < to; i++) {
      changes[i - from] = Math.abs(logPx[i] - logPx[i - 1]);
    }
    Arrays.sort(changes);
    return changes[(int) (USUAL * (changes.length - 1))];
  }
}
