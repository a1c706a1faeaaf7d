package io.statarb.quality.ticks;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Numbers that a source left out of its sequence, less those that came late. Confined to one
 * thread.
 */
final class MissingIds {
  private final NavigableMap<Long, Range> ranges = new TreeMap<>();

  /**
   * Numbers behind {@code after} up to {@code until}, and where the sequence went on.
   *
   * @param row position of the record that went on among those of the series
   */
  private record Range(long after, long until, long row, long recordNo, long tsNs) {}

  /** Takes that the numbers behind one up to another were not there when a record came. */
  void add(long after, long until, long row, long recordNo, long tsNs) {
    put(new Range(after, until, row, recordNo, tsNs));
  }

  private void put(Range range) {
    if (range.after < range.until) {
      ranges.put(range.after, range);
    }
  }

  /** Whether a number is missing. */
  boolean lacks(long id) {
    Map.Entry<Long, Range> below = ranges.lowerEntry(id);
    return below != null && id <= below.getValue().until;
  }

  /** Takes that the numbers behind one up to another came after all. */
  void fill(long after, long until) {
    Map.Entry<Long, Range> below = ranges.lowerEntry(until);
    while (below != null && below.getValue().until > after) {
      Range range = below.getValue();
      ranges.remove(range.after);
      put(
          new Range(
              range.after, Math.min(range.until, after), range.row, range.recordNo, range.tsNs));
      put(
          new Range(
              Math.max(range.after, until), range.until, range.row, range.recordNo, range.tsNs));
      below = ranges.lowerEntry(range.after);
    }
  }

  /**
   * Gives what is still missing.
   *
   * @param what beginning of the names of the evidence, such as {@code update}
   */
  void giveTo(Defects gaps, String what) {
    for (Range range : ranges.values()) {
      gaps.add(
          range.row,
          range.recordNo,
          range.tsNs,
          range.tsNs,
          Map.of(
              "after_" + what + "_id",
              range.after,
              "resumes_after_" + what + "_id",
              range.until,
              "missing_ids",
              range.until - range.after));
    }
  }
}
