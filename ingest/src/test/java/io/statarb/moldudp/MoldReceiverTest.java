package io.statarb.moldudp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sockets of the receiver, its clocks (ING-11) and what it allocates. */
final class MoldReceiverTest {
  private static final long MS = 1_000_000L;
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final DatagramChannel sender = UdpChannels.sending(null);
  private final Recording recording = new Recording();
  private long nowNs = 77;
  private long wallNs = 1_700_000_000_000_000_000L;
  private @Nullable MoldReceiver opened;

  private MoldReceiver receiver(MoldListener listener, @Nullable InetSocketAddress server) {
    MoldReceiver receiver =
        new MoldReceiver(
            new ReceiverAddresses(List.of(ANY, ANY), server, null),
            MoldSettings.of(Packets.SESSION),
            listener,
            null,
            null,
            () -> nowNs,
            () -> wallNs);
    opened = receiver;
    return receiver;
  }

  @AfterEach
  void close() throws IOException {
    sender.close();
    if (opened != null) {
      opened.close();
    }
  }

  private void send(MoldReceiver receiver, int line, UnsafeBuffer packet) throws IOException {
    byte[] bytes = new byte[packet.capacity()];
    packet.getBytes(0, bytes);
    sender.send(ByteBuffer.wrap(bytes), receiver.lineAddress(line));
  }

  private void passMs(MoldReceiver receiver, long ms) {
    for (long i = 0; i < ms; i++) {
      nowNs += MS;
      wallNs += MS;
      receiver.doWork();
    }
  }

  @Test
  void shouldFindTheLossOfTheLastPacketWithinOneHeartbeat() throws IOException {
    MoldReceiver receiver = receiver(recording, null);
    send(receiver, 0, Packets.messages(1, 2));
    passMs(receiver, 1);
    assertThat(receiver.session().state()).isEqualTo(MoldState.LIVE);
    passMs(receiver, 999);
    send(receiver, 0, Packets.heartbeat(4));
    receiver.doWork();
    assertThat(receiver.session().state()).isEqualTo(MoldState.GAP);
    assertThat(recording.gaps).containsExactly(new Recording.Range(3, 4));
  }

  @Test
  void shouldCountWhatTheServerThatIsNotThereAnswers() throws IOException {
    InetSocketAddress closed;
    try (DatagramChannel once = UdpChannels.receiving(ANY, null)) {
      closed = UdpChannels.localAddress(once);
    }
    MoldReceiver receiver = receiver(recording, closed);
    send(receiver, 1, Packets.messages(2, 1));
    passMs(receiver, 300);
    assertThat(receiver.session().state()).isEqualTo(MoldState.BLIND);
    assertThat(receiver.session().counters().requests()).isEqualTo(8);
    assertThat(receiver.socketErrors()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {3_600_000 * MS, -3_600_000 * MS, -2 * MS, 2 * MS})
  void shouldTellOfAClockStepAndTimeNothingByIt(long stepNs) throws IOException {
    MoldReceiver receiver = receiver(recording, null);
    send(receiver, 0, Packets.messages(1, 1));
    passMs(receiver, 50);
    wallNs += stepNs;
    passMs(receiver, 50);
    send(receiver, 0, Packets.messages(2, 1));
    passMs(receiver, 10);
    assertThat(recording.alarms).containsExactly(MoldAlarm.CLOCK_STEP);
    assertThat(recording.states).containsExactly(MoldState.LIVE);
    assertThat(recording.sequences()).containsExactly(1L, 2L);
    // Stale 3 s after the last packet by the monotonic clock, neither sooner nor later.
    passMs(receiver, 2_991);
    assertThat(receiver.session().state()).isEqualTo(MoldState.LIVE);
    passMs(receiver, 1);
    assertThat(receiver.session().state()).isEqualTo(MoldState.STALE);
  }

  @Test
  void shouldNotTellOfAStepWhenTheWallClockIsSlewedOrOffByLess() throws IOException {
    MoldReceiver receiver = receiver(recording, null);
    for (int second = 0; second < 60; second++) {
      send(receiver, 0, Packets.heartbeat(1));
      send(receiver, 1, Packets.heartbeat(1));
      passMs(receiver, 1_000);
      // A leap second that is smeared over a minute, and the odd correction of half a millisecond.
      wallNs += second % 10 == 0 ? MS / 2 : 0;
    }
    for (int ms = 0; ms < 60_000; ms++) {
      wallNs += 16_667;
      passMs(receiver, 1);
      if (ms % 1_000 == 0) {
        send(receiver, 0, Packets.heartbeat(1));
        send(receiver, 1, Packets.heartbeat(1));
      }
    }
    assertThat(recording.alarms).isEmpty();
  }

  /** Counts, so that the listener itself allocates nothing. */
  private static final class Counting implements MoldListener {
    private long messages;
    private long bytes;

    @Override
    public void onMessage(long sequence, DirectBuffer buffer, int offset, int length) {
      messages++;
      bytes += length;
    }
  }

  @Test
  void shouldAllocateNothingPerMessageWhenWarm() throws IOException {
    Counting counting = new Counting();
    MoldReceiver receiver = receiver(counting, null);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    int rounds = 3_000;
    PacketBuilder builder = new PacketBuilder(MoldPacket.session(Packets.SESSION), 1_400);
    UnsafeBuffer message = new UnsafeBuffer(new byte[40]);
    long allocated = 0;
    long measured = 0;
    long next = 1;
    for (int round = 0; round < rounds; round++) {
      // Both lines, eight packets each, every second packet of A before its turn.
      for (int pair = 0; pair < 4; pair++) {
        sendTwenty(receiver, builder, message, 0, next + 20);
        sendTwenty(receiver, builder, message, 1, next + 20);
        sendTwenty(receiver, builder, message, 1, next);
        sendTwenty(receiver, builder, message, 0, next);
        next += 40;
      }
      nowNs += MS / 10;
      wallNs += MS / 10;
      long before = threads.getThreadAllocatedBytes(thread);
      receiver.doWork();
      long bytes = threads.getThreadAllocatedBytes(thread) - before;
      if (round >= rounds / 2) {
        allocated += bytes;
        measured += 160;
      }
    }
    System.out.printf("moldudp: allocated bytes=%d messages=%d%n", allocated, measured);
    assertThat(counting.messages).isEqualTo(next - 1);
    assertThat(counting.bytes).isEqualTo(40 * (next - 1));
    assertThat(receiver.session().counters().held()).isPositive();
    // Less than one object in a thousand messages: what is left is the JVM's own.
    assertThat(allocated).isLessThan(measured * 16 / 1_000);
  }

  private void sendTwenty(
      MoldReceiver receiver, PacketBuilder builder, UnsafeBuffer message, int line, long first)
      throws IOException {
    builder.begin(first);
    for (int i = 0; i < 20; i++) {
      assertThat(builder.add(message, 0, message.capacity())).isTrue();
    }
    sender.send(builder.packet(), receiver.lineAddress(line));
  }
}
