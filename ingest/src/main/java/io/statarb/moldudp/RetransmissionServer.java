package io.statarb.moldudp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests with one packet each, as many of the messages asked for as it holds and as are
 * still kept. What is no request, of another session or asks for what is not kept gets no answer
 * and is counted.
 *
 * <p>Confined to the publisher's thread.
 */
final class RetransmissionServer {
  private static final int REQUESTS_A_TURN = 64;

  private final DatagramChannel channel;
  private final byte[] session;
  private final RetainedMessages messages;
  private final PacketBuilder builder;
  private final double answerDrop;
  private final SplittableRandom random;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(MoldPacket.HEADER_BYTES + 1);
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private long answers;
  private long refused;
  private long unavailable;
  private long dropped;

  RetransmissionServer(
      DatagramChannel channel,
      byte[] session,
      RetainedMessages messages,
      int maxPacketBytes,
      double answerDrop,
      long seed) {
    this.channel = channel;
    this.session = session.clone();
    this.messages = messages;
    this.builder = new PacketBuilder(session, maxPacketBytes);
    this.answerDrop = answerDrop;
    this.random = new SplittableRandom(seed);
  }

  int doWork() {
    int requests = 0;
    while (requests < REQUESTS_A_TURN) {
      @Nullable SocketAddress from = receive();
      if (from == null) {
        break;
      }
      requests++;
      answer(from);
    }
    return requests;
  }

  private @Nullable SocketAddress receive() {
    try {
      bytes.clear();
      return channel.receive(bytes);
    } catch (IOException e) {
      refused++;
      return null;
    }
  }

  private void answer(SocketAddress from) {
    if (MoldPacket.checkRequest(buffer, 0, bytes.position()) != PacketCheck.OK
        || !MoldPacket.isOfSession(buffer, 0, session)) {
      refused++;
      return;
    }
    long sequence = MoldPacket.sequence(buffer, 0);
    if (!messages.has(sequence)) {
      unavailable++;
      return;
    }
    int wanted = MoldPacket.count(buffer, 0);
    builder.begin(sequence);
    for (long next = sequence; next - sequence < wanted && messages.has(next); next++) {
      if (!builder.add(messages.buffer(), messages.offset(next), messages.length(next))) {
        break;
      }
    }
    if (random.nextDouble() < answerDrop) {
      dropped++;
      return;
    }
    try {
      answers += channel.send(builder.packet(), from) > 0 ? 1 : 0;
    } catch (IOException e) {
      dropped++;
    }
  }

  InetSocketAddress address() {
    return UdpChannels.localAddress(channel);
  }

  long answers() {
    return answers;
  }

  long refused() {
    return refused;
  }

  long unavailable() {
    return unavailable;
  }

  long dropped() {
    return dropped;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
