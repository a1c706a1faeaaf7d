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
 * Spans in which quotes go on and their sizes change, but the price stays where it was for far
 * longer than it ever does around: by how often it changes in the quarter hours before and behind,
 * and by how long it stays there at most. Quotes that repeat sizes as well are frozen, which {@link
 * SilenceCheck} tells from a few of them.
 */
final class HeldPrices {
  private static final long AROUND_NS = 900_000_000_000L;
  private static final long LEAST_NS = 30_000_000_000L;

  /** Changes of the price that were to be expected, at the lower of the rates around. */
  private static final double EXPECTED = 40;

  /** So many times longer than it stays around. */
  private static final double RATIO = 5;

  private final QuoteHistory history;
  private final long offsetNs;
  private long[] changedNs = new long[1 << 10];
  private int[] rows = new int[1 << 10];
  private int count;

  private HeldPrices(QuoteHistory history, long offsetNs) {
    this.history = history;
    this.offsetNs = offsetNs;
  }

  /**
   * The spans of a series.
   *
   * @param offsetNs by how much its times are ahead of UTC
   */
  static List<Finding> findings(QuoteHistory history, long offsetNs) {
    HeldPrices held = new HeldPrices(history, offsetNs);
    held.collect();
    return held.longOnes();
  }

  /** When the price changed, and how many quotes held it then. */
  private void collect() {
    long lastMid2 = Long.MIN_VALUE;
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - offsetNs;
        if (count > 0 && part.mid2(i) == lastMid2) {
          rows[count - 1]++;
        } else if (count == 0 || ts >= changedNs[count - 1]) {
          add(ts);
          lastMid2 = part.mid2(i);
        }
      }
    }
  }

  private void add(long ts) {
    if (count == changedNs.length) {
      changedNs = Arrays.copyOf(changedNs, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count);
    }
    changedNs[count] = ts;
    rows[count] = 1;
    count++;
  }

  private List<Finding> longOnes() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i + 1 < count; i++) {
      long from = changedNs[i];
      long to = changedNs[i + 1];
      if (to - from < LEAST_NS
          || to - from > SilenceCheck.MAX_SILENCE_NS
          || rows[i] < SilenceCheck.FROZEN_ROWS
          || history.market.rests(from, to)) {
        continue;
      }
      long longest = 1_000_000_000L;
      int before = 0;
      for (int k = i; k > 0 && changedNs[k - 1] >= from - AROUND_NS; k--) {
        longest = Math.max(longest, changedNs[k] - changedNs[k - 1]);
        before++;
      }
      int after = 0;
      for (int k = i + 1; k + 1 < count && changedNs[k + 1] <= to + AROUND_NS; k++) {
        longest = Math.max(longest, changedNs[k + 1] - changedNs[k]);
        after++;
      }
      double expected = (double) Math.min(before, after) * (to - from) / AROUND_NS;
      double ratio = (double) (to - from) / longest;
      if (expected >= EXPECTED && ratio >= RATIO) {
        findings.add(finding(i, expected, ratio));
      }
    }
    return findings;
  }

  private Finding finding(int i, double expected, double ratio) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("held_seconds", Math.rint((changedNs[i + 1] - changedNs[i]) / 1e6) / 1e3);
    evidence.put("quotes_at_the_same_price", rows[i]);
    evidence.put("expected_changes", Math.rint(expected));
    evidence.put("longest_around", Math.rint(ratio * 10) / 10);
    return new Finding(
        history.symbol,
        Defects.iso(changedNs[i] + offsetNs),
        Defects.iso(changedNs[i + 1] + offsetNs),
        FindingKind.STALE,
        evidence,
        Verdict.WARN);
  }
}
