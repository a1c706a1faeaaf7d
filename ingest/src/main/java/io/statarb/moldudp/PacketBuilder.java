package io.statarb.moldudp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Puts messages into a packet up to a limit. Confined to one thread; nothing is allocated. */
final class PacketBuilder {
  private final byte[] session;
  private final ByteBuffer bytes;
  private final UnsafeBuffer buffer;
  private long sequence;
  private int count;
  private int length;

  /**
   * Makes a builder.
   *
   * @param session name as in {@link MoldPacket#session}
   * @param maxPacketBytes 20 to 65,000; e.g. 1,400 to fit an Ethernet frame
   */
  PacketBuilder(byte[] session, int maxPacketBytes) {
    if (maxPacketBytes < MoldPacket.HEADER_BYTES || maxPacketBytes > MoldPacket.MAX_PACKET_BYTES) {
      throw new IllegalArgumentException(
          "packet limit must be %d to %d bytes: maxPacketBytes=%d"
              .formatted(MoldPacket.HEADER_BYTES, MoldPacket.MAX_PACKET_BYTES, maxPacketBytes));
    }
    this.session = session.clone();
    this.bytes = ByteBuffer.allocateDirect(maxPacketBytes);
    this.buffer = new UnsafeBuffer(bytes);
  }

  /** Starts a packet without messages: a heartbeat if none is added. */
  void begin(long firstSequence) {
    sequence = firstSequence;
    count = 0;
    length = MoldPacket.HEADER_BYTES;
    MoldPacket.putHeader(buffer, 0, session, sequence, 0);
  }

  /** Makes the packet that ends the session. */
  void endOfSession(long nextSequence) {
    begin(nextSequence);
    MoldPacket.putCount(buffer, 0, MoldPacket.END_OF_SESSION);
  }

  /** Adds a message, or says that it does not fit. */
  boolean add(DirectBuffer source, int offset, int messageLength) {
    int after = length + MoldPacket.LENGTH_BYTES + messageLength;
    if (after > buffer.capacity() || count == MoldPacket.END_OF_SESSION - 1) {
      return false;
    }
    buffer.putShort(length, (short) messageLength, ByteOrder.BIG_ENDIAN);
    buffer.putBytes(length + MoldPacket.LENGTH_BYTES, source, offset, messageLength);
    length = after;
    count++;
    MoldPacket.putCount(buffer, 0, count);
    return true;
  }

  /** Number of messages so far. */
  int count() {
    return count;
  }

  /** The packet, ready to be sent; valid until the next one is begun. */
  ByteBuffer packet() {
    return bytes.clear().limit(length);
  }

  /** The packet's bytes. */
  DirectBuffer buffer() {
    return buffer;
  }

  /** Bytes of the packet so far. */
  int length() {
    return length;
  }
}
