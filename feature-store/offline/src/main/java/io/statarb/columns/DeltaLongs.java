package io.statarb.columns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes integers that are stored as packed differences, which version 2 of the format uses for
 * times and counters (Apache Parquet, Encodings: DELTA_BINARY_PACKED = 5). Blocks of differences,
 * each less the least of its block, are cut into pieces of which each has its own number of bits.
 */
final class DeltaLongs {
  private static final int PIECE_MULTIPLE = 32;

  /** Zeros behind the last byte, so that 9 bytes can be read at each. */
  private static final int MARGIN = Long.BYTES + 1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private final long[] values;
  private final int count;
  private int position;
  private int at;
  private long value;

  private DeltaLongs(ByteBuffer in, long[] values, int count) {
    this.end = in.remaining();
    this.bytes = new byte[end + MARGIN];
    in.get(in.position(), bytes, 0, end);
    this.values = values;
    this.count = count;
  }

  /**
   * Decodes.
   *
   * @param in looked at from its position on
   * @param values gets them
   * @param count how many
   */
  static void decode(ByteBuffer in, long[] values, int count) {
    new DeltaLongs(in, values, count).decode();
  }

  private void decode() {
    long block = unsigned();
    long pieces = unsigned();
    long stored = unsigned();
    if (pieces <= 0
        || pieces > end
        || block <= 0
        || block > Integer.MAX_VALUE
        || block % (pieces * PIECE_MULTIPLE) != 0) {
      throw new ParquetDecodingException(
          "blocks of %d values in %d pieces".formatted(block, pieces));
    }
    if (stored < count) {
      throw new ParquetDecodingException("%d values instead of %d".formatted(stored, count));
    }
    value = signed();
    if (count > 0) {
      values[at++] = value;
    }
    while (at < count) {
      decodeBlock((int) (block / pieces), (int) pieces);
    }
  }

  private void decodeBlock(int length, int pieces) {
    long least = signed();
    int widths = position;
    skip(pieces);
    for (int piece = 0; piece < pieces && at < count; piece++) {
      int width = bytes[widths + piece];
      int to = Math.min(count, at + length);
      if (width == 0) {
        for (; at < to; at++) {
          value += least;
          values[at] = value;
        }
      } else if (width > 0 && width <= Long.SIZE) {
        int from = position;
        skip((int) (((long) (to - at) * width + Byte.SIZE - 1) / Byte.SIZE));
        decodePiece(from, least, width, to);
        // The last piece may be cut off behind its last value.
        position = (int) Math.min((long) from + (long) width * (length / Byte.SIZE), end);
      } else {
        throw new ParquetDecodingException("differences of %d bits".formatted(width));
      }
    }
  }

  private void decodePiece(int from, long least, int width, int to) {
    long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
    long bit = (long) from * Byte.SIZE;
    long sum = value;
    for (int i = at; i < to; i++, bit += width) {
      int place = (int) (bit >>> 3);
      int shift = (int) bit & 7;
      long word = (long) LONGS.get(bytes, place) >>> shift;
      if (shift + width > Long.SIZE) {
        word |= (bytes[place + Long.BYTES] & 0xffL) << (Long.SIZE - shift);
      }
      sum += least + (word & mask);
      values[i] = sum;
    }
    value = sum;
    at = to;
  }

  private void skip(int count) {
    if (count > end - position) {
      throw new ParquetDecodingException("packed differences are cut off");
    }
    position += count;
  }

  /** LEB128. */
  private long unsigned() {
    long read = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      skip(1);
      byte next = bytes[position - 1];
      read |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return read;
      }
    }
    throw new ParquetDecodingException("a number has more than 64 bits");
  }

  /** Zigzag: signs in the lowest bit. */
  private long signed() {
    long read = unsigned();
    return read >>> 1 ^ -(read & 1);
  }
}
