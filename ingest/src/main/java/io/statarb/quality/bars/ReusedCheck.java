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
  private static final int CANDIDATES = 12;

  /** Sd of the change of the log of the usual volume, in one company and between two. */
  private static final double SAME_VOLUME = 0.3;

  private static final double OTHER_VOLUME = 1.2;

  /** The same of the usual change of the price. */
  private static final double SAME_SIGMA = 0.25;

  private static final double OTHER_SIGMA = 0.45;

  /** Resemblance of two halves of one company (1,500 of real series), and of two companies. */
  private static final double SAME_MEAN = 0.55;

  private static final double SAME_SD = 0.23;
  private static final double OTHER_MEAN = 0.10;
  private static final double OTHER_SD = 0.22;

  /** Steps without news decay like this, as a log price. */
  private static final double QUIET_STEP = 0.035;

  private static final double LEAST_STEP = 0.04;
  private static final double STEP_SIGMAS = 3.5;
  private static final double MOST_FOR_STEP = 5;
  private static final double MOST_FOR_CHANGE = 4;
  private static final double FOR_A_GAP = 3;
  private static final double FOR_A_SPLIT = 4;

  /** Volume of the day over the usual one that comes with news. */
  private static final double NEWS = 2.5;

  /** Log odds that are enough, as several places of each series are looked at. */
  private static final double ENOUGH = 3.5;

  /** Log odds from which on the other reading is named as well. */
  private static final double DOUBTFUL = 2;

  private static final double DOUBTFUL_IF_SPLIT = 0;
  private static final double DOUBTFUL_IF_GREAT = -2;
  private static final double GREAT_STEP = 0.18;

  /** Median days between the bars of a daily series. */
  private static final double DAILY = 3;

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
      } else if (Math.abs(series.residual[i])
          > Math.max(STEP_SIGMAS * series.sigma[i], LEAST_STEP)) {
        steps.add(i);
      }
    }
    steps.sort(
        (a, b) -> Double.compare(Math.abs(series.residual[b]), Math.abs(series.residual[a])));
    gaps.addAll(steps.subList(0, Math.min(CANDIDATES, steps.size())));
    return gaps;
  }

  /** Days of the market, or of the series' own rhythm, between a bar and the one before it. */
  private int missing(Series series, int i) {
    int days = series.day[i] - series.day[i - 1];
    if (series.rhythm > DAILY) {
      return (int) (days / series.rhythm) - 1;
    }
    return market.crowd() ? market.daysBetween(series.day[i - 1], series.day[i]) : days * 5 / 7 - 1;
  }

  private boolean judge(int at, int i, Findings findings) {
    Series series = panel.get(at);
    int gap = missing(series, i);
    double step = Math.abs(series.residual[i]);
    double before = Series.median(series.volume, Math.max(1, i - 60), i);
    double after = Series.median(series.volume, i, Math.min(series.count, i + 60));
    double volume = series.volumed && before > 0 && after > 0 ? StrictMath.log(after / before) : 0;
    boolean split = isSplit(series.residual[i]);
    // The ratio that prices lack is often one that volumes have, and then explains their change.
    double rest = volume + series.residual[i];
    double unexplained = split && Math.abs(rest) < Math.abs(volume) ? rest : volume;
    double sigma = StrictMath.log(usual(series, i, 1) / usual(series, i, -1));
    double spike = series.spike(i) / Math.max(1, after / before);
    if (gap < LEAST_GAP && (spike > NEWS || !overnight(series, i))) {
      return false;
    }
    double[] alike = resemblance(at, i);
    double score =
        ofStep(step, gap, series.sigma[i])
            + (gap >= LEAST_GAP ? FOR_A_GAP : 0)
            + (series.volumed ? ofChange(unexplained, SAME_VOLUME, OTHER_VOLUME) : 0)
            + ofChange(sigma, SAME_SIGMA, OTHER_SIGMA)
            + (alike[1] >= LEAST_PEERS ? ofResemblance(alike[0]) : 0)
            - (split ? FOR_A_SPLIT : 0);
    boolean great = step > GREAT_STEP;
    double doubtful = split ? DOUBTFUL_IF_SPLIT : great ? DOUBTFUL_IF_GREAT : DOUBTFUL;
    if (score < doubtful && gap < LEAST_GAP) {
      return false;
    }
    findings.add(
        FindingKind.REUSED_TICKER,
        // A step that may be a split as well, and whoever comes back after long, is to be looked
        // at.
        score < ENOUGH ? Verdict.WARN : Verdict.FAIL,
        series.day[i],
        series.day[series.count - 1],
        "new_company_from",
        series.date(i),
        "market_days_without_a_bar",
        gap,
        "step_log",
        Findings.round(series.residual[i]),
        "usual_change_log",
        Findings.round(series.sigma[i]),
        "volume_change_log",
        Findings.round(volume),
        "volatility_change_log",
        Findings.round(sigma),
        "resemblance_of_correlations",
        Findings.round(alike[0]),
        "peers",
        (int) alike[1],
        "log_odds",
        Findings.round(score));
    return score >= ENOUGH;
  }

  /** Another company begins with the open. */
  private static boolean overnight(Series series, int i) {
    double overnight = series.overnight[i];
    double step = series.residual[i];
    return Double.isNaN(overnight)
        || Math.abs(overnight - step) < Math.max(0.25 * Math.abs(step), 2 * series.sigma[i]);
  }

  /**
   * A step without news: in one company exponential, in two the distance of any two prices, spread
   * over a log range of two.
   */
  private static double ofStep(double step, int gap, double sigma) {
    double scale = Math.max(QUIET_STEP, sigma * Math.sqrt(Math.max(1, gap)));
    double same = StrictMath.exp(-Math.max(0, step - LEAST_STEP) / scale) / scale;
    return bounded(StrictMath.log(0.5 / same), MOST_FOR_STEP);
  }

  /** Two normal distributions about no change. */
  private static double ofChange(double change, double same, double other) {
    double odds =
        StrictMath.log(same / other)
            + 0.5 * change * change * (1 / (same * same) - 1 / (other * other));
    return bounded(odds, MOST_FOR_CHANGE);
  }

  /** Two normal distributions, as measured on halves of one and of two real series. */
  private static double ofResemblance(double alike) {
    double same = (alike - SAME_MEAN) / SAME_SD;
    double other = (alike - OTHER_MEAN) / OTHER_SD;
    double odds = StrictMath.log(SAME_SD / OTHER_SD) + 0.5 * (same * same - other * other);
    return alike > SAME_MEAN
        ? Math.min(odds, -MOST_FOR_CHANGE / 2)
        : bounded(odds, MOST_FOR_CHANGE);
  }

  private static double bounded(double odds, double most) {
    return Math.max(-most, Math.min(most, odds));
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
