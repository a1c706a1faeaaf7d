package io.statarb.orderbook;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * Records of a power of two of bytes each, at most a cache line, so placed in memory that none lies
 * across two lines: an array on the heap begins where its header ends, and its records may then
 * cost two reads of memory instead of one. They lie outside the heap and are zero at first.
 */
final class Records {
  private static final int CACHE_LINE = 64;

  private final int longsLog2;
  private LongBuffer longs;

  /** The same memory. */
  private IntBuffer ints;

  /**
   * Makes records.
   *
   * @param bytes of a record: 8, 16, 32 or 64
   * @param count number of records
   */
  Records(int bytes, int count) {
    longsLog2 = Integer.numberOfTrailingZeros(bytes / Long.BYTES);
    ByteBuffer memory = allocate(count);
    longs = memory.asLongBuffer();
    ints = memory.asIntBuffer();
  }

  private ByteBuffer allocate(int count) {
    if (count > most()) {
      throw new IllegalStateException(
          "books hold at most %d records of %d bytes: records=%d"
              .formatted(most(), bytes(), count));
    }
    // A slice both begins and ends at the bound of a line.
    int lines = (count * bytes() + CACHE_LINE - 1) / CACHE_LINE;
    return ByteBuffer.allocateDirect((lines + 1) * CACHE_LINE)
        .alignedSlice(CACHE_LINE)
        .order(ByteOrder.nativeOrder());
  }

  private int bytes() {
    return Long.BYTES << longsLog2;
  }

  /** As many as the bytes of a buffer can be counted. */
  private int most() {
    return (Integer.MAX_VALUE - 2 * CACHE_LINE) / bytes();
  }

  /** Makes room for so many records. */
  void require(int count) {
    if (count > count()) {
      ByteBuffer larger = allocate(Math.max(count, (int) Math.min(count() * 2L, most())));
      LongBuffer all = larger.asLongBuffer();
      all.put(0, longs, 0, longs.capacity());
      longs = all;
      ints = larger.asIntBuffer();
    }
  }

  private int count() {
    return longs.capacity() >> longsLog2;
  }

  /** A long of a record. */
  long get(int record, int field) {
    return longs.get((record << longsLog2) + field);
  }

  void set(int record, int field, long value) {
    longs.put((record << longsLog2) + field, value);
  }

  /** An int of a record; longs and ints share their memory, so each place is only one of them. */
  int getInt(int record, int field) {
    return ints.get((record << (longsLog2 + 1)) + field);
  }

  void setInt(int record, int field, int value) {
    ints.put((record << (longsLog2 + 1)) + field, value);
  }
}
