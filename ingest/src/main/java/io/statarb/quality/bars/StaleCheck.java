package io.statarb.quality.bars;

import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;

/**
 * Dead prices: closes that stay the same for longer than chance allows; and single bars that say
 * again what the bar before said. Stateless.
 */
final class StaleCheck {
  /** Runs of so many unchanged closes are looked at; shorter ones happen. */
  private static final int LEAST_UNCHANGED = 4;

  /** Whole bars repeated with their volume need no more than this. */
  private static final int LEAST_REPEATED = 2;

  /** Expected number of such runs in the whole series, above which one is chance. */
  private static final double BY_CHANCE = 0.01;

  /** Volumes of fewer units come twice by chance. */
  private static final double LEAST_VOLUME = 1_000;

  private static final int FAIL_UNCHANGED = 5;

  private StaleCheck() {}

  /** Finds the runs and marks their bars as explained. */
  static void find(Series series, MarketPath market, Findings findings, boolean[] explained) {
    double unchanged = unchangedShare(series);
    int i = 1;
    while (i < series.count) {
      int end = i;
      while (end < series.count && series.close[end] == series.close[end - 1]) {
        end++;
      }
      int run = end - i;
      if (run > 0 && isDead(series, i, end, unchanged)) {
        findings.add(
            FindingKind.STALE_TICKER,
            run >= FAIL_UNCHANGED ? Verdict.FAIL : Verdict.WARN,
            series.day[i - 1],
            series.day[end - 1],
            "unchanged_closes",
            run,
            "close",
            series.close[i],
            "bars_repeated_whole",
            repeated(series, i, end),
            "bars_without_volume",
            silent(series, i, end),
            "usual_share_unchanged",
            Findings.round(unchanged));
        findings.dropZeroVolumes(series.day[i - 1], series.day[end - 1]);
        for (int k = i; k < end; k++) {
          explained[k] = true;
        }
      } else if (run == 1 && isSaidAgain(series, i)) {
        findings.add(
            FindingKind.DUPLICATE,
            Verdict.WARN,
            series.day[i - 1],
            series.day[i],
            "repeats_the_bar_of",
            series.date(i - 1),
            "close",
            series.close[i],
            "volume",
            series.volume[i]);
        explained[i] = true;
      }
      i = Math.max(end, i) + 1;
    }
    ended(series, market, findings);
  }

  /** One bar that says in all, its volume included, what the bar before said. */
  private static boolean isSaidAgain(Series series, int i) {
    return series.ranged
        && series.high[i] > series.low[i]
        && series.volume[i] >= LEAST_VOLUME
        && isSame(series, i);
  }

  private static double unchangedShare(Series series) {
    int same = 0;
    int run = 0;
    int steps = 0;
    for (int i = 1; i < series.count; i++) {
      run = series.close[i] == series.close[i - 1] ? run + 1 : 0;
      // Long runs are what is looked for, not what is usual.
      if (run < LEAST_UNCHANGED) {
        steps++;
        same += run > 0 ? 1 : 0;
      }
    }
    return Math.max(0.01, steps == 0 ? 0 : (double) same / steps);
  }

  private static boolean isDead(Series series, int from, int to, double unchanged) {
    int run = to - from;
    boolean whole = repeated(series, from, to) == run;
    boolean silent = series.volumed && silent(series, from, to) == run;
    if (((whole && series.ranged) || silent) && run >= LEAST_REPEATED) {
      return true;
    }
    return run >= LEAST_UNCHANGED && series.count * StrictMath.pow(unchanged, run) < BY_CHANCE;
  }

  private static int repeated(Series series, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      boolean same = isSame(series, i);
      boolean flat =
          series.high[i] == series.low[i]
              && series.high[i] == series.close[i]
              && (!(series.volume[i] > 0) || same(series.volume, i));
      n += same || flat ? 1 : 0;
    }
    return n;
  }

  private static boolean isSame(Series series, int i) {
    return same(series.open, i)
        && same(series.high, i)
        && same(series.low, i)
        && same(series.close, i)
        && same(series.volume, i);
  }

  private static boolean same(double[] values, int i) {
    return Double.compare(values[i], values[i - 1]) == 0;
  }

  private static int silent(Series series, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n += series.volume[i] > 0 ? 0 : 1;
    }
    return n;
  }

  private static void ended(Series series, MarketPath market, Findings findings) {
    if (!market.crowd() || series.count == 0) {
      return;
    }
    int last = series.day[series.count - 1];
    int silentDays = market.daysBetween(last, market.lastDay() + 1);
    // Where most series end, the delivery ended and not the ticker.
    if (silentDays > 10 && market.aliveShare(market.lastDay()) > 0.5) {
      findings.add(
          FindingKind.STALE_TICKER,
          Verdict.WARN,
          last,
          market.lastDay(),
          "last_bar",
          series.date(series.count - 1),
          "market_days_without_a_bar",
          silentDays);
    }
  }
}
