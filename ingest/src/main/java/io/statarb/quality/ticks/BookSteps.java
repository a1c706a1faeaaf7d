package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.quality.Finding;
import io.statarb.quality.FindingKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the whole books of one symbol follow each other. A source that gives the book after every
 * event changes one price at a time; where several change at once, events are missing. A source
 * that gives one now and then changes several nearly always, and nothing can be told from that.
 * Confined to one thread.
 */
final class BookSteps {
  /** Fewer books do not tell how many prices a source changes at once. */
  private static final int LEAST = 100;

  /** Share of steps that change no more prices than the source does at once. */
  private static final double USUAL = 0.99;

  /** A source that changes more than these at once may change any number. */
  private static final int MOST_AT_ONCE = 2;

  private final PriceRows rows;
  private final Defects gaps;
  private int[] changed = new int[16];

  /** The same between a book and the one two before it. */
  private int[] changedOverOne = new int[16];

  private int count;
  private @Nullable WholeBook last;
  private @Nullable WholeBook lastButOne;

  /** Follows the books of which a row each has the best prices. */
  BookSteps(PriceRows rows, String file) {
    this.rows = rows;
    gaps = new Defects(FindingKind.GAP, rows.symbol, file);
  }

  /** Takes the next book, of which the row was added just before. */
  void add(WholeBook book) {
    if (count == changed.length) {
      changed = Arrays.copyOf(changed, count * 2);
      changedOverOne = Arrays.copyOf(changedOverOne, count * 2);
    }
    changed[count] = last == null ? 0 : book.pricesChangedSince(last);
    changedOverOne[count] = lastButOne == null ? 0 : book.pricesChangedSince(lastButOne);
    count++;
    lastButOne = last;
    last = book;
  }

  /** Takes that a book could not be read: nothing is known of the step over it. */
  void interrupt() {
    last = null;
    lastButOne = null;
  }

  /**
   * Where books are missing.
   *
   * @param good rows that are in their place and say nothing impossible, ascending
   */
  List<Finding> findings(int[] good) {
    int atOnce = atOnce();
    if (atOnce > MOST_AT_ONCE) {
      return List.of();
    }
    boolean[] isGood = new boolean[count];
    for (int i : good) {
      isGood[i] = true;
    }
    long[] elsewhere = timesOf(isGood);
    // What the last book follows, if it is damaged, no book behind it can tell.
    for (int i = 1; i + 1 < count; i++) {
      if (isGood[i] && missing(i, isGood, atOnce) && !comesElsewhere(i, elsewhere)) {
        gaps.add(
            i,
            rows.record[i],
            rows.tsNs[i - 1],
            rows.tsNs[i],
            Map.of("prices_changed", changed[i], "prices_changed_at_once_elsewhere", atOnce));
      }
    }
    return gaps.findings(count);
  }

  /** Prices that all but a few steps change at most. */
  private int atOnce() {
    if (count < LEAST) {
      return Integer.MAX_VALUE;
    }
    for (int most = 1; most <= MOST_AT_ONCE; most++) {
      long within = 0;
      for (int i = 1; i < count; i++) {
        within += changed[i] <= most ? 1 : 0;
      }
      if (within >= USUAL * (count - 1)) {
        return most;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Times of the rows that are not good, ascending. */
  private long[] timesOf(boolean[] isGood) {
    long[] times = new long[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (!isGood[i]) {
        times[n] = rows.tsNs[i];
        n++;
      }
    }
    times = Arrays.copyOf(times, n);
    Arrays.sort(times);
    return times;
  }

  /**
   * Whether books are missing before a good one. A book that neither follows the one before it nor
   * leads to the one behind, which follow each other, is damaged itself.
   */
  private boolean missing(int i, boolean[] isGood, int atOnce) {
    if (!isGood[i - 1]) {
      return i >= 2 && isGood[i - 2] && changedOverOne[i] > 2 * atOnce;
    }
    boolean mayBeSwapped = sameTime(i - 1) || sameTime(i) || sameTime(i + 1);
    return changed[i] > (mayBeSwapped ? 2 * atOnce : atOnce)
        && !damaged(i, atOnce)
        && !damaged(i - 1, atOnce);
  }

  /** Whether a row has the time of the one before it, so that time does not tell their order. */
  private boolean sameTime(int i) {
    return i > 0 && i < count && rows.tsNs[i] == rows.tsNs[i - 1];
  }

  private boolean damaged(int i, int atOnce) {
    return i > 0
        && i + 1 < count
        && changed[i] > atOnce
        && changed[i + 1] > atOnce
        && changedOverOne[i + 1] <= 2 * atOnce;
  }

  /** Whether a row that belongs before this one stands elsewhere. */
  private boolean comesElsewhere(int i, long[] elsewhere) {
    if (rows.tsNs[i] == MarketDataSink.UNKNOWN_TIME) {
      return false;
    }
    int at = Arrays.binarySearch(elsewhere, rows.tsNs[i - 1]);
    int from = at < 0 ? -at - 1 : at;
    return from < elsewhere.length && elsewhere[from] <= rows.tsNs[i];
  }
}
