package io.statarb.quality.bars;

import java.util.Arrays;
import java.util.List;

/**
 * What a company keeps when its price changes: how much of it is traded and how wide its days are,
 * both as logs and less what all series of the panel do on the same day.
 */
final class Habits {
  /**
   * Bars on either side whose median is a habit. What news changes wanes, and what a young company
   * changes comes slowly; another company is as different next month as next year.
   */
  private static final int[] WINDOWS = {15, 60, 150};

  /** Bars on a side without which nothing is known. */
  private static final int LEAST = 10;

  /** Bars that say what is usual behind a bar. */
  private static final int MONTH = 20;

  /** Changes that are measured for a contrast, in all. */
  private static final int SAMPLES = 360;

  /** Of 500 US stocks over five years: sd of the change in one and between two. */
  private static final Contrast USUAL_VOLUME = new Contrast(0, 0.22, 0, 1.3);

  private static final Contrast USUAL_RANGE = new Contrast(0, 0.18, 0, 0.36);

  private final double[][] volume;
  private final double[][] range;

  /** Whether the width of a day is known, and not only the size of its change. */
  private final boolean[] ranged;

  private final Contrast ofVolume;
  private final Contrast ofRange;

  Habits(List<Series> panel, MarketPath market) {
    volume = new double[panel.size()][];
    range = new double[panel.size()][];
    ranged = new boolean[panel.size()];
    for (int s = 0; s < panel.size(); s++) {
      volume[s] = volumes(panel.get(s));
      range[s] = ranges(panel.get(s));
      ranged[s] = panel.get(s).ranged;
    }
    if (panel.size() >= MarketPath.LEAST_SERIES) {
      lessMarket(panel, market, volume);
      lessMarket(panel, market, range);
    }
    ofVolume = contrast(panel, volume, USUAL_VOLUME);
    ofRange = contrast(panel, range, USUAL_RANGE);
  }

  private static double[] volumes(Series series) {
    double[] logs = new double[series.count];
    for (int i = 0; i < logs.length; i++) {
      logs[i] =
          series.volumed && series.volume[i] > 0 ? StrictMath.log(series.volume[i]) : Double.NaN;
    }
    return logs;
  }

  /** High over low where there are some, otherwise the size of the change, a worse measure. */
  private static double[] ranges(Series series) {
    double[] logs = new double[series.count];
    for (int i = 0; i < logs.length; i++) {
      double range =
          series.ranged
              ? StrictMath.log(series.high[i] / series.low[i])
              : Math.abs(series.residual[i]);
      logs[i] = range > 0 ? StrictMath.log(range) : Double.NaN;
    }
    return logs;
  }

  /** Takes out the median over the panel, each series about its own median. */
  private static void lessMarket(List<Series> panel, MarketPath market, double[][] logs) {
    int[] days = market.days();
    double[][] byDay = new double[days.length][];
    int[] counts = new int[days.length];
    int[][] at = new int[panel.size()][];
    for (int s = 0; s < panel.size(); s++) {
      Series series = panel.get(s);
      double own = Series.median(logs[s], 0, series.count);
      at[s] = new int[series.count];
      for (int i = 0; i < series.count; i++) {
        int d = Arrays.binarySearch(days, series.day[i]);
        at[s][i] = d;
        if (byDay[d] == null) {
          byDay[d] = new double[panel.size()];
        }
        byDay[d][counts[d]++] = logs[s][i] - own;
      }
    }
    double[] middle = new double[days.length];
    for (int d = 0; d < days.length; d++) {
      double median = byDay[d] == null ? Double.NaN : Series.median(byDay[d], 0, counts[d]);
      middle[d] = Double.isNaN(median) ? 0 : median;
    }
    for (int s = 0; s < panel.size(); s++) {
      for (int i = 0; i < at[s].length; i++) {
        logs[s][i] -= middle[at[s][i]];
      }
    }
  }

