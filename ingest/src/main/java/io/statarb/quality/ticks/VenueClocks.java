package io.statarb.quality.ticks;

import io.statarb.cleansing.ClockShift;
import io.statarb.cleansing.MarketWeek;
import io.statarb.cleansing.MidSeries;
import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Compares the clocks of two venues of one symbol, day by day and, where a day does not agree with
 * itself, in parts of it; and of one venue with the week of its market. Times are moved to UTC with
 * what was found, for the checks that come after.
 */
final class VenueClocks {
  private static final long DAY_NS = 86_400_000_000_000L;

  /** Parts of a day in which a clock is looked at for steps. */
  private static final long PART_NS = 7_200_000_000_000L;

  private static final long NEAR_NS = 120_000_000_000L;

  /** A part with so many changes of the mid shows its lag. */
  private static final int MANY_CHANGES = 400;

  /** Real venues agree to 20 ms, thin Sundays included. */
  static final long MIN_OFFSET_NS = 25_000_000L;

  private static final long FAIL_OFFSET_NS = 100_000_000L;

  /** Offsets this near each other are one. */
  private static final long SAME_NS = 20_000_000L;

  private static final double COPY_CORRELATION = 0.995;

  /** The market is quoted at least this often; metals rest for an hour a day. */
  private static final long SILENCE_NS = 1_200_000_000_000L;

  /** Shorter stretches of quotes are no trading. */
  private static final long ALONE_NS = 7_200_000_000_000L;

  private final QuoteHistory a;
  private final QuoteHistory b;
  private final List<Span> spans = new ArrayList<>();

  /** A stretch of time over which b comes after a by one offset. */
  private record Span(long fromNs, long toNs, ClockShift shift) {}

  /** From a first to a last quote. */
  private record Stretch(long fromNs, long toNs) {}

  VenueClocks(QuoteHistory a, QuoteHistory b) {
    this.a = a;
    this.b = b;
  }

  /** Measures all days of the two. */
  void measure() {
    for (QuoteHistory.Part part : b.parts()) {
      measurePart(part.firstNs(), part.lastNs() + 1);
    }
  }

  private void measurePart(long fromNs, long toNs) {
    long margin = ClockShift.MAX_LAG_NS;
    MidSeries ofA = a.mids(fromNs - margin, toNs + margin, 0);
    MidSeries ofB = b.mids(fromNs, toNs, 0);
    if (toNs - fromNs > 7 * DAY_NS || ofB.count() == 0) {
      return;
    }
    ClockShift whole = ClockShift.measure(ofA, ofB, margin);
    List<Span> parts = new ArrayList<>();
    boolean moves = false;
    for (long start = fromNs; start < toNs; start += PART_NS) {
      long end = Math.min(toNs, start + PART_NS);
      MidSeries partOfB = ofB.between(start, end);
      ClockShift part = near(ofA, partOfB, start, end, whole);
      // All lags only where the day's own is not seen: they take long.
      if (!part.decided() && partOfB.count() >= MANY_CHANGES) {
        part = ClockShift.measure(ofA.between(start - margin, end + margin), partOfB, margin);
      }
      if (part.decided()) {
        parts.add(new Span(start, end, part));
        moves |= !whole.decided() || Math.abs(part.offsetNs() - whole.offsetNs()) > 2 * SAME_NS;
      }
    }
    if (moves && parts.size() > 1) {
      spans.addAll(parts);
    } else if (whole.decided()) {
      spans.add(new Span(fromNs, toNs, whole));
    } else {
      spans.addAll(parts);
    }
  }

  /** A part at lags near that of its day. */
  private static ClockShift near(
      MidSeries ofA, MidSeries partOfB, long start, long end, ClockShift whole) {
    if (!whole.decided()) {
      return ClockShift.UNDECIDED;
    }
    long at = whole.offsetNs();
    return ClockShift.measure(
            ofA.between(start - at - NEAR_NS, end - at + NEAR_NS), partOfB.movedBy(-at), NEAR_NS)
        .movedBy(at);
  }

  /** Whether the two could be compared. */
  boolean decided() {
    return !spans.isEmpty();
  }

  /** The offset that most of the time has, or 0 when nothing was decided. */
  long usualOffsetNs() {
    long best = 0;
    long bestNs = 0;
    for (Span span : spans) {
      long sum = 0;
      for (Span same : spans) {
        if (Math.abs(same.shift.offsetNs() - span.shift.offsetNs()) <= SAME_NS) {
          sum += same.toNs - same.fromNs;
        }
      }
      if (sum > bestNs) {
        bestNs = sum;
        best = span.shift.offsetNs();
      }
    }
    return best;
  }

  /**
   * What is wrong.
   *
   * @param blamed the series whose clock is to be set, or null when nothing tells which
   */
  List<Finding> findings(@Nullable QuoteHistory blamed) {
    List<Finding> findings = new ArrayList<>();
    int i = 0;
    while (i < spans.size()) {
      Span first = spans.get(i);
      Span strongest = first;
      int end = i;
      while (end < spans.size() && same(first, spans.get(end))) {
        if (spans.get(end).shift.z() > strongest.shift.z()) {
          strongest = spans.get(end);
        }
        end++;
      }
      if (Math.abs(strongest.shift.offsetNs()) >= MIN_OFFSET_NS) {
        findings.add(
            finding(first.fromNs, spans.get(end - 1).toNs, end - i, strongest.shift, blamed));
      } else if (strongest.shift.correlation() >= COPY_CORRELATION) {
        findings.add(copy(first.fromNs, spans.get(end - 1).toNs, strongest.shift));
      }
      i = end;
    }
    return findings;
  }

