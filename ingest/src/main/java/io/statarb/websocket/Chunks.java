package io.statarb.websocket;

import java.util.ArrayList;
import java.util.List;

/**
 * A body in chunks (RFC 9112, 7.1): length in hex, CR LF, so many bytes, CR LF, and again until a
 * length of 0.
 *
 * @param ranges first byte and byte behind the last of each chunk
 * @param whole whether the last chunk is there
 * @param broken whether this is no such body
 */
record Chunks(List<int[]> ranges, boolean whole, boolean broken) {
  private static final int MOST_HEX_DIGITS = 7;

  Chunks {
    ranges = List.copyOf(ranges);
  }

  static Chunks of(byte[] bytes, int from, int to) {
    List<int[]> ranges = new ArrayList<>();
    int at = from;
    while (true) {
      int lineEnd = lineEnd(bytes, at, to);
      if (lineEnd < 0) {
        return new Chunks(ranges, false, false);
      }
      int length = length(bytes, at, lineEnd);
      if (length < 0) {
        return new Chunks(ranges, false, true);
      }
      if (length == 0) {
        return new Chunks(ranges, true, false);
      }
      int first = lineEnd + 1;
      if (to - first < length + 2) {
        return new Chunks(ranges, false, false);
      }
      ranges.add(new int[] {first, first + length});
      at = first + length + 2;
    }
  }

  /** Moves the chunks together from a byte on; where they end then. */
  int join(byte[] bytes, int from) {
    int at = from;
    for (int[] range : ranges) {
      int length = range[1] - range[0];
      System.arraycopy(bytes, range[0], bytes, at, length);
      at += length;
    }
    return at;
  }

  private static int lineEnd(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Length of a chunk, up to an extension or the end of its line; -1 when it is none. */
  private static int length(byte[] bytes, int from, int to) {
    int length = 0;
    int at = from;
    while (at < to && Character.digit(bytes[at], 16) >= 0) {
      length = length << 4 | Character.digit(bytes[at++], 16);
    }
    return at == from || at - from > MOST_HEX_DIGITS ? -1 : length;
  }
}
