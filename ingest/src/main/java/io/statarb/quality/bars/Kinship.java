package io.statarb.quality.bars;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * With whom a series moves, market taken out. The nearest of the days before a bar are near after
 * it as well when it is still the same company; how much of the nearness is kept is 1 for a company
 * that does not change and 0 for two that have nothing to do with each other. What is usual in
 * either case is measured on the panel, by the number of days there are.
 */
final class Kinship {
  /** Fewer peers are no kin. */
  static final int LEAST_PEERS = 8;

  /** Days on either side, the most that there are of these. */
  private static final int[] WINDOWS = {30, 60, 120, 250};

  private static final int MOST_KIN = 20;

  /** The kin is the nearest one of so many peers. */
  private static final int PEERS_FOR_ONE = 5;

  private static final int LEAST_COMMON_DAYS = 20;
  private static final int SAMPLES = 180;

  /** Kin that is no nearer than this, summed over both sides, is chance. */
  private static final double LEAST_NEARNESS = 0.1;

  private final List<Series> panel;
  private final int[] days;

  /** Residuals by series and day of the panel, bounded so that no single day decides. */
  private final float[][] moves;

  /** By window. */
  private final Contrast[] contrasts = new Contrast[WINDOWS.length];

  Kinship(List<Series> panel, MarketPath market) {
    this.panel = panel;
    days = market.days();
    moves = new float[panel.size()][];
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      float[] row = new float[days.length];
      Arrays.fill(row, Float.NaN);
      for (int i = 1; i < series.count; i++) {
        double limit = 4 * series.sigma[i];
        row[place(series.day[i])] = (float) Math.clamp(series.residual[i], -limit, limit);
      }
      moves[s] = row;
    }
    for (int w = 0; w < WINDOWS.length; w++) {
      contrasts[w] = contrast(WINDOWS[w]);
    }
  }

  private int place(int day) {
    return Arrays.binarySearch(days, day);
  }

  private Contrast contrast(int window) {
    int room = days.length - 2 * window - 2;
    if (panel.size() <= LEAST_PEERS || room < 1) {
      return Contrast.ofLikeness(new double[0], new double[0]);
    }
    double[] same = new double[SAMPLES];
    double[] other = new double[SAMPLES];
    for (int k = 0; k < SAMPLES; k++) {
      int s = k * panel.size() / SAMPLES + k % Math.min(SAMPLES, panel.size());
      s %= panel.size();
      int t = (s + 1 + k / 2) % panel.size();
      int day = window + 1 + (int) (room * ((k % 11) / 11.0));
      same[k] = kept(s, s, day, day, window);
      other[k] = s == t ? Double.NaN : kept(s, t, day, day, window);
    }
    return Contrast.ofLikeness(same, other);
  }

  /**
   * Share of the nearness to the kin that a series keeps at a bar.
   *
   * @return NaN when there are too few days or peers
   */
  double kept(int series, int bar) {
    int w = window(series, bar);
    if (w < 0) {
      return Double.NaN;
    }
    Series own = panel.get(series);
    return kept(series, series, place(own.day[bar - 1]) + 1, place(own.day[bar]), WINDOWS[w]);
  }

  /** Log odds of another company by what is kept at a bar. */
  double odds(int series, int bar, double kept) {
    int w = window(series, bar);
    return w < 0 ? 0 : contrasts[w].logOdds(kept);
  }

  private int window(int series, int bar) {
    int available = Math.min(bar - 1, panel.get(series).count - bar - 1);
    int best = -1;
    for (int w = 0; w < WINDOWS.length; w++) {
      best = WINDOWS[w] <= available ? w : best;
    }
    return panel.size() <= LEAST_PEERS ? -1 : best;
  }

  /** Of one series on the days before an end, and another behind a day. */
  private double kept(int first, int second, int end, int day, int window) {
    int n = panel.size();
    double[] before = new double[n];
    double[] after = new double[n];
    int peers = 0;
    for (int s = 0; s < n; s++) {
      if (s == first || s == second) {
        continue;
      }
      double a = correlation(moves[first], moves[s], end - window, end);
      double b = correlation(moves[second], moves[s], day + 1, day + 1 + window);
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        before[peers] = a;
        after[peers] = b;
        peers++;
      }
    }
    if (peers < LEAST_PEERS) {
      return Double.NaN;
    }
    int[] kinBefore = nearest(before, peers);
    int[] kinAfter = nearest(after, peers);
    double nearness = mean(before, kinBefore) + mean(after, kinAfter);
    return nearness < LEAST_NEARNESS
        ? Double.NaN
        : (mean(after, kinBefore) + mean(before, kinAfter)) / nearness;
  }

  private static int[] nearest(double[] correlations, int peers) {
    return IntStream.range(0, peers)
        .boxed()
        .sorted((a, b) -> Double.compare(correlations[b], correlations[a]))
        .limit(Math.clamp(peers / PEERS_FOR_ONE, 2, MOST_KIN))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double mean(double[] values, int[] at) {
    double sum = 0;
    for (int i : at) {
      sum += values[i];
    }
    return sum / at.length;
  }

  private static double correlation(float[] x, float[] y, int from, int to) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    int n = 0;
    for (int d = Math.max(0, from); d < Math.min(x.length, to); d++) {
      float a = x[d];
      float b = y[d];
      if (!Float.isNaN(a) && !Float.isNaN(b)) {
        sx += a;
        sy += b;
        sxx += a * a;
        syy += b * b;
        sxy += a * b;
        n++;
      }
    }
    if (n < LEAST_COMMON_DAYS) {
      return Double.NaN;
    }
    double vx = sxx - sx * sx / n;
    double vy = syy - sy * sy / n;
    return vx <= 0 || vy <= 0 ? Double.NaN : (sxy - sx * sy / n) / Math.sqrt(vx * vy);
  }
}
