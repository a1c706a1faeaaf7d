package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A series that stops before, or begins behind, what the rest of its market has of the same day: a
 * file that was cut. {@link SilenceCheck} looks between quotes of a day, so it sees neither the end
 * of a series nor what goes over into a weekend. Others of the market tell that it was open; where
 * there are none, what the series itself does on its other days. Days that are missing as a whole
 * are not for this check.
 */
final class EdgeCheck {
  private static final long DAY_NS = 86_400_000_000_000L;
  private static final long LEAST_NS = 3_600_000_000_000L;
  private static final long AROUND_NS = 900_000_000_000L;

  /** Quotes that were to be expected at the rate at which the series ends or begins. */
  private static final double LEAST_EXPECTED = 120;

  private final QuoteHistory history;
  private final long aheadNs;
  private final QuotedTimes times;
  private final List<QuotedTimes> others;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * Makes a check.
   *
   * @param aheadNs by how much the times of the series are ahead of UTC
   * @param times those of the series
   * @param others those of series that are quoted when this one is
   */
  EdgeCheck(QuoteHistory history, long aheadNs, QuotedTimes times, List<QuotedTimes> others) {
    this.history = history;
    this.aheadNs = aheadNs;
    this.times = times;
    this.others = others;
  }

  List<Finding> findings() {
    begins(times.firstNs(), Long.MIN_VALUE);
    long last = times.firstNs();
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - aheadNs;
        boolean longer = ts - last > SilenceCheck.MAX_SILENCE_NS;
        if (ts - last >= LEAST_NS && (longer || history.market.rests(last, ts))) {
          ends(last, ts);
          begins(ts, last);
        }
        last = Math.max(last, ts);
      }
    }
    ends(last, Long.MAX_VALUE);
    return findings;
  }

  private void ends(long lastNs, long nextNs) {
    long midnightNs = (Math.floorDiv(lastNs + aheadNs, DAY_NS) + 1) * DAY_NS - aheadNs;
    long toNs = open(lastNs, Math.min(midnightNs, nextNs), -QuotedTimes.CELL_NS);
    edge(lastNs, toNs, true, rate(lastNs - AROUND_NS, lastNs));
  }

  private void begins(long firstNs, long beforeNs) {
    long midnightNs = Math.floorDiv(firstNs + aheadNs, DAY_NS) * DAY_NS - aheadNs;
    long fromNs = open(Math.max(midnightNs, beforeNs), firstNs, QuotedTimes.CELL_NS);
    edge(fromNs, firstNs, false, rate(firstNs, firstNs + AROUND_NS));
  }

  /** The moment nearest to midnight at which the market is open. */
  private long open(long fromNs, long toNs, long stepNs) {
    long at = stepNs < 0 ? toNs : fromNs;
    while (at >= fromNs && at <= toNs && !history.market.open(at + Long.signum(stepNs))) {
      at += stepNs;
    }
    return Math.clamp(at, fromNs, toNs);
  }

  private void edge(long fromNs, long toNs, boolean end, double perNs) {
    long from = fromNs;
    long to = toNs;
    boolean byOthers = false;
    for (QuotedTimes other : others) {
      long start = end ? fromNs : Math.max(fromNs, other.firstNs());
      long stop = end ? Math.min(toNs, other.lastNs()) : toNs;
      if (stop - start >= LEAST_NS && other.busy(start, stop)) {
        from = byOthers ? Math.min(from, start) : start;
        to = byOthers ? Math.max(to, stop) : stop;
        byOthers = true;
      }
    }
    if (others.isEmpty()) {
      while (to - from >= LEAST_NS && !usuallyBusy(from, to, end)) {
        from += end ? 0 : QuotedTimes.CELL_NS;
        to -= end ? QuotedTimes.CELL_NS : 0;
      }
    }
    if (history.market.rests(from, to)) {
      return;
    }
    boolean told = byOthers || (others.isEmpty() && to - from >= LEAST_NS);
    if (told && perNs * (to - from) >= LEAST_EXPECTED) {
      Map<String, Object> evidence = new LinkedHashMap<>();
      evidence.put("silent_seconds", Math.rint((to - from) / 1e6) / 1e3);
      evidence.put("expected_quotes", Math.rint(perNs * (to - from)));
      evidence.put("cut", end ? "the series stops early" : "the series begins late");
      evidence.put("by", byOthers ? "others of the market" : "its other days");
      findings.add(
          new Finding(
              history.symbol,
              Defects.iso(from + aheadNs),
              Defects.iso(to + aheadNs),
              FindingKind.STALE,
              evidence,
              Verdict.WARN));
    }
  }

  /** Whether the series is usually quoted throughout, up to the far end of a stretch. */
  private boolean usuallyBusy(long fromNs, long toNs, boolean end) {
    long cellsNs = 2 * QuotedTimes.CELL_NS;
    return times.usuallyBusy(fromNs, toNs)
        && times.usuallyBusy(end ? toNs - cellsNs : fromNs, end ? toNs : fromNs + cellsNs);
  }

  /** Quotes a nanosecond. */
  private double rate(long fromNs, long toNs) {
    return (double) history.quotes(fromNs + aheadNs, toNs + aheadNs) / AROUND_NS;
  }
}
