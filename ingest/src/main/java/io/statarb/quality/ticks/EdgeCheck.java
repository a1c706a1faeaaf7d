package io.statarb.quality.ticks;

import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A series that ends before, or begins behind, what the rest of its market has of the same day: a
 * file that was cut. {@link SilenceCheck} looks between quotes, so it cannot see this. Others of
 * the market tell that it was open, or else what the series itself does on its other days. Days
 * that are missing as a whole are not for this check.
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
    long lastNs = times.lastNs();
    long midnightNs = (Math.floorDiv(lastNs + aheadNs, DAY_NS) + 1) * DAY_NS - aheadNs;
    edge(lastNs, open(lastNs, midnightNs, -QuotedTimes.CELL_NS), rate(lastNs - AROUND_NS, lastNs));
    long firstNs = times.firstNs();
    midnightNs = Math.floorDiv(firstNs + aheadNs, DAY_NS) * DAY_NS - aheadNs;
    edge(
        open(midnightNs, firstNs, QuotedTimes.CELL_NS),
        firstNs,
        rate(firstNs, firstNs + AROUND_NS));
    return findings;
  }

  /** The moment nearest to midnight at which the market is open. */
  private long open(long fromNs, long toNs, long stepNs) {
    long at = stepNs < 0 ? toNs : fromNs;
    while (at >= fromNs && at <= toNs && !history.market.open(at - Long.signum(stepNs))) {
      at += stepNs;
    }
    return Math.clamp(at, fromNs, toNs);
  }

  private void edge(long fromNs, long toNs, double perNs) {
    boolean end = fromNs == times.lastNs();
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
    boolean told = byOthers || (toNs - fromNs >= LEAST_NS && times.usuallyBusy(fromNs, toNs));
    if (told && perNs * (to - from) >= LEAST_EXPECTED) {
      Map<String, Object> evidence = new LinkedHashMap<>();
      evidence.put("silent_seconds", Math.rint((to - from) / 1e6) / 1e3);
      evidence.put("expected_quotes", Math.rint(perNs * (to - from)));
      evidence.put("cut", end ? "the series ends early" : "the series begins late");
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

  /** Quotes a nanosecond. */
  private double rate(long fromNs, long toNs) {
    return (double) history.quotes(fromNs + aheadNs, toNs + aheadNs) / AROUND_NS;
  }
}
