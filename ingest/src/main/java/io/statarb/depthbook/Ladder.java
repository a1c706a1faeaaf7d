package io.statarb.depthbook;

import java.util.Arrays;

/**
 * Quantities of one side in slots, the better the higher; a bit for each slot that has one, and a
 * bit for each word of these that is not 0, so that the next best is found in three steps at most
 * of 64 slots, 4,096 slots and the rest. One thread.
 */
final class Ladder {
  private final long[] qtyE8;
  private final long[] words;
  private final long[] summary;
  private int best = -1;
  private int count;

  /** Number of slots: a power of two, 4,096 or more. */
  Ladder(int slots) {
    qtyE8 = new long[slots];
    words = new long[slots >>> 6];
    summary = new long[slots >>> 12];
  }

  int best() {
    return best;
  }

  int count() {
    return count;
  }

  long qtyE8(int slot) {
    return qtyE8[slot];
  }

  long sizeBytes() {
    return (long) Long.BYTES * (qtyE8.length + words.length + summary.length);
  }

  void set(int slot, long qty) {
    long old = qtyE8[slot];
    qtyE8[slot] = qty;
    if (qty != 0) {
      if (old == 0) {
        occupy(slot);
      }
    } else if (old != 0) {
      vacate(slot);
    }
  }

  private void occupy(int slot) {
    int word = slot >>> 6;
    words[word] |= 1L << slot;
    summary[word >>> 6] |= 1L << word;
    count++;
    if (slot > best) {
      best = slot;
    }
  }

  private void vacate(int slot) {
    int word = slot >>> 6;
    long left = words[word] & ~(1L << slot);
    words[word] = left;
    count--;
    if (left == 0) {
      summary[word >>> 6] &= ~(1L << word);
    }
    if (slot == best) {
      best = left != 0 ? (word << 6) + 63 - Long.numberOfLeadingZeros(left) : below(slot);
    }
  }

  /** The highest slot below this one that has a quantity, or -1. */
  int below(int slot) {
    int word = slot >>> 6;
    long left = words[word] & ((1L << slot) - 1);
    if (left != 0) {
      return (word << 6) + 63 - Long.numberOfLeadingZeros(left);
    }
    int group = word >>> 6;
    long filled = summary[group] & ((1L << word) - 1);
    while (filled == 0) {
      if (--group < 0) {
        return -1;
      }
      filled = summary[group];
    }
    int found = (group << 6) + 63 - Long.numberOfLeadingZeros(filled);
    return (found << 6) + 63 - Long.numberOfLeadingZeros(words[found]);
  }

  /** The lowest slot above this one that has a quantity, or -1. */
  int above(int slot) {
    int from = slot + 1;
    if (from == qtyE8.length) {
      return -1;
    }
    int word = from >>> 6;
    long left = words[word] & (-1L << from);
    if (left != 0) {
      return (word << 6) + Long.numberOfTrailingZeros(left);
    }
    int group = word >>> 6;
    // Two shifts, because a shift by 64 would be one by 0.
    long filled = summary[group] & ((-1L << word) << 1);
    while (filled == 0) {
      if (++group == summary.length) {
        return -1;
      }
      filled = summary[group];
    }
    int found = (group << 6) + Long.numberOfTrailingZeros(filled);
    return (found << 6) + Long.numberOfTrailingZeros(words[found]);
  }

  void clear() {
    for (int slot = best; slot >= 0; slot = below(slot)) {
      qtyE8[slot] = 0;
    }
    for (int group = 0; group < summary.length; group++) {
      if (summary[group] != 0) {
        Arrays.fill(words, group << 6, (group + 1) << 6, 0L);
        summary[group] = 0;
      }
    }
    best = -1;
    count = 0;
  }
}
