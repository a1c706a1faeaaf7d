package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many orders and trades of a symbol a file has by the minute, and the holes in it: minutes
 * without any, although by the quarter hours before and behind them there should have been many.
 * What the venue halted is no hole. Confined to one thread.
 */
final class Activity {
  private static final long MINUTE_NS = 60_000_000_000L;

  /** A hole is at least so long: volatility halts take five minutes, and are none. */
  private static final int LEAST_MINUTES = 8;

  /** Longer ones are nights. */
  private static final int MOST_MINUTES = 8 * 60;

  private static final int AROUND = 15;

  /** Messages that were to be expected at the lower rate of both sides. */
  private static final double LEAST_EXPECTED = 120;

  /** A hole is so many times longer than any other silence within two hours. */
  private static final int OVER_USUAL = 3;

  private static final int USUAL_MINUTES = 120;

  /** So many holes in a file are faults each; more are how the symbol trades. */
  private static final int FEW = 4;

  /** A file that spans more days than these has wrong times, and no hole is told from it. */
  private static final int MOST_SPAN = 14 * 24 * 60;

  private final String symbol;
  private final String file;
  private final Market market;
  private long firstMinute = Long.MIN_VALUE;

  /** Messages by minute, of those up to {@code count}. */
  private int[] perMinute = new int[0];

  private int count;
  private boolean rare;
  private long haltedMinute = Long.MIN_VALUE;

  Activity(String symbol, String file, Market market) {
    this.symbol = symbol;
    this.file = file;
    this.market = market;
  }

  /** Takes a message. */
  void add(long tsNs) {
    count(Math.floorDiv(tsNs, MINUTE_NS));
  }

  /** Takes that trading is halted from a moment on, or goes on: of these minutes none is silent. */
  void halt(long tsNs, boolean halted) {
    long minute = Math.floorDiv(tsNs, MINUTE_NS);
    if (haltedMinute != Long.MIN_VALUE) {
      for (long m = haltedMinute; m <= Math.min(minute, haltedMinute + MOST_SPAN); m++) {
        count(m);
      }
    }
    haltedMinute = halted ? minute : Long.MIN_VALUE;
  }

  private void count(long minute) {
    if (firstMinute == Long.MIN_VALUE) {
      firstMinute = minute;
    }
    long at = minute - firstMinute;
    // What is dated before the first message is out of order, which is another defect.
    if (at < 0 || at >= MOST_SPAN) {
      return;
    }
    if (at >= perMinute.length) {
      perMinute = Arrays.copyOf(perMinute, (int) Math.min(MOST_SPAN, 2 * at + 1));
    }
    perMinute[(int) at]++;
    count = Math.max(count, (int) at + 1);
  }

  /** The holes. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    rare = largeSilences() <= FEW;
    int from = 0;
    while (from < count) {
      int to = end(from);
      if (isLarge(from, to)
          && to - from >= OVER_USUAL * Math.max(1, usualSilence(from, to))
          && !market.rests(ns(from), ns(to))) {
        findings.add(finding(from, to));
      }
      from = to + 1;
    }
    return findings;
  }

  private int largeSilences() {
    int large = 0;
    int from = 0;
    while (from < count) {
      int to = end(from);
      large += isLarge(from, to) ? 1 : 0;
      from = to + 1;
    }
    return large;
  }

  /** The first minute from one on that is not silent. */
  private int end(int from) {
    int to = from;
    while (to < count && perMinute[to] == 0) {
      to++;
    }
    return to;
  }

  private boolean isLarge(int from, int to) {
    int minutes = to - from;
    return minutes >= LEAST_MINUTES
        && minutes <= MOST_MINUTES
        && expected(from, to) >= LEAST_EXPECTED;
  }

  private Finding finding(int from, int to) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("silent_minutes", to - from);
    evidence.put("expected_messages", Math.rint(expected(from, to)));
    evidence.put("longest_silence_around_minutes", usualSilence(from, to));
    evidence.put("file", file);
    return new Finding(
        symbol,
        Defects.iso(ns(from)),
        Defects.iso(ns(to)),
        FindingKind.STALE,
        evidence,
        Verdict.WARN);
  }

  private long ns(int minute) {
    return (firstMinute + minute) * MINUTE_NS;
  }

  /** Messages to be expected in a hole, by the side of it that has fewer. */
  private double expected(int from, int to) {
    return Math.min(rate(from - AROUND, from), rate(to, to + AROUND)) * (to - from);
  }

  /** Messages a minute, 0 where there are no minutes. */
  private double rate(int from, int to) {
    int start = Math.max(0, from);
    int end = Math.min(count, to);
    long sum = 0;
    for (int i = start; i < end; i++) {
      sum += perMinute[i];
    }
    return end > start ? (double) sum / (end - start) : 0;
  }

  /** The longest silence around a hole in minutes; of few holes none explains another. */
  private int usualSilence(int from, int to) {
    return Math.max(
        longestSilence(from - USUAL_MINUTES, from), longestSilence(to, to + USUAL_MINUTES));
  }

  private int longestSilence(int from, int to) {
    int longest = 0;
    int start = Math.max(0, from);
    while (start < Math.min(count, to)) {
      int end = Math.min(end(start), to);
      if (!rare || !isLarge(start, end)) {
        longest = Math.max(longest, end - start);
      }
      start = end + 1;
    }
    return longest;
  }
}
