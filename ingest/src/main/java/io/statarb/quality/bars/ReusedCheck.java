package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One symbol, first of one company and then of another. The place is a gap without bars or a step
 * of the price; the proof is in what does not depend on the level: with whom the series moves, how
 * much it moves and how much of it is traded.
 *
 * <p>With whom it moves is the vector of its correlations with all other series of the panel,
 * market taken out. The vectors of one company before and after a day resemble each other; those of
 * two companies do not.
 */
final class ReusedCheck {
  /** Bars on each side without which nothing can be said. */
  private static final int LEAST_BARS = 40;

  private static final int WINDOW = 250;
  private static final int LEAST_PEERS = 30;
  private static final int LEAST_GAP = 8;
  private static final int CANDIDATES = 6;

  /**
   * Resemblance below which two vectors are rarely of one company: of 1,500 halves of real series
   * one in twenty.
   */
  private static final double STRANGERS = 0.15;

  /** Resemblance above which two vectors are hardly of two companies, save in one industry. */
  private static final double ACQUAINTED = 0.40;

  private static final double GREAT_STEP = 0.25;

  /** Change of the log of the usual volume. */
  private static final double VOLUME_STEP = 0.8;

  /** Ratio of usual changes, as a log. */
  private static final double SIGMA_STEP = 0.5;

  private static final double LEAST_STEP = 0.10;

  private final List<Series> panel;
  private final MarketPath market;

  /** Residuals by series and day of the panel. */
  private final float[][] moves;

