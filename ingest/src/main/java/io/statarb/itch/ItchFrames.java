package io.statarb.itch;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a stream into messages. Before each stand two bytes, its length; where these are 0 the type
 * tells it. Two zero bytes and nothing behind them end a session.
 *
 * <pre>
 *   0 length, 2 bytes | 2 message ...
 * </pre>
 *
 * <p>Where length and type contradict each other one of them is damaged, and what follows is found
 * by what is most likely: where the length says, where the type says, else the next place from
 * which messages follow each other. Memory is one buffer, whatever the lengths say.
 */
final class ItchFrames {
  /** What was found. */
  enum Frame {
    /** A message as long as its type says. */
    MESSAGE,
    /** Bytes that are no message; those behind them were found. */
    DAMAGED,
    /** The stream ends within a message. */
    TRUNCATED,
    /** The stream ends behind a message. */
    END,
    /** Bytes that are no message, and none was found behind them as far as is looked. */
    LOST
  }

  private static final int LENGTH_BYTES = 2;
  private static final int MAX_DECLARED = 0xFFFF;

  /** No message that a later specification may add will be longer. */
  private static final int LIKELY_LENGTH = 0xFF;

  /** Messages that must follow each other where the stream goes on after a damage. */
  private static final int CHAIN = 3;

  /** How far is looked for such a place: behind the longest message that can be declared. */
  private static final int LOOK_BYTES =
      LENGTH_BYTES + MAX_DECLARED + CHAIN * (LENGTH_BYTES + LIKELY_LENGTH);

  private static final int BUFFER_BYTES = 1 << 18;

  private final InputStream in;
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private int begin;
  private int end;
  private boolean exhausted;
  private int offset;
  private int length;
  private int declared;

  ItchFrames(InputStream in) {
    this.in = in;
  }

  /** Finds the next message. */
  Frame next() throws IOException {
    begin = offset + length;
    offset = begin;
    length = 0;
    if (end - begin < LENGTH_BYTES + ItchMessages.MAX_LENGTH) {
      fill(LENGTH_BYTES + ItchMessages.MAX_LENGTH);
    }
    int left = end - begin;
    if (left == 0) {
      return Frame.END;
    }
    if (left < LENGTH_BYTES) {
      return truncated(left);
    }
    declared = BigEndian.u16(bytes, begin);
    if (left == LENGTH_BYTES && declared == 0) {
      offset = end;
      return Frame.END;
    }
    if (left == LENGTH_BYTES) {
      return truncated(left);
    }
    int expected = ItchMessages.length(bytes[begin + LENGTH_BYTES]);
    if (expected == 0 || (declared != expected && declared != 0)) {
      return damaged(expected);
    }
    if (left < LENGTH_BYTES + expected) {
      return truncated(left);
    }
    offset = begin + LENGTH_BYTES;
    length = expected;
    return Frame.MESSAGE;
  }

  private Frame truncated(int left) {
    offset = begin + Math.min(LENGTH_BYTES, left);
    length = end - offset;
    return Frame.TRUNCATED;
  }

  private Frame damaged(int expected) throws IOException {
    fill(LOOK_BYTES);
    int message = begin + LENGTH_BYTES;
    int next = after(message, expected, CHAIN, true);
    if (next < 0) {
      next = after(message, expected, CHAIN, false);
    }
    if (next < 0) {
      next = after(message, expected, 1, true);
    }
    if (next < 0) {
      next = search(begin + 1);
    }
    Frame frame = Frame.DAMAGED;
    if (next < 0) {
      next = end;
      frame = !exhausted ? Frame.LOST : message + declared > end ? Frame.TRUNCATED : Frame.DAMAGED;
    }
    offset = Math.min(message, next);
    length = next - offset;
    return frame;
  }

  /** Where messages go on behind one whose length or type is right, or -1. */
  private int after(int message, int expected, int count, boolean strict) {
    if (chain(bytes, message + declared, end, count, exhausted, strict)) {
      return message + declared;
    }
    return expected > 0 && chain(bytes, message + expected, end, count, exhausted, strict)
        ? message + expected
        : -1;
  }

  private int search(int from) {
    int last = Math.min(end, begin + LENGTH_BYTES + MAX_DECLARED);
    for (int at = from; at < last; at++) {
      if (chain(bytes, at, end, CHAIN, exhausted, true)) {
        return at;
      }
    }
    return -1;
  }

  /**
   * Whether messages follow each other from the beginning of bytes.
   *
   * @param whole whether nothing comes behind them
   */
  static boolean begins(byte[] bytes, int count, boolean whole) {
    return chain(bytes, 0, bytes.length, count, whole, true);
  }

  /**
   * Whether messages follow each other.
   *
   * @param count messages that are enough
   * @param whole whether nothing comes behind {@code end}; if so, fewer will do that end there
   * @param strict whether each must be as long as its type says, or only have a length that a
   *     message may have: damage and types that are not known may come in a row
   */
  private static boolean chain(
      byte[] bytes, int from, int end, int count, boolean whole, boolean strict) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at + LENGTH_BYTES >= end) {
        return whole && (at == end || (at + LENGTH_BYTES == end && BigEndian.u16(bytes, at) == 0));
      }
      int declared = BigEndian.u16(bytes, at);
      int expected = ItchMessages.length(bytes[at + LENGTH_BYTES]);
      boolean agree = expected > 0 && (declared == expected || declared == 0);
      if (!agree && (strict || declared < ItchMessages.HEADER_LENGTH || declared > LIKELY_LENGTH)) {
        return false;
      }
      at += LENGTH_BYTES + (agree ? expected : declared);
    }
    return at <= end;
  }

  /** Reads until so many bytes lie ahead or there are no more. */
  private void fill(int wanted) throws IOException {
    if (begin + wanted > bytes.length) {
      System.arraycopy(bytes, begin, bytes, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    offset = begin;
    while (!exhausted && end - begin < wanted) {
      int read = in.read(bytes, end, bytes.length - end);
      if (read < 0) {
        exhausted = true;
      } else {
        end += read;
      }
    }
  }

  /** The buffer that holds the message; its content changes with {@link #next}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the message begins. */
  int offset() {
    return offset;
  }

  /** How long it is; of what is damaged, how many bytes until messages go on. */
  int length() {
    return length;
  }

  /** What the two bytes before the message say. */
  int declared() {
    return declared;
  }
}
