package io.statarb.binance;

import java.util.Arrays;

/** Price levels of one side of a message. Grows by what was read, up to a bound; never shrinks. */
final class LevelColumns {
  /** More than any book that the venue sends; REST ends at 5,000 a side. */
  static final int MOST = 1 << 16;

  private static final int FIRST = 64;

  private long[] pxE9 = new long[FIRST];
  private long[] qtyE8 = new long[FIRST];
  private int count;
  private boolean given;

  int count() {
    return count;
  }

  /** Whether the message had this side at all, be it empty. */
  boolean given() {
    return given;
  }

  void give() {
    given = true;
  }

  long pxE9(int level) {
    return pxE9[level];
  }

  long qtyE8(int level) {
    return qtyE8[level];
  }

  /** False when there is no room. */
  boolean add(long px, long qty) {
    if (count == pxE9.length) {
      if (count == MOST) {
        return false;
      }
      pxE9 = Arrays.copyOf(pxE9, 2 * count);
      qtyE8 = Arrays.copyOf(qtyE8, 2 * count);
    }
    pxE9[count] = px;
    qtyE8[count++] = qty;
    return true;
  }

  void clear() {
    count = 0;
    given = false;
  }
}
