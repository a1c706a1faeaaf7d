package io.statarb.websocket;

import java.nio.charset.StandardCharsets;

/**
 * Frames as they go out (RFC 6455, 5.2): whole messages, never in parts.
 *
 * <pre>
 *  byte 0: FIN, 3 reserved bits, opcode (4 bits)
 *  byte 1: MASK, length (7 bits): up to 125; 126: 2 bytes follow; 127: 8 bytes follow
 *  4 bytes of mask, from a client only, then the payload
 * </pre>
 */
final class Frames {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  static final int FIN = 0x80;
  static final int MASKED = 0x80;
  static final int RESERVED = 0x70;
  static final int CONTROL = 0x08;

  /** Longest payload of a control frame, and longest length told in the second byte. */
  static final int MOST_SHORT = 125;

  static final int TWO_BYTES = 126;
  static final int EIGHT_BYTES = 127;
  static final int MASK_BYTES = 4;

  /** Longest header: 2 bytes, 8 of length, 4 of mask. */
  static final int MOST_HEADER_BYTES = 14;

  private Frames() {}

  /** A frame from a server. */
  static void add(OutBuffer out, int opcode, byte[] payload, int from, int to) {
    header(out, opcode, to - from, 0);
    out.add(payload, from, to - from);
  }

  /** A frame from a client. */
  static void addMasked(OutBuffer out, int opcode, byte[] payload, int from, int to, int mask) {
    header(out, opcode, to - from, MASKED);
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.add(mask >>> shift);
    }
    for (int i = from; i < to; i++) {
      out.add(payload[i] ^ maskOf(mask, i - from));
    }
  }

  /** Octet of a mask that goes with a position in the payload. */
  static int maskOf(int mask, int position) {
    return mask >>> (24 - 8 * (position & 3));
  }

  /** Payload of a close frame; a reason that is too long is cut. */
  static byte[] closing(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    int kept = Math.min(text.length, MOST_SHORT - 2);
    byte[] payload = new byte[2 + kept];
    payload[0] = (byte) (code >>> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, kept);
    return payload;
  }

  private static void header(OutBuffer out, int opcode, int length, int masked) {
    out.add(FIN | opcode);
    if (length <= MOST_SHORT) {
      out.add(masked | length);
    } else if (length < 1 << 16) {
      out.add(masked | TWO_BYTES);
      out.add(length >>> 8);
      out.add(length);
    } else {
      out.add(masked | EIGHT_BYTES);
      for (int shift = 56; shift >= 0; shift -= 8) {
        out.add((int) ((long) length >>> shift));
      }
    }
  }
}
