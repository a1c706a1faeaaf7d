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

  /** Bars that repeat more than a close need no more than this. */
  private static final int LEAST_REPEATED = 2;

  /** Expected number of such runs in the whole series, above which one is chance. */
  private static final double BY_CHANCE = 0.01;

  /** The same of runs whose closes lie at an edge of their days, as those kept from before do. */
  private static final double BY_CHANCE_AT_EDGES = 0.001;

  /** No share of closes that stay, or lie at an edge of their days, is less. */
  private static final double LEAST_SHARE = 0.01;

  /** No share of days that repeat all prices, or on which one price was traded, is less. */
  private static final double LEAST_RARE_SHARE = 0.001;

  /** Volumes of fewer units come twice by chance. */
  private static final double LEAST_VOLUME = 1_000;

  private static final int FAIL_UNCHANGED = 5;

  /** What is usual in a series: shares of its bars, runs of unchanged closes left aside. */
  private record Usual(double unchanged, double atEdge, double repeated, double flat) {}

  private StaleCheck() {}

  /** Finds the runs and marks their bars as explained. */
  static void find(Series series, MarketPath market, Findings findings, boolean[] explained) {
    Usual usual = usual(series);
    int i = 1;
    while (i < series.count) {
      int end = i;
      while (end < series.count && series.close[end] == series.close[end - 1]) {
        end++;
      }
      int run = end - i;
      if (run > 0 && isDead(series, i, end, usual)) {
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
            Findings.round(usual.unchanged));
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

  private static Usual usual(Series series) {
    int same = 0;
    int edges = 0;
    int repeated = 0;
    int flat = 0;
    int run = 0;
    int steps = 0;
    for (int i = 1; i < series.count; i++) {
      run = series.close[i] == series.close[i - 1] ? run + 1 : 0;
      // Long runs are what is looked for, not what is usual.
      if (run < LEAST_UNCHANGED) {
        steps++;
        same += run > 0 ? 1 : 0;
        edges += isAtEdge(series, i) ? 1 : 0;
        repeated += run == 1 && samePrices(series, i) ? 1 : 0;
        flat += run == 0 && isFlat(series, i) ? 1 : 0;
      }
    }
    double all = Math.max(1, steps);
    return new Usual(
        Math.max(LEAST_SHARE, same / all),
        Math.max(LEAST_SHARE, edges / all),
        Math.max(LEAST_RARE_SHARE, repeated / all),
        Math.max(LEAST_RARE_SHARE, flat / all));
  }

  private static boolean isDead(Series series, int from, int to, Usual usual) {
    int run = to - from;
    boolean whole = series.ranged && repeated(series, from, to) == run;
    boolean silent = series.volumed && silent(series, from, to) == run;
    if (run >= LEAST_REPEATED && (whole || silent || isWithoutRange(series, from, to, usual))) {
      return true;
    }
    boolean lasts = run >= LEAST_UNCHANGED && byChance(series, usual.unchanged, run) < BY_CHANCE;
    return lasts || isKept(series, from, to, usual);
  }

  /** Expected number of runs of bars of which a share is like that. */
  private static double byChance(Series series, double share, int run) {
    return series.count * StrictMath.pow(share, run);
  }

  /** Whether all prices are those of the bar before, or one alone, more often than by chance. */
  private static boolean isWithoutRange(Series series, int from, int to, Usual usual) {
    int same = 0;
    int flat = 0;
    for (int i = from; i < to; i++) {
      same += samePrices(series, i) ? 1 : 0;
      flat += isFlat(series, i) ? 1 : 0;
    }
    int run = to - from;
    boolean again = same == run && byChance(series, usual.repeated, run) < BY_CHANCE;
    boolean one = flat == run && byChance(series, usual.flat, run) < BY_CHANCE;
    return series.ranged && (again || one);
  }

  /**
   * Whether closes stay and lie at an edge of their days, to which these were widened or which they
   * are beyond, more often than by chance.
   */
  private static boolean isKept(Series series, int from, int to, Usual usual) {
    int run = to - from;
    int edges = 0;
    double ways = 1;
    for (int i = from; i < to; i++) {
      if (isAtEdge(series, i)) {
        edges++;
        ways *= (run + 1.0 - edges) / edges;
      }
    }
    double chance = ways * StrictMath.pow(usual.atEdge, edges);
    return series.ranged
        && edges > 0
        && run >= LEAST_REPEATED
        && byChance(series, usual.unchanged, run) * chance < BY_CHANCE_AT_EDGES;
  }

  private static boolean isAtEdge(Series series, int i) {
    return series.high[i] > series.low[i]
        && (series.close[i] >= series.high[i] || series.close[i] <= series.low[i]);
  }

  private static boolean isFlat(Series series, int i) {
    return series.high[i] == series.low[i] && series.high[i] == series.close[i];
  }

  private static int repeated(Series series, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      boolean same = isSame(series, i);
      boolean untraded = !(series.volume[i] > 0) || same(series.volume, i);
      n += same || (isFlat(series, i) && untraded) ? 1 : 0;
    }
    return n;
  }

  private static boolean isSame(Series series, int i) {
    return samePrices(series, i) && same(series.volume, i);
  }

  private static boolean samePrices(Series series, int i) {
    return same(series.open, i)
        && same(series.high, i)
        && same(series.low, i)
        && same(series.close, i);
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