  ReusedCheck(List<Series> panel, MarketPath market) {
    this.panel = panel;
    this.market = market;
    int[] days = market.days();
    moves = new float[panel.size()][];
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      float[] row = new float[days.length];
      Arrays.fill(row, Float.NaN);
      for (int i = 1; i < series.count; i++) {
        double limit = 4 * series.sigma[i];
        row[Arrays.binarySearch(days, series.day[i])] =
            (float) Math.max(-limit, Math.min(limit, series.residual[i]));
      }
      moves[s] = row;
    }
  }

  /** Looks at one series; returns the bar at which another company begins, or -1. */
  int find(int at, Findings findings, boolean[] explained) {
    Series series = panel.get(at);
    if (series.count < 2 * LEAST_BARS) {
      return -1;
    }
    for (int i : candidates(series, explained)) {
      if (judge(at, i, findings)) {
        return i;
      }
    }
    return -1;
  }

  private List<Integer> candidates(Series series, boolean[] explained) {
    List<Integer> gaps = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int i = LEAST_BARS; i <= series.count - LEAST_BARS; i++) {
      if (explained[i]) {
        continue;
      }
      if (missing(series, i) >= LEAST_GAP) {
        gaps.add(i);
      } else if (Math.abs(series.residual[i]) > Math.max(6 * series.sigma[i], LEAST_STEP)) {
        steps.add(i);
      }
    }
    steps.sort(
        (a, b) -> Double.compare(Math.abs(series.residual[b]), Math.abs(series.residual[a])));
    gaps.addAll(steps.subList(0, Math.min(CANDIDATES, steps.size())));
    return gaps;
  }

  private int missing(Series series, int i) {
    return market.crowd()
        ? market.daysBetween(series.day[i - 1], series.day[i])
        : (series.day[i] - series.day[i - 1]) * 5 / 7 - 1;
  }

  private boolean judge(int at, int i, Findings findings) {
    Series series = panel.get(at);
    int gap = missing(series, i);
    double step = series.residual[i];
    boolean broken = Math.abs(step) > Math.max(6 * series.sigma[i], LEAST_STEP);
    double before = Series.median(series.volume, Math.max(1, i - 60), i);
    double after = Series.median(series.volume, i, Math.min(series.count, i + 60));
    double volume = series.volumed ? Math.abs(StrictMath.log(after / before)) : 0;
    double sigma = Math.abs(StrictMath.log(usual(series, i, 1) / usual(series, i, -1)));
    double spike = series.spike(i) / Math.max(1, after / before);
    boolean quiet = !series.volumed || !(spike > 2.5);
    double[] alike = resemblance(at, i);
    boolean peers = alike[1] >= LEAST_PEERS;
    boolean strangers = peers && alike[0] < STRANGERS;
    boolean acquainted = peers && alike[0] > ACQUAINTED;
    int signs = (volume > VOLUME_STEP ? 1 : 0) + (sigma > SIGMA_STEP ? 1 : 0);
    boolean great = Math.abs(step) > GREAT_STEP;
    boolean reused;
    if (gap >= LEAST_GAP) {
      boolean changed = (broken && (signs >= 1 || gap > 60)) || signs >= 2;
      reused = !acquainted && (strangers || changed);
    } else if (broken && quiet && !isSplit(step)) {
      boolean proved = strangers && (signs >= 1 || great);
      reused = proved || (!acquainted && great && signs >= 2);
    } else {
      // A split by chance: only what does not depend on the level may overrule it.
      reused = broken && quiet && strangers && alike[0] < 0.05 && signs >= 1;
    }
    if (!reused) {
      return false;
    }
    findings.add(
        FindingKind.REUSED_TICKER,
        Verdict.FAIL,
        series.day[i],
        series.day[series.count - 1],
        "new_company_from",
        series.date(i),
        "market_days_without_a_bar",
        gap,
        "step_log",
        Findings.round(step),
        "usual_change_log",
        Findings.round(series.sigma[i]),
        "volume_change_log",
        Findings.round(volume),
        "volatility_change_log",
        Findings.round(sigma),
        "resemblance_of_correlations",
        Findings.round(alike[0]),
        "peers",
        (int) alike[1]);
    return true;
  }

  private static boolean isSplit(double step) {
    return Math.abs(step - SplitRatios.effect(SplitRatios.nearest(step))) < 0.03;
  }

  private static double usual(Series series, int i, int side) {
    double[] sizes = new double[60];
    Arrays.fill(sizes, Double.NaN);
    for (int k = 0; k < 60; k++) {
      int bar = side > 0 ? i + 1 + k : i - 1 - k;
      if (bar > 0 && bar < series.count) {
        sizes[k] = Math.abs(series.residual[bar]);
      }
    }
    return Math.max(1e-4, Series.median(sizes, 0, 60));
  }

  /** Correlation of the vectors of correlations, number of peers. */
  private double[] resemblance(int at, int bar) {
    Series series = panel.get(at);
    if (panel.size() < LEAST_PEERS) {
      return new double[] {0, 0};
    }
    int[] days = market.days();
    int split = Arrays.binarySearch(days, series.day[bar]);
    // As many days on either side, so that both vectors are equally uncertain.
    int begin = Arrays.binarySearch(days, series.day[Math.max(1, bar - WINDOW)]);
    int end = Arrays.binarySearch(days, series.day[Math.min(series.count - 1, bar + WINDOW)]);
    double[] first = new double[panel.size()];
    double[] second = new double[panel.size()];
    int peers = 0;
    for (int s = 0; s < panel.size(); s++) {
      if (s == at) {
        continue;
      }
      double a = correlation(moves[at], moves[s], begin, split);
      double b = correlation(moves[at], moves[s], split + 1, end + 1);
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        first[peers] = a;
        second[peers] = b;
        peers++;
      }
    }
    return new double[] {pearson(first, second, peers), peers, Math.min(bar, series.count - bar)};
  }

  private static double correlation(float[] x, float[] y, int from, int to) {
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double syy = 0;
    double sxy = 0;
    int n = 0;
    for (int d = from; d < to; d++) {
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
    if (n < LEAST_BARS - 5) {
      return Double.NaN;
    }
    double vx = sxx - sx * sx / n;
    double vy = syy - sy * sy / n;
    return vx <= 0 || vy <= 0 ? Double.NaN : (sxy - sx * sy / n) / Math.sqrt(vx * vy);
  }

  private static double pearson(double[] x, double[] y, int n) {
    if (n < 3) {
      return 0;
    }
    double mx = 0;
    double my = 0;
    for (int i = 0; i < n; i++) {
      mx += x[i] / n;
      my += y[i] / n;
    }
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
      xy += (x[i] - mx) * (y[i] - my);
    }
    return xx <= 0 || yy <= 0 ? 0 : xy / Math.sqrt(xx * yy);
  }
}
