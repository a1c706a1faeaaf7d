package io.statarb.websocket;

import java.util.Arrays;

/**
 * Takes frames from a buffer (RFC 6455, 5). A message of one frame is handed over where it lies;
 * one in parts is put together first. What breaks the protocol ends everything: {@link #BROKEN} and
 * why. One thread.
 */
final class FrameReader {
  /** No whole frame yet. */
  static final int NOTHING = 0;

  /** A text or binary message. */
  static final int MESSAGE = 1;

  static final int PING = 2;
  static final int PONG = 3;
  static final int CLOSE = 4;

  /** A breach of the protocol; nothing can be read from here on. */
  static final int BROKEN = -1;

  private final InBuffer in;
  private final boolean masked;
  private final int mostMessageBytes;
  private byte[] parts = new byte[0];
  private int partsLength;
  private boolean inParts;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private String fact = "";

  /**
   * Reads from a buffer.
   *
   * @param masked whether the other end is a client, which must mask, or a server, which must not
   */
  FrameReader(InBuffer in, boolean masked, int mostMessageBytes) {
    this.in = in;
    this.masked = masked;
    this.mostMessageBytes = mostMessageBytes;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** What broke the protocol. */
  String fact() {
    return fact;
  }

  /** Takes the next frame that completes something; one of the codes of this class. */
  int next() {
    while (in.length() >= 2) {
      byte[] data = in.bytes();
      int first = data[in.at()] & 0xff;
      int second = data[in.at() + 1] & 0xff;
      int headerBytes = headerBytes(second);
      if (in.length() < headerBytes) {
        return NOTHING;
      }
      long length = length(data, in.at(), second & 0x7f);
      if (!lawful(first, second, length)) {
        return BROKEN;
      }
      if (in.length() < headerBytes + length) {
        return NOTHING;
      }
      bytes = data;
      from = in.at() + headerBytes;
      to = from + (int) length;
      unmask();
      in.use(headerBytes + (int) length);
      int result = take((first & Frames.FIN) != 0, first & 0x0f);
      if (result != NOTHING) {
        return result;
      }
    }
    return NOTHING;
  }

  private static int headerBytes(int second) {
    int more =
        switch (second & 0x7f) {
          case Frames.TWO_BYTES -> 2;
          case Frames.EIGHT_BYTES -> 8;
          default -> 0;
        };
    return 2 + more + ((second & Frames.MASKED) != 0 ? Frames.MASK_BYTES : 0);
  }

  /** Length of the payload, negative when it is not told in the shortest way. */
  private static long length(byte[] data, int at, int told) {
    if (told < Frames.TWO_BYTES) {
      return told;
    }
    int octets = told == Frames.TWO_BYTES ? 2 : 8;
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | (data[at + 2 + i] & 0xff);
    }
    long least = octets == 2 ? Frames.MOST_SHORT + 1 : 1 << 16;
    return length < least ? -1 : length;
  }

  private boolean lawful(int first, int second, long length) {
    int opcode = first & 0x0f;
    boolean whole = (first & Frames.FIN) != 0;
    if ((first & Frames.RESERVED) != 0) {
      return breach("a reserved bit is set");
    }
    if (((second & Frames.MASKED) != 0) != masked) {
      return breach(masked ? "a client's frame without mask" : "a server's frame with mask");
    }
    if (length < 0) {
      return breach("a length that is not told in the shortest way");
    }
    if ((opcode & Frames.CONTROL) != 0) {
      return opcode > Frames.PONG
          ? breach("opcode " + opcode)
          : (whole && length <= Frames.MOST_SHORT)
              || breach("a control frame in parts or longer than 125 bytes");
    }
    if (opcode > Frames.BINARY) {
      return breach("opcode " + opcode);
    }
    if (inParts != (opcode == Frames.CONTINUATION)) {
      return breach(inParts ? "a message within another" : "a continuation of nothing");
    }
    return length + partsLength <= mostMessageBytes
        || breach("a message longer than " + mostMessageBytes + " bytes");
  }

  private boolean breach(String what) {
    fact = what;
    return false;
  }

  private void unmask() {
    if (!masked) {
      return;
    }
    int at = from - Frames.MASK_BYTES;
    for (int i = from; i < to; i++) {
      bytes[i] ^= bytes[at + ((i - from) & 3)];
    }
  }

  private int take(boolean whole, int opcode) {
    return switch (opcode) {
      case Frames.CLOSE -> CLOSE;
      case Frames.PING -> PING;
      case Frames.PONG -> PONG;
      default -> data(whole);
    };
  }

  private int data(boolean whole) {
    if (whole && !inParts) {
      return MESSAGE;
    }
    int length = to - from;
    if (parts.length - partsLength < length) {
      parts = Arrays.copyOf(parts, Math.max(2 * parts.length, partsLength + length));
    }
    System.arraycopy(bytes, from, parts, partsLength, length);
    partsLength += length;
    inParts = !whole;
    if (inParts) {
      return NOTHING;
    }
    bytes = parts;
    from = 0;
    to = partsLength;
    partsLength = 0;
    return MESSAGE;
  }
}
