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

  private final int bytes;
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
    this.bytes = bytes;
    ByteBuffer memory = allocate(count);
    longs = memory.asLongBuffer();
    ints = memory.asIntBuffer();
  }

  private ByteBuffer allocate(int count) {
    if (count > most()) {
      throw new IllegalStateException(
          "books hold at most %d records of %d bytes: records=%d".formatted(most(), bytes, count));
    }
    // A slice both begins and ends at the bound of a line.
    int lines = (count * bytes + CACHE_LINE - 1) / CACHE_LINE;
    return ByteBuffer.allocateDirect((lines + 1) * CACHE_LINE)
        .alignedSlice(CACHE_LINE)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** As many as the bytes of a buffer can be counted. */
  private int most() {
    return (Integer.MAX_VALUE - 2 * CACHE_LINE) / bytes;
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
    return longs.capacity() / (bytes / Long.BYTES);
  }

  /**
   * Reads a long.
   *
   * @param at longs of a record times its number, plus the field; a constant times a number is
   *     cheaper than what each record could work out for itself
   */
  long get(int at) {
    return longs.get(at);
  }

  void set(int at, long value) {
    longs.put(at, value);
  }

  /** Reads an int; a long is two ints of the same memory, the lower half first. */
  int getInt(int at) {
    return ints.get(at);
  }

  void setInt(int at, int value) {
    ints.put(at, value);
  }
}
