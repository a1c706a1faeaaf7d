package io.statarb.quality.ticks;

import io.statarb.cleansing.MidSeries;
import io.statarb.quality.Finding;
import io.statarb.quality.Finding.Verdict;
import io.statarb.quality.FindingKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans in which a series says nothing new although its market moves: no quote at all, or the same
 * prices again and again. How long a series may be silent is taken from the quarter hours around,
 * and from its other silences; another venue of the symbol, where there is one, tells whether the
 * market moved meanwhile. Silence that the market's own hours explain is none.
 */
final class SilenceCheck {
  private static final long AROUND_NS = 900_000_000_000L;
  private static final long MIN_SILENCE_NS = 10_000_000_000L;

  /** Silences from this on may be those of each night, where the market's hours are not known. */
  private static final long NIGHT_NS = 1_800_000_000_000L;

  /** Days that are missing as a whole are not for this check. */
  static final long MAX_SILENCE_NS = 72_000_000_000_000L;

  /**
   * Quotes that were to be expected, at the lower of the rates before and after. Of two weeks of
   * currencies the most that was really missing was 110.
   */
  private static final double EXPECTED_ALONE = 120;

  private static final double OVER_USUAL = 2.5;

  /** The same, when the silence is many times the longest one around as well. */
  private static final double EXPECTED_WITH_RATIO = 15;

  private static final double RATIO = 4.2;

  /**
   * Both at once, against the series' own silences: of two weeks of currencies on two venues the
   * heaviest was 4.4 times the 99.5th percentile.
   */
  private static final double OVER_USUAL_WEIGHT = 4.5;

  private static final double LEAST_WEIGHT = EXPECTED_WITH_RATIO * RATIO;

  /** What another venue moves in usual silences of this one, times this, is unusual. */
  private static final double OVER_USUAL_MOVE = 3;

  private static final double MIN_MOVE = 1e-4;
  private static final double FEW_MOVE = 1e-4;
  private static final int FEW = 50;
  private static final int FEW_QUOTES = 3;

  /** One venue follows another within this. */
  private static final long MARGIN_NS = 300_000_000L;

  private static final double EXPECTED_WITH_MOVE = 8;

  /** Prices that are repeated this often in a row are frozen; real series repeat up to 5 times. */
  static final int FROZEN_ROWS = 7;

  static final long FROZEN_NS = 10_000_000_000L;

  private final QuoteHistory history;
  private final QuotedTimes times;
  private final @Nullable QuoteHistory other;
  private final long offsetNs;
  private final long otherOffsetNs;

  private long[] tsNs = new long[1 << 10];
  private int count;
  private final Set<Long> frozenFromNs = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /** A silence between two changes. */
  private record Silence(int before, double expected, double ratio, double otherMove, int rows) {
    /** What was to be expected, more so the longer the silence is than those around it. */
    double weight() {
      return expected * ratio;
    }
  }

  /**
   * Makes a check.
   *
   * @param offsetNs by how much the times of the series are ahead of UTC
   * @param times those of the series
   * @param other another venue of the symbol, or null
   * @param otherOffsetNs by how much its times are
   */
  SilenceCheck(
      QuoteHistory history,
      long offsetNs,
      QuotedTimes times,
      @Nullable QuoteHistory other,
      long otherOffsetNs) {
    this.history = history;
    this.times = times;
    this.offsetNs = offsetNs;
    this.other = other;
    this.otherOffsetNs = otherOffsetNs;
  }

  List<Finding> findings() {
    collect();
    List<Silence> silences = new ArrayList<>();
    MidSeries mids = other == null ? new MidSeries() : otherMids();
    for (int i = 0; i + 1 < count; i++) {
      long silentNs = tsNs[i + 1] - tsNs[i];
      if (silentNs >= MIN_SILENCE_NS
          && silentNs <= MAX_SILENCE_NS
          && !history.market.rests(tsNs[i], tsNs[i + 1])
          && !(silentNs >= NIGHT_NS && times.usuallySilent(tsNs[i], tsNs[i + 1]))) {
        silences.add(silence(i, mids));
      }
    }
    double usual = quantile(silences.stream().mapToDouble(Silence::expected).toArray(), 0.995);
    double leastMove = leastMove(silences);
    double usualWeight = quantile(silences.stream().mapToDouble(Silence::weight).toArray(), 0.995);
    for (Silence silence : silences) {
      boolean alone =
          silence.expected >= Math.max(EXPECTED_ALONE, OVER_USUAL * usual) && silence.ratio >= 2;
      boolean heavy =
          silence.expected >= EXPECTED_WITH_RATIO
              && silence.weight() >= Math.max(LEAST_WEIGHT, OVER_USUAL_WEIGHT * usualWeight);
      boolean longest = silence.expected >= EXPECTED_WITH_RATIO && silence.ratio >= RATIO;
      boolean moved = silence.expected >= EXPECTED_WITH_MOVE && silence.otherMove >= leastMove;
      boolean said = frozenFromNs.contains(tsNs[silence.before]);
      if (!said && (alone || heavy || longest || moved)) {
        report(silence);
      }
    }
    for (Finding held : HeldPrices.findings(history, offsetNs)) {
      if (findings.stream().noneMatch(known -> overlap(known, held))) {
        findings.add(held);
      }
    }
    return findings;
  }