  private static boolean same(Span x, Span y) {
    return Math.abs(x.shift.offsetNs() - y.shift.offsetNs()) <= SAME_NS;
  }

  private Finding finding(
      long fromNs, long toNs, int spanCount, ClockShift shift, @Nullable QuoteHistory blamed) {
    boolean aBlamed = blamed == a;
    QuoteHistory wrong = aBlamed ? a : b;
    QuoteHistory right = aBlamed ? b : a;
    long late = aBlamed ? -shift.offsetNs() : shift.offsetNs();
    Map<String, Object> evidence = evidence(shift);
    // Of the venue that is to be set; above 0 when it is late.
    evidence.put("offset_seconds", Math.rint(late / 1e6) / 1e3);
    evidence.put("venue", wrong.venue());
    evidence.put("spans", spanCount);
    String fix = fix(wrong, late, shift.isZone());
    evidence.put(
        "fix",
        blamed != null
            ? fix
            : "%s, or %s if %s is right"
                .formatted(fix, fix(right, -late, shift.isZone()), wrong.venue()));
    if (shift.correlation() >= COPY_CORRELATION) {
      evidence.put("delayed_copy", true);
    }
    boolean fail = Math.abs(shift.offsetNs()) >= FAIL_OFFSET_NS;
    // From the first to the last moment, by the times as they are and as they should be.
    return new Finding(
        name(),
        Defects.iso(fromNs - Math.max(0, shift.offsetNs())),
        Defects.iso(toNs - Math.min(0, shift.offsetNs())),
        FindingKind.CLOCK_MISALIGNMENT,
        evidence,
        fail ? Verdict.FAIL : Verdict.WARN);
  }

  private Finding copy(long fromNs, long toNs, ClockShift shift) {
    Map<String, Object> evidence = evidence(shift);
    evidence.put("copy", true);
    evidence.put("fix", "use one of the two: they are no two sources");
    return new Finding(
        name(),
        Defects.iso(fromNs),
        Defects.iso(toNs),
        FindingKind.DUPLICATE,
        evidence,
        Verdict.WARN);
  }

  private static Map<String, Object> evidence(ClockShift shift) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("offset_seconds", Math.rint(shift.offsetNs() / 1e6) / 1e3);
    evidence.put("correlation", round(shift.correlation()));
    evidence.put("z", round(shift.z()));
    evidence.put("second", round(shift.secondZ()));
    evidence.put("pairs_of_changes", shift.pairs());
    return evidence;
  }

  private static double round(double value) {
    return Math.rint(value * 1e3) / 1e3;
  }

  private String name() {
    return "%s %s/%s".formatted(a.base(), a.venue(), b.venue());
  }

  /** The setting or the correction that brings a venue's times to those of the other. */
  static String fix(QuoteHistory wrong, long lateNs, boolean zone) {
    if (zone) {
      int seconds =
          wrong.utcOffset.getTotalSeconds()
              + (int) (Math.floorDiv(lateNs + 450_000_000_000L, 900_000_000_000L) * 900);
      if (Math.abs(seconds) <= ZoneOffset.MAX.getTotalSeconds()) {
        String offset = ZoneOffset.ofTotalSeconds(seconds).getId();
        return "utc_offset %s for %s".formatted(offset, wrong.venue());
      }
    }
    return String.format(
        Locale.ROOT, "add %+.3f s to the times of %s", -lateNs / 1e9, wrong.venue());
  }

  /**
   * How far a series' clock is ahead of UTC as its first weekend shows. Quotes that stand alone
   * between two silences are no trading, and no weekend is told from them.
   */
  static OptionalLong byWeek(QuoteHistory history) {
    if (history.market != Market.CURRENCY_WEEK) {
      return OptionalLong.empty();
    }
    long closeNs = Long.MIN_VALUE;
    for (Stretch stretch : stretches(history)) {
      if (stretch.toNs - stretch.fromNs < ALONE_NS) {
        continue;
      }
      OptionalLong offset =
          closeNs == Long.MIN_VALUE
              ? OptionalLong.empty()
              : MarketWeek.offsetNs(closeNs, stretch.fromNs);
      if (offset.isPresent()) {
        return offset;
      }
      closeNs = stretch.toNs;
    }
    return OptionalLong.empty();
  }

  /** What a series quotes between two silences. */
  private static List<Stretch> stretches(QuoteHistory history) {
    List<Stretch> stretches = new ArrayList<>();
    long fromNs = Long.MIN_VALUE;
    long toNs = Long.MIN_VALUE;
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i);
        if (fromNs == Long.MIN_VALUE) {
          fromNs = ts;
        } else if (ts - toNs >= SILENCE_NS) {
          stretches.add(new Stretch(fromNs, toNs));
          fromNs = ts;
        }
        toNs = Math.max(toNs, ts);
      }
    }
    if (fromNs != Long.MIN_VALUE) {
      stretches.add(new Stretch(fromNs, toNs));
    }
    return stretches;
  }
}
