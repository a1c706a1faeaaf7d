package io.statarb.orderbook;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Records of four longs each, so placed in memory that none lies across two cache lines: an array
 * on the heap begins where its header ends, and half of its records may then cost two reads of
 * memory instead of one. They lie outside the heap and are zero at first.
 */
final class Records {
  /** Longs of a record. */
  static final int LONGS = 4;

  private static final int CACHE_LINE = 64;

  /** As many as the bytes of a buffer can be counted. */
  private static final int MOST = (Integer.MAX_VALUE - 2 * CACHE_LINE) / (LONGS * Long.BYTES);

  private LongBuffer longs;

  Records(int count) {
    longs = allocate(count);
  }

  private static LongBuffer allocate(int count) {
    if (count > MOST) {
      throw new IllegalStateException(
          "a book holds at most %d orders or levels at a time".formatted(MOST - 1));
    }
    // A slice both begins and ends at the bound of a line.
    int lines = (count * LONGS * Long.BYTES + CACHE_LINE - 1) / CACHE_LINE;
    return ByteBuffer.allocateDirect((lines + 1) * CACHE_LINE)
        .alignedSlice(CACHE_LINE)
        .order(ByteOrder.nativeOrder())
        .asLongBuffer();
  }

  /** Makes room for so many records. */
  void require(int count) {
    if (count > count()) {
      LongBuffer larger = allocate(Math.max(count, Math.min(count() * 2, MOST)));
      larger.put(0, longs, 0, longs.capacity());
      longs = larger;
    }
  }

  private int count() {
    return longs.capacity() / LONGS;
  }

  long get(int record, int field) {
    return longs.get(record * LONGS + field);
  }

  void set(int record, int field, long value) {
    longs.put(record * LONGS + field, value);
  }

  void add(int record, int field, long change) {
    set(record, field, get(record, field) + change);
  }

  /** Sets the lower half. */
  void setLow(int record, int field, int value) {
    set(record, field, (get(record, field) & ~0xFFFF_FFFFL) | value);
  }

  /** Sets the upper half. */
  void setHigh(int record, int field, int value) {
    set(record, field, ((long) value << 32) | (get(record, field) & 0xFFFF_FFFFL));
  }
}
