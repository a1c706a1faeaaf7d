package io.statarb.depthbook;

import java.util.Arrays;

/**
 * Tops of book in the order of their update ids, oldest first, with what was known around them.
 * Grows up to a bound, then the oldest is forgotten. One thread.
 */
final class TopRing {
  static final int ID = 0;
  static final int RECORD = 1;
  static final int BID_PX = 2;
  static final int BID_QTY = 3;
  static final int ASK_PX = 4;
  static final int ASK_QTY = 5;
  static final int KNOWN_LOW = 6;
  static final int KNOWN_HIGH = 7;
  private static final int COLUMNS = 8;
  private static final int FIRST = 16;
  private static final int MOST = 4096;

  private long[] values = new long[COLUMNS * FIRST];
  private int head;
  private int count;

  int count() {
    return count;
  }

  /** A column of an entry; 0 is the oldest. */
  long value(int entry, int column) {
    return values[at(entry) + column];
  }

  long newest(int column) {
    return value(count - 1, column);
  }

  /** Adds an entry; its columns are then set. False when the oldest had to be forgotten. */
  boolean add(long id, long record) {
    boolean kept = true;
    if (count * COLUMNS == values.length) {
      if (count == MOST) {
        removeOldest();
        kept = false;
      } else {
        grow();
      }
    }
    int at = at(count++);
    values[at + ID] = id;
    values[at + RECORD] = record;
    return kept;
  }

  void top(long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    int at = at(count - 1);
    values[at + BID_PX] = bidPxE9;
    values[at + BID_QTY] = bidQtyE8;
    values[at + ASK_PX] = askPxE9;
    values[at + ASK_QTY] = askQtyE8;
  }

  void known(long lowPxE9, long highPxE9) {
    int at = at(count - 1);
    values[at + KNOWN_LOW] = lowPxE9;
    values[at + KNOWN_HIGH] = highPxE9;
  }

  void removeOldest() {
    head = (head + 1) & (values.length / COLUMNS - 1);
    count--;
  }

  void clear() {
    head = 0;
    count = 0;
  }

  private int at(int entry) {
    return ((head + entry) & (values.length / COLUMNS - 1)) * COLUMNS;
  }

  private void grow() {
    long[] wider = Arrays.copyOf(values, 2 * values.length);
    for (int entry = 0; entry < count; entry++) {
      System.arraycopy(values, at(entry), wider, entry * COLUMNS, COLUMNS);
    }
    values = wider;
    head = 0;
  }
}
