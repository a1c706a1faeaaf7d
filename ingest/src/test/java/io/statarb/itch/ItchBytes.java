package io.statarb.itch;

/** Messages for tests. */
final class ItchBytes {
  private ItchBytes() {}

  /** A message of a type with its header; the rest is 0. */
  static byte[] message(char type, int locate, long timeNs) {
    byte[] bytes = new byte[ItchMessages.length((byte) type)];
    BigEndian.u64(bytes, 3, timeNs);
    BigEndian.u16(bytes, 1, locate);
    bytes[0] = (byte) type;
    return bytes;
  }
}
