package io.statarb.validation;

import java.util.Arrays;

/** The least |score| at which the entry rule may act. */
public final class ScoreThreshold {
  /**
   * How far around the asked quantile the widest gap is looked for, as a fraction of the scores.
   */
  private static final double WINDOW = 0.005;

  private ScoreThreshold() {}

  /**
   * A threshold near a quantile of |score|: the middle of the widest gap between neighbouring
   * scores among the half percent of scores on either side of the quantile. A score in float32 and
   * the same score in float64 then fall on the same side.
   *
   * @param scores scores whose quantile is asked for, finite
   * @param quantile fraction of the |scores| below the threshold
   * @param others further scores that the threshold must keep away from, finite
   * @return the threshold, equal to no score; NaN when all |scores| are equal or there are none
   */
  public static double near(double[] scores, double quantile, double[] others) {
    double[] sorted = sortedMagnitudes(scores);
    int last = sorted.length - 1;
    if (last < 1 || !(sorted[0] < sorted[last])) {
      return Double.NaN;
    }
    int centre = (int) Math.max(0, Math.min(last - 1, Math.floor(quantile * last)));
    for (long reach = (long) Math.ceil(WINDOW * last); ; reach *= 2) {
      int from = (int) Math.max(0, centre - reach);
      int to = (int) Math.min(last, centre + 1 + reach);
      double threshold = middleOfWidestGap(sorted, from, to, sortedMagnitudes(others));
      if (!Double.isNaN(threshold) || (from == 0 && to == last)) {
        return threshold;
      }
    }
  }

  private static double middleOfWidestGap(double[] sorted, int from, int to, double[] others) {
    double[] window = new double[to - from + 1 + others.length];
    int count = 0;
    for (int i = from; i <= to; i++) {
      window[count++] = sorted[i];
    }
    for (double other : others) {
      if (other > sorted[from] && other < sorted[to]) {
        window[count++] = other;
      }
    }
    Arrays.sort(window, 0, count);
    double widest = 0;
    double threshold = Double.NaN;
    for (int i = 1; i < count; i++) {
      double middle = window[i - 1] + 0.5 * (window[i] - window[i - 1]);
      boolean between = window[i - 1] < middle && middle < window[i];
      if (between && window[i] - window[i - 1] > widest) {
        widest = window[i] - window[i - 1];
        threshold = middle;
      }
    }
    return threshold;
  }

  private static double[] sortedMagnitudes(double[] scores) {
    double[] sorted = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      sorted[i] = Math.abs(scores[i]);
    }
    Arrays.sort(sorted);
    return sorted;
  }
}
