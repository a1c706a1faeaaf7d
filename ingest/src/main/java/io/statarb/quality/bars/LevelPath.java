package io.statarb.quality.bars;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The bars of a series that nothing has explained yet, one after another, and the steps between
 * them. Positions {@code k} are on the path.
 */
final class LevelPath {
  /** Steps this large are looked at. */
  private static final double STEP_SIGMAS = 5;

  private static final double LEAST_STEP = 0.09;

  /** A step is undone within this many bars or not at all. */
  private static final int LONGEST_BLOCK = 40;

  private final Series series;
  private final int[] bars;
  private final int length;

  LevelPath(Series series, boolean[] explained) {
    this.series = series;
    bars = IntStream.range(0, series.count).filter(i -> !explained[i]).toArray();
    length = bars.length;
  }

  Series series() {
    return series;
  }

  /** Number of bars. */
  int length() {
    return length;
  }

  /** Position in the series of a bar of the path. */
  int bar(int k) {
    return bars[k];
  }

  /** Day of a bar of the path, since 1970. */
  int day(int k) {
    return series.day[bars[k]];
  }

  /** Usual change at a bar of the path. */
  double sigma(int k) {
    return series.sigma[bars[k]];
  }

  /** Change over one step of the path, less the market's. */
  double step(int k) {
    double sum = 0;
    for (int i = bars[k - 1] + 1; i <= bars[k]; i++) {
      sum += series.residual[i];
    }
    return sum;
  }

  /** Whether a step is far from usual. */
  boolean isStep(int k) {
    return Math.abs(step(k)) > Math.max(STEP_SIGMAS * sigma(k), LEAST_STEP);
  }

  /** Log of the open over the close before, NaN where not known or other bars are between. */
  double overnight(int k) {
    return bars[k] == bars[k - 1] + 1 ? series.overnight[bars[k]] : Double.NaN;
  }

  /** A split and another series begin with the open; news may take the day. */
  boolean isOvernight(int k, double change) {
    double overnight = overnight(k);
    return Double.isNaN(overnight)
        || Math.abs(overnight - change) < Math.max(0.25 * Math.abs(change), 2 * sigma(k));
  }

  /** Whether the new level is kept for as many as five bars. */
  boolean stays(int k, double change) {
    double sum = change;
    int n = 0;
    double kept = 0;
    for (int j = k + 1; j < length && j <= k + 5; j++) {
      sum += step(j);
      kept += sum / change;
      n++;
    }
    return n == 0 || kept / n > 0.6;
  }

  /** Steps that are undone later. */
  List<Block> blocks() {
    boolean[] paired = new boolean[length];
    List<Block> blocks = new ArrayList<>();
    for (int k = 1; k < length; k++) {
      if (paired[k] || !isStep(k)) {
        continue;
      }
      double in = step(k);
      double sum = in;
      for (int j = k + 1; j < length && j <= k + LONGEST_BLOCK; j++) {
        double out = step(j);
        sum += out;
        double noise = 2.5 * sigma(k) * Math.sqrt(j - k);
        boolean back =
            Math.abs(sum) < Math.min(0.4 * Math.abs(in), Math.max(0.2 * Math.abs(in), noise));
        if (!paired[j] && isStep(j) && in * out < 0 && back) {
          blocks.add(new Block(k, j));
          paired[k] = true;
          paired[j] = true;
          break;
        }
      }
    }
    return blocks;
  }

  /**
   * Bars between a step and the one that undoes it.
   *
   * @param first the first behind the step
   * @param behind the first behind the step back
   */
  record Block(int first, int behind) {}
}
