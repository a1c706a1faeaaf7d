package io.statarb.columns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Decodes Parquet's hybrid of run lengths and packed bits, which places in a dictionary and levels
 * are stored in (Apache Parquet, Encodings: RLE = 3). Many values at a time: a reader that is asked
 * for one after the other takes several times as long.
 */
final class RunLengthIds {
  private static final int MOST_BITS = 32;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private RunLengthIds() {}

  /**
   * Decodes.
   *
   * @param in read from its position on; little endian
   * @param width bits of a value
   * @param ids gets them
   * @param count how many
   */
  static void decode(ByteBuffer in, int width, int[] ids, int count) {
    requireReadable(in, width);
    int at = 0;
    while (at < count) {
      int header = unsigned(in);
      int length = length(header);
      if ((header & 1) == 0) {
        int end = (int) Math.min((long) at + length, count);
        Arrays.fill(ids, at, end, repeated(in, width));
        at = end;
      } else {
        int end = (int) Math.min(at + Byte.SIZE * (long) length, count);
        unpack(in, width, ids, at, end);
        skipPacked(in, width, length);
        at = end;
      }
    }
  }

  /**
   * Decodes some of them, as {@link ColumnPage#pick} does; runs without any are passed over.
   *
   * @param ids gets them, that of place {@code from} first
   */
  static void pick(ByteBuffer in, int width, int[] places, int from, int to, int shift, int[] ids) {
    requireReadable(in, width);
    long mask = (1L << width) - 1;
    long first = 0;
    int i = from;
    while (i < to) {
      int header = unsigned(in);
      int length = length(header);
      if ((header & 1) == 0) {
        int id = repeated(in, width);
        first += length;
        for (; i < to && places[i] - shift < first; i++) {
          ids[i - from] = id;
        }
      } else {
        int start = in.position();
        long end = first + Byte.SIZE * (long) length;
        for (; i < to && places[i] - shift < end; i++) {
          long bit = (places[i] - shift - first) * width;
          ids[i - from] = (int) (word(in, start + (bit >>> 3)) >>> (bit & 7) & mask);
        }
        first = end;
        skipPacked(in, width, length);
      }
    }
  }

  /** The next 8 bytes, as if zeros followed the last. */
  private static long word(ByteBuffer in, long at) {
    if (at <= in.limit() - Long.BYTES) {
      return in.getLong((int) at);
    }
    long word = 0;
    for (int i = in.limit() - 1; i >= at; i--) {
      word = (word << Byte.SIZE) | (in.get(i) & 0xff);
    }
    return word;
  }

  private static void requireReadable(ByteBuffer in, int width) {
    if (width < 0 || width > MOST_BITS || in.order() != ByteOrder.LITTLE_ENDIAN) {
      throw new ParquetDecodingException("values of %d bits".formatted(width));
    }
  }

  private static int length(int header) {
    int length = header >>> 1;
    if (length == 0) {
      throw new ParquetDecodingException("a run without values");
    }
    return length;
  }

  /** Passes over a packed run. The last may be cut off behind its last value. */
  private static void skipPacked(ByteBuffer in, int width, int length) {
    in.position((int) Math.min(in.position() + (long) length * width, in.limit()));
  }

  /** Whether one run of this value goes on to the end. */
  static boolean isAll(ByteBuffer in, int width, int value, int count) {
    ByteBuffer ahead = in.duplicate();
    int header = unsigned(ahead);
    return (header & 1) == 0 && header >>> 1 >= count && repeated(ahead, width) == value;
  }

  /** LEB128. */
  private static int unsigned(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new ParquetDecodingException("the length of a run has more than 32 bits");
  }

  private static int repeated(ByteBuffer in, int width) {
    int value = 0;
    for (int shift = 0; shift < width; shift += Byte.SIZE) {
      value |= (in.get() & 0xff) << shift;
    }
    return value;
  }

  private static void unpack(ByteBuffer in, int width, int[] ids, int from, int to) {
    // From an array, which is read in half the time; as if zeros followed the last bytes.
    long bytes = ((long) (to - from) * width + Byte.SIZE - 1) / Byte.SIZE;
    byte[] run = new byte[(int) Math.min(bytes, in.remaining()) + Long.BYTES];
    in.get(in.position(), run, 0, run.length - Long.BYTES);
    int last = run.length - Long.BYTES;
    long mask = (1L << width) - 1;
    long bit = 0;
    for (int i = from; i < to; i++, bit += width) {
      long word = (long) LONGS.get(run, Math.min((int) (bit >>> 3), last));
      ids[i] = (int) (word >>> (bit & 7) & mask);
    }
  }
}
