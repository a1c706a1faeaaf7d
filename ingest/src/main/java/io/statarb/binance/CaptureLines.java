package io.statarb.binance;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, ended by LF or CR LF or the end of the stream. The buffer grows with what was
 * really read, up to the longest line that is taken; of a longer one only its length is told. One
 * thread.
 */
public final class CaptureLines {
  /** A REST snapshot of 5,000 levels a side is about 300 kB. */
  public static final int MOST_LINE_BYTES = 1 << 22;

  private static final int FIRST_BYTES = 1 << 17;

  private final InputStream in;
  private final int mostLineBytes;
  private byte[] bytes;
  private int filled;
  private int next;
  private int from;
  private int to;
  private boolean tooLong;
  private boolean whole;
  private boolean ended;

  /** Reads lines up to the longest that is taken. */
  public CaptureLines(InputStream in) {
    this(in, MOST_LINE_BYTES);
  }

  CaptureLines(InputStream in, int mostLineBytes) {
    this.in = in;
    this.mostLineBytes = mostLineBytes;
    this.bytes = new byte[Math.min(FIRST_BYTES, mostLineBytes)];
  }

  /** Holds the line; valid until the next one. */
  public byte[] bytes() {
    return bytes;
  }

  /** First byte of the line. */
  public int from() {
    return from;
  }

  /** Behind its last byte, the end of line left out. */
  public int to() {
    return to;
  }

  /** Whether the line was longer than is taken; its bytes are gone then. */
  public boolean tooLong() {
    return tooLong;
  }

  /** Whether the line had an end of line behind it. */
  boolean whole() {
    return whole;
  }

  /** Goes to the next line; false when there is none. */
  public boolean next() throws IOException {
    tooLong = false;
    from = next;
    int at = next;
    while (true) {
      while (at < filled) {
        if (bytes[at] == '\n') {
          finish(at, at + 1, true);
          return true;
        }
        at++;
      }
      if (ended) {
        finish(filled, filled, false);
        return to > from || tooLong;
      }
      at = fill();
    }
  }

  private void finish(int lineEnd, int following, boolean endOfLine) {
    to = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
    whole = endOfLine;
  }

  /** Reads more; the line so far moves to the front. Where scanning goes on. */
  private int fill() throws IOException {
    int kept = filled - from;
    System.arraycopy(bytes, from, bytes, 0, kept);
    from = 0;
    filled = kept;
    int scanned = kept;
    if (filled == bytes.length) {
      if (bytes.length == mostLineBytes) {
        tooLong = true;
        filled = 0;
        scanned = 0;
      } else {
        bytes = Arrays.copyOf(bytes, Math.min(2 * bytes.length, mostLineBytes));
      }
    }
    int read = in.read(bytes, filled, bytes.length - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
    return scanned;
  }
}
