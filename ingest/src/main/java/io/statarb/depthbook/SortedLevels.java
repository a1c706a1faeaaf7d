package io.statarb.depthbook;

import java.util.Arrays;

/**
 * Levels of one side by key, the best last. A key is a price where high is good and minus a price
 * where low is. Grows up to a bound. One thread.
 */
final class SortedLevels {
  private static final int FIRST = 256;

  private final int most;
  private long[] keys = new long[FIRST];
  private long[] qtys = new long[FIRST];
  private int count;

  SortedLevels(int most) {
    this.most = most;
  }

  int count() {
    return count;
  }

  int room() {
    return most - count;
  }

  long key(int at) {
    return keys[at];
  }

  long qtyE8(int at) {
    return qtys[at];
  }

  long qtyOf(long key) {
    int at = Arrays.binarySearch(keys, 0, count, key);
    return at < 0 ? 0 : qtys[at];
  }

  long sizeBytes() {
    return 2L * Long.BYTES * keys.length;
  }

  /** False when there is no room for one more. */
  boolean set(long key, long qty) {
    int at = Arrays.binarySearch(keys, 0, count, key);
    if (at >= 0) {
      if (qty != 0) {
        qtys[at] = qty;
      } else {
        count--;
        System.arraycopy(keys, at + 1, keys, at, count - at);
        System.arraycopy(qtys, at + 1, qtys, at, count - at);
      }
      return true;
    }
    if (qty == 0) {
      return true;
    }
    if (!grow()) {
      return false;
    }
    int to = -at - 1;
    System.arraycopy(keys, to, keys, to + 1, count - to);
    System.arraycopy(qtys, to, qtys, to + 1, count - to);
    keys[to] = key;
    qtys[to] = qty;
    count++;
    return true;
  }

  /** Adds a level that is better than all; the caller knows that there is room. */
  void append(long key, long qty) {
    grow();
    keys[count] = key;
    qtys[count++] = qty;
  }

  void clear() {
    count = 0;
  }

  private boolean grow() {
    if (count < keys.length) {
      return true;
    }
    if (count == most) {
      return false;
    }
    int wider = Math.min(most, 2 * keys.length);
    keys = Arrays.copyOf(keys, wider);
    qtys = Arrays.copyOf(qtys, wider);
    return true;
  }
}
