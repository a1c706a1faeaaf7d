package io.statarb.orderbook;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Records of a power of two of bytes each, at most a cache line, so placed in memory that none lies
 * across two lines: an array on the heap begins where its header ends, and its records may then
 * cost two reads of memory instead of one. They lie outside the heap and are zero at first.
 *
 * <p>Places are checked only where assertions are on, as in tests: what a buffer checks took a
 * tenth of all the time of the books (docs/adr/0013). All places come from these tables themselves,
 * never from what a message says.
 */
// A read or write of memory throws nothing, so its fences need no finally.
@SuppressWarnings("ReachabilityFenceUsage")
final class Records {
  private static final int CACHE_LINE = 64;

  private final int bytes;
  private ByteBuffer memory;
  private long address;

  /**
   * Makes records.
   *
   * @param bytes of a record: 8, 16, 32 or 64
   * @param count number of records
   */
  Records(int bytes, int count) {
    this.bytes = bytes;
    memory = allocate(count);
    address = BufferUtil.address(memory);
  }

  private ByteBuffer allocate(int count) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IllegalStateException("books want a little-endian processor");
    }
    if (count > most()) {
      throw new IllegalStateException(
          "books hold at most %d records of %d bytes: records=%d".formatted(most(), bytes, count));
    }
    // A slice both begins and ends at the bound of a line.
    int lines = (count * bytes + CACHE_LINE - 1) / CACHE_LINE;
    return ByteBuffer.allocateDirect((lines + 1) * CACHE_LINE).alignedSlice(CACHE_LINE);
  }

  /** As many as the bytes of a buffer can be counted. */
  private int most() {
    return (Integer.MAX_VALUE - 2 * CACHE_LINE) / bytes;
  }

  /** Makes room for so many records. */
  void require(int count) {
    if (count > count()) {
      ByteBuffer larger = allocate(Math.max(count, (int) Math.min(count() * 2L, most())));
      larger.put(0, memory, 0, memory.capacity());
      memory = larger;
      address = BufferUtil.address(larger);
    }
  }

  private int count() {
    return memory.capacity() / bytes;
  }

  /**
   * Reads a long.
   *
   * @param at longs of a record times its number, plus the field; a constant times a number is
   *     cheaper than what each record could work out for itself
   */
  long get(int at) {
    assert within(at, Long.BYTES);
    long value = UnsafeApi.getLong(address + (long) at * Long.BYTES);
    // The memory goes with this object, which the compiler may think is done with before the read.
    Reference.reachabilityFence(this);
    return value;
  }

  void set(int at, long value) {
    assert within(at, Long.BYTES);
    UnsafeApi.putLong(address + (long) at * Long.BYTES, value);
    Reference.reachabilityFence(this);
  }

  /** Reads an int; a long is two ints of the same memory, the lower half first. */
  int getInt(int at) {
    assert within(at, Integer.BYTES);
    int value = UnsafeApi.getInt(address + (long) at * Integer.BYTES);
    Reference.reachabilityFence(this);
    return value;
  }

  void setInt(int at, int value) {
    assert within(at, Integer.BYTES);
    UnsafeApi.putInt(address + (long) at * Integer.BYTES, value);
    Reference.reachabilityFence(this);
  }

  private boolean within(int at, int size) {
    return at >= 0 && at < memory.capacity() / size;
  }
}
