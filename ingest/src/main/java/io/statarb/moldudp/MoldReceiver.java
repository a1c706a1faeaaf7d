package io.statarb.moldudp;

import io.statarb.time.ClockSteps;
import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a {@link MoldSession} from sockets: lines A, B and so on, and the answers of a
 * retransmission server. It never blocks.
 *
 * <p>Confined to the thread that calls {@link #doWork}. Nothing is allocated there, with one
 * exception: the JDK keeps the address of a channel's last sender and makes a new one when another
 * sender speaks, so two senders that take turns on one line cost about 100 bytes a packet.
 */
public final class MoldReceiver implements Agent, AutoCloseable {
  /** Packets of one line taken before the other lines get their turn; bounds a duty cycle. */
  private static final int PACKETS_A_TURN = 64;

  /** Steps of the wall clock below this are the business of whoever disciplines it. */
  private static final long CLOCK_STEP_NS = 1_000_000L;

  private static final long CLOCK_CHECK_NS = 10_000_000L;
  private static final int BUFFER_BYTES = 1 << 16;

  private final MoldSession session;
  private final NanoClock clock;
  private final ClockSteps steps;
  private final @Nullable PacketTap tap;
  private final DatagramChannel[] lines;
  private final @Nullable DatagramChannel retransmission;
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
  private final ByteBuffer requestBytes = ByteBuffer.allocateDirect(MoldPacket.HEADER_BYTES);
  private final UnsafeBuffer requestBuffer = new UnsafeBuffer(requestBytes);
  private long socketErrors;

  /**
   * Opens the sockets.
   *
   * @param snapshots what stands in for lost messages, or null
   * @param tap sees each datagram first, or null
   * @param clock monotonic; times everything
   * @param wall for stamps only
   * @throws UncheckedIOException when an address cannot be had
   */
  public MoldReceiver(
      ReceiverAddresses addresses,
      MoldSettings settings,
      MoldListener listener,
      @Nullable SnapshotSource snapshots,
      @Nullable PacketTap tap,
      NanoClock clock,
      NanoClock wall) {
    this.clock = clock;
    this.tap = tap;
    this.steps = new ClockSteps(clock, wall, CLOCK_STEP_NS, CLOCK_CHECK_NS);
    this.lines = new DatagramChannel[addresses.lines().size()];
    for (int line = 0; line < lines.length; line++) {
      lines[line] =
          UdpChannels.receiving(addresses.lines().get(line), addresses.networkInterface());
    }
    InetSocketAddress server = addresses.retransmission();
    this.retransmission = server == null ? null : UdpChannels.connected(server);
    this.session =
        new MoldSession(
            settings,
            lines.length,
            listener,
            server == null ? null : this::request,
            snapshots,
            clock.nowNs());
  }

  @Override
  public int doWork() {
    long nowNs = clock.nowNs();
    long stepNs = steps.check(nowNs);
    if (stepNs != 0) {
      if (tap != null) {
        tap.onClockStep(stepNs, nowNs, steps.stampNs(nowNs));
      }
      session.onClockStep(stepNs, nowNs);
    }
    int packets = 0;
    for (int line = 0; line < lines.length; line++) {
      packets += take(line, lines[line], nowNs);
    }
    if (retransmission != null) {
      packets += take(MoldSession.RETRANSMISSION, retransmission, nowNs);
    }
    boolean acted = session.onTime(nowNs);
    if (acted && tap != null) {
      tap.onTime(nowNs, steps.stampNs(nowNs));
    }
    return packets + (acted ? 1 : 0);
  }

  private int take(int line, DatagramChannel channel, long nowNs) {
    for (int packets = 0; packets < PACKETS_A_TURN; packets++) {
      bytes.clear();
      if (!receive(line, channel)) {
        return packets;
      }
      int length = bytes.position();
      if (tap != null) {
        tap.onPacket(line, nowNs, steps.stampNs(nowNs), buffer, 0, length);
      }
      session.onPacket(line, buffer, 0, length, nowNs);
    }
    return PACKETS_A_TURN;
  }

  private boolean receive(int line, DatagramChannel channel) {
    try {
      if (line == MoldSession.RETRANSMISSION) {
        // An empty datagram reads as 0 like none at all; what follows it is read in the next turn.
        return channel.read(bytes) > 0;
      }
      return channel.receive(bytes) != null;
    } catch (IOException e) {
      // A server that is not there answers a request with an error; timeouts deal with it.
      socketErrors++;
      return false;
    }
  }

  private void request(byte[] name, long sequence, int count) {
    DatagramChannel server = retransmission;
    if (server == null) {
      return;
    }
    MoldPacket.putHeader(requestBuffer, 0, name, sequence, count);
    try {
      server.write(requestBytes.clear());
    } catch (IOException e) {
      socketErrors++;
    }
  }

  /** The stream and its state. */
  public MoldSession session() {
    return session;
  }

  /** Address on which a line is received. */
  public InetSocketAddress lineAddress(int line) {
    return UdpChannels.localAddress(lines[line]);
  }

  /** Errors of sockets, e.g. of requests to a server that is not there. */
  public long socketErrors() {
    return socketErrors;
  }

  @Override
  public String roleName() {
    return "mold-receiver";
  }

  @Override
  public void onClose() {
    close();
  }

  @Override
  public void close() {
    try {
      for (DatagramChannel line : lines) {
        line.close();
      }
      if (retransmission != null) {
        retransmission.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
