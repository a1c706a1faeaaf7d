package io.statarb.moldudp;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Layout of a MoldUDP64 packet, big endian. A downstream packet with count 0 is a heartbeat, one
 * with count 0xFFFF ends the session; both carry the sequence of the next message. A request is
 * such a header alone: the first message wanted and how many.
 *
 * <pre>
 *   0         10         18      20       22
 *   +---------+----------+-------+--------+---------+--------+-----
 *   | session | sequence | count | length | message | length | ...
 *   +---------+----------+-------+--------+---------+--------+-----
 * </pre>
 *
 * <p>Accessors trust the bounds that {@link #check} has proved. Nothing is allocated.
 */
public final class MoldPacket {
  /** Bytes of a session's name: ASCII, padded with spaces on the right. */
  public static final int SESSION_BYTES = 10;

  /** Bytes before the first message. */
  public static final int HEADER_BYTES = 20;

  /** Bytes of the length before each message. */
  public static final int LENGTH_BYTES = 2;

  /** Count of a heartbeat. */
  public static final int HEARTBEAT = 0;

  /** Count of a packet that ends its session. */
  public static final int END_OF_SESSION = 0xFFFF;

  /** Longest packet taken or made; leaves room for what a journal puts around it in 64 KiB. */
  public static final int MAX_PACKET_BYTES = 65_000;

  private static final int SEQUENCE_OFFSET = SESSION_BYTES;
  private static final int COUNT_OFFSET = SEQUENCE_OFFSET + Long.BYTES;

  private MoldPacket() {}

  /** Whether a datagram is a downstream packet; each length in it is checked against its end. */
  public static PacketCheck check(DirectBuffer buffer, int offset, int length) {
    if (length < HEADER_BYTES) {
      return PacketCheck.TOO_SHORT;
    }
    if (length > MAX_PACKET_BYTES) {
      return PacketCheck.TOO_LONG;
    }
    int count = count(buffer, offset);
    int messages = count == END_OF_SESSION ? 0 : count;
    long sequence = sequence(buffer, offset);
    if (sequence < 1 || sequence > Long.MAX_VALUE - messages) {
      return PacketCheck.BAD_SEQUENCE;
    }
    int end = offset + length;
    int position = offset + HEADER_BYTES;
    for (int i = 0; i < messages; i++) {
      if (end - position < LENGTH_BYTES) {
        return PacketCheck.TRUNCATED;
      }
      int messageLength = messageLength(buffer, position);
      position += LENGTH_BYTES;
      if (end - position < messageLength) {
        return PacketCheck.TRUNCATED;
      }
      position += messageLength;
    }
    return position == end ? PacketCheck.OK : PacketCheck.TRAILING_BYTES;
  }

  /** Whether a datagram asks for messages: a header alone, with a sequence and a count above 0. */
  public static PacketCheck checkRequest(DirectBuffer buffer, int offset, int length) {
    if (length < HEADER_BYTES) {
      return PacketCheck.TOO_SHORT;
    }
    if (length > HEADER_BYTES) {
      return PacketCheck.TRAILING_BYTES;
    }
    return sequence(buffer, offset) < 1 || count(buffer, offset) == 0
        ? PacketCheck.BAD_SEQUENCE
        : PacketCheck.OK;
  }

  /** Sequence of the first message, or of the next one that will be sent. */
  public static long sequence(DirectBuffer buffer, int offset) {
    return buffer.getLong(offset + SEQUENCE_OFFSET, ByteOrder.BIG_ENDIAN);
  }

  /** Number of messages, {@link #HEARTBEAT} or {@link #END_OF_SESSION}. */
  public static int count(DirectBuffer buffer, int offset) {
    return buffer.getShort(offset + COUNT_OFFSET, ByteOrder.BIG_ENDIAN) & 0xFFFF;
  }

  /** Length of the message whose length field stands at {@code position}. */
  public static int messageLength(DirectBuffer buffer, int position) {
    return buffer.getShort(position, ByteOrder.BIG_ENDIAN) & 0xFFFF;
  }

  /** Whether the packet is of a session. */
  public static boolean isOfSession(DirectBuffer buffer, int offset, byte[] session) {
    for (int i = 0; i < SESSION_BYTES; i++) {
      if (buffer.getByte(offset + i) != session[i]) {
        return false;
      }
    }
    return true;
  }

  /** Writes a header. */
  public static void putHeader(
      MutableDirectBuffer buffer, int offset, byte[] session, long sequence, int count) {
    buffer.putBytes(offset, session, 0, SESSION_BYTES);
    buffer.putLong(offset + SEQUENCE_OFFSET, sequence, ByteOrder.BIG_ENDIAN);
    putCount(buffer, offset, count);
  }

  /** Writes the count of a packet whose header was written before. */
  static void putCount(MutableDirectBuffer buffer, int offset, int count) {
    buffer.putShort(offset + COUNT_OFFSET, (short) count, ByteOrder.BIG_ENDIAN);
  }

  /**
   * A session's name as it stands in packets.
   *
   * @throws IllegalArgumentException unless the name has 1 to 10 printable ASCII characters
   */
  public static byte[] session(String name) {
    if (!name.matches("[ -~]{1,10}")) {
      throw new IllegalArgumentException(
          "session must have 1 to 10 printable ASCII characters: session=" + name);
    }
    return "%-10s".formatted(name).getBytes(StandardCharsets.US_ASCII);
  }
}
