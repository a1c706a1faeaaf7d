package io.statarb.bookcheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts what is wrong by kind and keeps the first ones. Confined to one thread. */
public final class BookFaults {
  /** Most faults that are listed. */
  public static final int LISTED = 50;

  /** A reference to an order that cannot be in the book. */
  public static final String UNRESOLVED = "unresolved_reference";

  /** A crossed book while its symbol trades. */
  public static final String CROSSED = "crossed_book";

  /** A book that is not what the venue says. */
  public static final String MISMATCH = "quote_mismatch";

  /** A size below 0. */
  public static final String NEGATIVE = "negative_size";

  /** A record that is not of the format. */
  public static final String FLAW = "flaw";

  /** A message that is earlier than the one before it. */
  public static final String TIME_REVERSAL = "time_reversal";

  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final List<BookFault> first = new ArrayList<>();

  /** Makes an empty account. */
  public BookFaults() {}

  /**
   * Counts a fault.
   *
   * @param cause made only for those that are listed
   */
  public void add(long record, String symbol, String kind, Supplier<String> cause) {
    counts.merge(kind, 1L, Long::sum);
    if (first.size() < LISTED) {
      first.add(new BookFault(record, symbol, kind, cause.get()));
    }
  }

  /** Counts faults that are listed as one. */
  public void add(long record, String symbol, String kind, long times, String cause) {
    counts.merge(kind, times, Long::sum);
    if (first.size() < LISTED) {
      first.add(new BookFault(record, symbol, kind, cause));
    }
  }

  /** Faults of a kind. */
  public long count(String kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Whether there are none of any kind. */
  public boolean none() {
    return counts.isEmpty();
  }

  /** The first of all kinds, in the order in which they were found. */
  public List<BookFault> first() {
    return List.copyOf(first);
  }

  /** Counts of all kinds but the five that a report has a field for. */
  public SortedMap<String, Long> others() {
    SortedMap<String, Long> others = new TreeMap<>(counts);
    others.keySet().removeAll(List.of(UNRESOLVED, CROSSED, MISMATCH, NEGATIVE, FLAW));
    return others;
  }
}
