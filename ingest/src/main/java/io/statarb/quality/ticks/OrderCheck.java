package io.statarb.quality.ticks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows of a file stand in the wrong place, and which say again what one before them said. Out
 * of place are the fewest rows whose removal leaves all times in order: those outside a longest
 * non-decreasing subsequence (C. Schensted, "Longest increasing and decreasing subsequences",
 * 1961). So one row dated an hour ahead is one defect, not an hour of late rows.
 */
final class OrderCheck {
  private OrderCheck() {}

  /** Marks the rows that are out of place. */
  static boolean[] outOfPlace(long[] tsNs, int count) {
    boolean[] out = new boolean[count];
    boolean ordered = true;
    for (int i = 1; i < count && ordered; i++) {
      ordered = tsNs[i] >= tsNs[i - 1];
    }
    if (ordered) {
      return out;
    }
    int[] tail = new int[count];
    int[] before = new int[count];
    int length = 0;
    for (int i = 0; i < count; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (tsNs[tail[middle]] <= tsNs[i]) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = low == 0 ? -1 : tail[low - 1];
      tail[low] = i;
      length = Math.max(length, low + 1);
    }
    Arrays.fill(out, true);
    for (int i = tail[length - 1]; i >= 0; i = before[i]) {
      out[i] = false;
    }
    return out;
  }

  /**
   * For each row the row before it that says the same, or -1: its neighbour, or any where one of
   * the two is out of place; neither counts as out of place then. Where a row is said again just
   * behind the next one, either the one between or the repetition may be out of place: the
   * repetition explains both.
   */
  static int[] repeats(PriceRows rows, boolean[] outOfPlace) {
    int[] of = new int[rows.count];
    Arrays.fill(of, -1);
    Map<Long, Integer> byContent = new HashMap<>();
    boolean any = false;
    for (boolean out : outOfPlace) {
      any |= out;
    }
    if (any) {
      // Only what an out-of-place row could repeat is looked up, so a map of all rows is needed
      // only then.
      for (int i = 0; i < rows.count; i++) {
        Integer first = byContent.putIfAbsent(hash(rows, i), i);
        if (first == null || !rows.same(first, i)) {
          continue;
        }
        boolean instead = first < i - 1 && standsForTheOneBefore(rows, outOfPlace, i);
        if (outOfPlace[i] || outOfPlace[first] || instead) {
          of[i] = first;
          outOfPlace[i] = false;
          outOfPlace[first] = false;
          outOfPlace[i - 1] &= !instead;
        }
      }
    }
    for (int i = 1; i < rows.count; i++) {
      if (of[i] < 0 && rows.repeats(i - 1, i)) {
        of[i] = i - 1;
      }
    }
    return of;
  }

  /** Whether the row before one could be in place just as well, with this one out of it. */
  private static boolean standsForTheOneBefore(PriceRows rows, boolean[] outOfPlace, int i) {
    if (!outOfPlace[i - 1] || rows.tsNs[i - 1] <= rows.tsNs[i]) {
      return false;
    }
    int next = i + 1;
    while (next < rows.count && outOfPlace[next]) {
      next++;
    }
    return next == rows.count || rows.tsNs[next] >= rows.tsNs[i - 1];
  }

  private static long hash(PriceRows rows, int i) {
    long hash = rows.eventNs[i] == Long.MIN_VALUE ? rows.tsNs[i] : rows.eventNs[i];
    hash = hash * 31 + rows.bidE9[i];
    hash = hash * 31 + rows.askE9[i];
    hash = hash * 31 + rows.updateId[i];
    return hash * 31 + rows.sizes[i];
  }
}
