package io.statarb.moldudp;

import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A publisher and a receiver on real loopback sockets, stepped by one thread on a clock of their
 * own. All that was sent in a step is received in it, so that a seed always replays the same run;
 * only faults that were asked for happen.
 */
final class FeedRig implements AutoCloseable {
  private static final long STEP_NS = 200_000L;
  private static final int MAX_STEPS = 200_000;
  private static final long KERNEL_PATIENCE_NS = 5_000_000_000L;
  private static final int GARBAGE_A_STEP = 30;
  private static final int RETAINED_MESSAGES = 1 << 13;
  private static final int RETAINED_BYTES = 1 << 19;

  /** What is under test. */
  interface Subject extends AutoCloseable {
    InetSocketAddress lineAddress(int line);

    void doWork();

    /** Datagrams taken so far. */
    long packets();

    boolean ended();

    boolean blind();

    @Override
    void close();
  }

  /** Makes what is under test. */
  @FunctionalInterface
  interface SubjectMaker {
    Subject make(ReceiverAddresses addresses, MoldListener listener, NanoClock clock);
  }

  /**
   * What happens in a run.
   *
   * @param faults of each line
   * @param server whether requests are answered; else nobody listens at its address
   * @param answerDrop share of answers that are lost
   * @param messagesPerPacket most messages in a packet
   * @param garbage datagrams of which line A gets 30 before each step of the publisher
   * @param seed of the faults
   */
  record Scenario(
      List<LineFaults> faults,
      boolean server,
      double answerDrop,
      int messagesPerPacket,
      List<ByteBuffer> garbage,
      long seed) {}

  private final DeliveryCheck check;
  private final Subject subject;
  private final MoldPublisher publisher;
  private final DatagramChannel garbageChannel = UdpChannels.sending(null);
  private final List<ByteBuffer> garbage;
  private final DatagramChannel serverChannel;
  private final boolean server;
  private long nowNs = 1_000_000_000_000L;
  private long garbageSent;

  FeedRig(MessageList truth, Scenario scenario, SubjectMaker maker) {
    check = new DeliveryCheck(truth);
    garbage = scenario.garbage();
    server = scenario.server();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    serverChannel = UdpChannels.receiving(any, null);
    List<InetSocketAddress> own = new ArrayList<>();
    for (int line = 0; line < scenario.faults().size(); line++) {
      own.add(any);
    }
    InetSocketAddress serverAddress = UdpChannels.localAddress(serverChannel);
    subject = maker.make(new ReceiverAddresses(own, serverAddress, null), check, () -> nowNs);
    List<InetSocketAddress> targets = new ArrayList<>();
    for (int line = 0; line < own.size(); line++) {
      targets.add(subject.lineAddress(line));
    }
    PublisherSettings settings =
        new PublisherSettings(
            Packets.SESSION,
            targets,
            scenario.faults(),
            null,
            scenario.answerDrop(),
            null,
            0,
            1_400,
            scenario.messagesPerPacket(),
            100_000_000L,
            60_000_000_000L,
            scenario.seed());
    publisher =
        new MoldPublisher(
            settings,
            truth.source(),
            () -> nowNs,
            server ? serverChannel : null,
            RETAINED_MESSAGES,
            RETAINED_BYTES);
  }

  /** Runs to the end of the session and says what is wrong. */
  List<String> run() {
    int steps = 0;
    while (!subject.ended()) {
      if (++steps > MAX_STEPS) {
        return List.of("no end after %d steps".formatted(steps));
      }
      nowNs += STEP_NS;
      sendGarbage();
      publisher.doWork();
      receiveAll();
    }
    return check.verdict(subject.blind());
  }

  private void sendGarbage() {
    if (garbage.isEmpty()) {
      return;
    }
    try {
      for (int i = 0; i < GARBAGE_A_STEP; i++) {
        ByteBuffer datagram = garbage.get((int) (garbageSent % garbage.size())).duplicate();
        garbageChannel.send(datagram, subject.lineAddress(0));
        garbageSent++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receiveAll() {
    long expected = publisher.packetsSent() + publisher.answers() + garbageSent;
    NanoClock real = NanoClock.monotonic();
    long startNs = real.nowNs();
    subject.doWork();
    while (subject.packets() < expected) {
      if (real.nowNs() - startNs > KERNEL_PATIENCE_NS) {
        throw new IllegalStateException(
            "the kernel lost packets: taken=%d sent=%d".formatted(subject.packets(), expected));
      }
      subject.doWork();
    }
  }

  MoldPublisher publisher() {
    return publisher;
  }

  DeliveryCheck check() {
    return check;
  }

  @Override
  public void close() {
    try {
      subject.close();
      publisher.close();
      serverChannel.close();
      garbageChannel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
