package io.statarb.moldudp;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes packets of a session whose messages are told from their sequence. */
final class Packets {
  static final String SESSION = "TEST000001";

  private Packets() {}

  static byte[] message(long sequence) {
    return ("message " + sequence).getBytes(StandardCharsets.US_ASCII);
  }

  /** A packet of {@code count} messages from {@code first} on. */
  static UnsafeBuffer messages(long first, int count) {
    PacketBuilder builder = new PacketBuilder(MoldPacket.session(SESSION), 1_400);
    builder.begin(first);
    for (long sequence = first; sequence < first + count; sequence++) {
      byte[] message = message(sequence);
      if (!builder.add(new UnsafeBuffer(message), 0, message.length)) {
        throw new IllegalArgumentException("too many messages for a packet: count=" + count);
      }
    }
    return copy(builder);
  }

  static UnsafeBuffer heartbeat(long next) {
    return messages(next, 0);
  }

  static UnsafeBuffer end(long next) {
    PacketBuilder builder = new PacketBuilder(MoldPacket.session(SESSION), 1_400);
    builder.endOfSession(next);
    return copy(builder);
  }

  private static UnsafeBuffer copy(PacketBuilder builder) {
    byte[] bytes = new byte[builder.length()];
    builder.buffer().getBytes(0, bytes);
    return new UnsafeBuffer(bytes);
  }
}
