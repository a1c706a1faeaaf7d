package io.statarb.tape;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a tape's file as they lie on the disk: little endian numbers, and their checksum.
 */
final class TapeBytes {
  /** Part of the file that is seen as one buffer; no buffer reaches beyond 2 GiB. */
  private static final long WINDOW_BYTES = 1L << 30;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle PUBLISHED =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN).varHandle();
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment bytes;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  TapeBytes(MemorySegment bytes) {
    this.bytes = bytes;
  }

  long size() {
    return bytes.byteSize();
  }

  int uint8(long at) {
    return bytes.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
  }

  int uint16(long at) {
    return bytes.get(SHORT, at) & 0xFFFF;
  }

  int int32(long at) {
    return bytes.get(INT, at);
  }

  long int64(long at) {
    return bytes.get(LONG, at);
  }

  /** A number that a writer at work puts there after all that it stands for; at a multiple of 4. */
  int publishedInt32(long at) {
    return (int) PUBLISHED.getVolatile(bytes, at);
  }

  /** Where the first byte that is not 0 stands, or -1. */
  long firstNonZero(long from, long to) {
    long at = from;
    while (at + Long.BYTES <= to && int64(at) == 0) {
      at += Long.BYTES;
    }
    while (at < to && uint8(at) == 0) {
      at++;
    }
    return at < to ? at : -1;
  }

  /** The CRC-32C of bytes of a record. */
  int crc(long from, int length) {
    if (from < windowStart || from + length > windowStart + window.capacity()) {
      windowStart = from;
      window = bytes.asSlice(from, Math.min(size() - from, WINDOW_BYTES)).asByteBuffer();
    }
    int at = (int) (from - windowStart);
    window.limit(at + length).position(at);
    crc.reset();
    crc.update(window);
    return (int) crc.getValue();
  }
}