  private static Contrast contrast(List<Series> panel, double[][] logs, Contrast usual) {
    if (panel.size() < MarketPath.LEAST_SERIES) {
      return usual;
    }
    double[] same = new double[SAMPLES];
    double[] other = new double[SAMPLES];
    for (int k = 0; k < SAMPLES; k++) {
      int s = k % panel.size();
      // Another neighbour and another place each time round.
      int t = (s + 1 + k / panel.size()) % panel.size();
      double place = (1 + k % 7) / 8.0;
      same[k] = change(logs[s], logs[s], place);
      other[k] = t == s ? Double.NaN : change(logs[s], logs[t], place);
    }
    return Contrast.ofChanges(same, other, usual);
  }

  private static double change(double[] before, double[] after, double place) {
    return change(before, (int) (place * before.length), after, (int) (place * after.length));
  }

  /**
   * Median of the bars from one on, less that of the bars before another: the least of all windows,
   * 0 when they do not agree.
   */
  private static double change(double[] before, int end, double[] after, int from) {
    if (end < LEAST || after.length - from < LEAST) {
      return Double.NaN;
    }
    double least = Double.NaN;
    for (int window : WINDOWS) {
      double change =
          Series.median(after, from, from + window) - Series.median(before, end - window, end);
      if (least * change < 0) {
        return 0;
      }
      least = Math.abs(change) > Math.abs(least) ? least : change;
    }
    return least;
  }

  /** Change of the log of the usual volume at a bar of a series, NaN when not known. */
  double volumeChange(int series, int bar) {
    return change(volume[series], bar, volume[series], bar);
  }

  /** Change of the log of the usual width of a day, NaN when not known. */
  double rangeChange(int series, int bar) {
    return change(range[series], bar, range[series], bar);
  }

  /**
   * By how much a bar is traded more, and is wider, than those behind it, as a log; NaN when not
   * known.
   */
  double excess(int series, int bar) {
    double ofVolume = excess(volume[series], bar);
    double ofRange = ranged[series] ? excess(range[series], bar) : Double.NaN;
    if (Double.isNaN(ofVolume) || Double.isNaN(ofRange)) {
      return Double.isNaN(ofVolume) ? ofRange : ofVolume;
    }
    return (ofVolume + ofRange) / 2;
  }

  private static double excess(double[] logs, int bar) {
    return logs[bar] - Series.median(logs, bar + 1, bar + 1 + MONTH);
  }

  /** Log of the usual volume of a stretch over that of the bars around it, NaN when not known. */
  double volumeWithin(int series, int from, int behind) {
    return within(volume[series], from, behind);
  }

  /** Log of the usual width of the days of a stretch over that of the days around it. */
  double rangeWithin(int series, int from, int behind) {
    return ranged[series] ? within(range[series], from, behind) : Double.NaN;
  }

  /** Against the bars before and those behind: the lesser, 0 where the two do not agree. */
  private static double within(double[] logs, int from, int behind) {
    if (from < LEAST || behind + LEAST > logs.length) {
      return Double.NaN;
    }
    double own = Series.median(logs, from, behind);
    double before = own - Series.median(logs, from - MONTH, from);
    double after = own - Series.median(logs, behind, behind + MONTH);
    if (before * after < 0) {
      return 0;
    }
    return Math.abs(before) < Math.abs(after) ? before : after;
  }

  /** By how much a bar is traded more than those behind it up to an end, as a log. */
  double volumeExcess(int series, int bar, int end) {
    return volume[series][bar]
        - Series.median(volume[series], bar + 1, Math.min(end, bar + 1 + MONTH));
  }

  /** Log odds of another company by a change of volume. */
  double oddsOfVolume(double change) {
    return ofVolume.logOdds(change);
  }

  /** Log odds of another company by a change of the width of days. */
  double oddsOfRange(double change) {
    return ofRange.logOdds(change);
  }
}