  /** Puts the parts together without rows that repeat the price before them; finds frozen spans. */
  private void collect() {
    int frozen = 0;
    long frozenSinceNs = 0;
    for (QuoteHistory.Part part : history.parts()) {
      for (int i = 0; i < part.count(); i++) {
        long ts = part.tsNs(i) - offsetNs;
        if (count > 0 && ts < tsNs[count - 1]) {
          continue;
        }
        boolean same = part.repeats(i);
        if (same) {
          frozen++;
        }
        if (!same || i == part.count() - 1) {
          if (frozen >= FROZEN_ROWS
              && ts - frozenSinceNs >= FROZEN_NS
              && !history.recorded
              && !history.market.rests(frozenSinceNs, ts)) {
            frozen(frozenSinceNs, ts, frozen);
          }
          frozen = 0;
          frozenSinceNs = ts;
        }
        if (!same) {
          add(ts);
        }
      }
    }
  }

  private void add(long ts) {
    if (count == tsNs.length) {
      tsNs = Arrays.copyOf(tsNs, 2 * count);
    }
    tsNs[count] = ts;
    count++;
  }

  private MidSeries otherMids() {
    if (other == null || count == 0) {
      return new MidSeries();
    }
    return other.mids(tsNs[0], tsNs[count - 1], otherOffsetNs);
  }

  private Silence silence(int i, MidSeries mids) {
    long from = tsNs[i];
    long to = tsNs[i + 1];
    int before = 0;
    int after = 0;
    long longest = 1_000_000_000L;
    for (int k = i; k > 0 && tsNs[k - 1] >= from - AROUND_NS; k--) {
      longest = Math.max(longest, tsNs[k] - tsNs[k - 1]);
      before++;
    }
    for (int k = i + 1; k + 1 < count && tsNs[k + 1] <= to + AROUND_NS; k++) {
      longest = Math.max(longest, tsNs[k + 1] - tsNs[k]);
      after++;
    }
    double expected = (double) Math.min(before, after) * (to - from) / AROUND_NS;
    return new Silence(i, expected, (double) (to - from) / longest, move(from, to, mids), 0);
  }

  /**
   * How far the other venue was from where it had been when the silence ended, a fraction; by the
   * medians of a few quotes, since one quote may be off.
   */
  private static double move(long from, long to, MidSeries mids) {
    int first = mids.lowerBound(from);
    int end = mids.lowerBound(to - MARGIN_NS);
    if (first < FEW_QUOTES || end - first < FEW_QUOTES) {
      return 0;
    }
    return Math.abs(median(mids, end) - median(mids, first));
  }

  /** Median of the quotes before one. */
  private static double median(MidSeries mids, int end) {
    double[] last = new double[FEW_QUOTES];
    for (int k = 0; k < FEW_QUOTES; k++) {
      last[k] = mids.logMid(end - 1 - k);
    }
    Arrays.sort(last);
    return last[FEW_QUOTES / 2];
  }

  private static double leastMove(List<Silence> silences) {
    double[] moves = silences.stream().mapToDouble(Silence::otherMove).toArray();
    return moves.length < FEW
        ? FEW_MOVE
        : Math.max(MIN_MOVE, OVER_USUAL_MOVE * quantile(moves, 0.99));
  }

  private static double quantile(double[] values, double q) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    return values[(int) Math.floor(q * (values.length - 1))];
  }

  private void report(Silence silence) {
    long from = tsNs[silence.before];
    long to = tsNs[silence.before + 1];
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("silent_seconds", Math.rint((to - from) / 1e6) / 1e3);
    evidence.put("expected_quotes", Math.rint(silence.expected));
    evidence.put("longest_silences_around", Math.rint(silence.ratio * 10) / 10);
    if (other != null) {
      evidence.put("other_series", other.symbol);
      evidence.put("other_moved_bps", Math.rint(silence.otherMove * 1e5) / 10);
    }
    findings.add(finding(from, to, evidence));
  }

  private void frozen(long from, long to, int rows) {
    frozenFromNs.add(from);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("frozen_seconds", Math.rint((to - from) / 1e6) / 1e3);
    evidence.put("repeated_quotes", rows);
    findings.add(finding(from, to, evidence));
  }

  /** By their times as text, of one form and so in the order of the times. */
  private static boolean overlap(Finding a, Finding b) {
    return a.from().compareTo(b.to()) < 0 && b.from().compareTo(a.to()) < 0;
  }

  private Finding finding(long from, long to, Map<String, Object> evidence) {
    return new Finding(
        history.symbol,
        Defects.iso(from + offsetNs),
        Defects.iso(to + offsetNs),
        FindingKind.STALE,
        evidence,
        Verdict.WARN);
  }
}
