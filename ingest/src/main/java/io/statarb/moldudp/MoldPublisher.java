package io.statarb.moldudp;

import io.statarb.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages as a MoldUDP64 session on one or more lines, each with faults of its own, and
 * answers requests for what was lost. Ends the session after the last message.
 *
 * <p>Confined to the thread that calls {@link #doWork}; it never blocks.
 */
public final class MoldPublisher implements Agent, AutoCloseable {
  /** Packets sent in one duty cycle. */
  private static final int PACKETS_A_TURN = 16;

  private static final int RETAINED_MESSAGES = 1 << 20;
  private static final int RETAINED_BYTES = 1 << 26;
  private static final long FIRST_SEQUENCE = 1;
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  /**
   * Ends of the session sent in the time of a heartbeat. Nothing that follows tells a receiver that
   * it lost them all, so they come closer than heartbeats do.
   */
  private static final int ENDS_A_HEARTBEAT = 20;

  private final PublisherSettings settings;
  private final MessageSource source;
  private final NanoClock clock;
  private final DatagramChannel channel;
  private final List<FaultyLine> lines = new ArrayList<>();
  private final RetainedMessages retained;
  private final @Nullable RetransmissionServer server;
  private final PacketBuilder builder;
  private final long endEveryNs;
  private boolean hasNext;
  private boolean started;
  private boolean ended;
  private long startedNs;
  private long firstTimeNs = MessageSource.UNKNOWN_TIME;
  private long lastSentNs;
  private long endedNs;
  private long packets;
  private long heartbeats;

  /**
   * Opens the sockets and reads the first message.
   *
   * @throws UncheckedIOException when an address cannot be had
   */
  public MoldPublisher(PublisherSettings settings, MessageSource source, NanoClock clock) {
    this(
        settings,
        source,
        clock,
        settings.retransmission() == null
            ? null
            : UdpChannels.receiving(settings.retransmission(), null),
        RETAINED_MESSAGES,
        RETAINED_BYTES);
  }

  MoldPublisher(
      PublisherSettings settings,
      MessageSource source,
      NanoClock clock,
      @Nullable DatagramChannel serverChannel,
      int retainedMessages,
      int retainedBytes) {
    this.settings = settings;
    this.source = source;
    this.clock = clock;
    byte[] session = MoldPacket.session(settings.session());
    this.builder = new PacketBuilder(session, settings.maxPacketBytes());
    this.endEveryNs = Math.ceilDiv(settings.heartbeatNs(), ENDS_A_HEARTBEAT);
    this.retained = new RetainedMessages(retainedMessages, retainedBytes, FIRST_SEQUENCE);
    this.channel = UdpChannels.sending(settings.networkInterface());
    for (int line = 0; line < settings.lines().size(); line++) {
      lines.add(
          new FaultyLine(
              channel,
              settings.lines().get(line),
              settings.faults().get(line),
              settings.maxPacketBytes(),
              settings.seed() + SEED_STEP * (line + 1)));
    }
    this.server =
        serverChannel == null
            ? null
            : new RetransmissionServer(
                serverChannel,
                session,
                retained,
                settings.maxPacketBytes(),
                settings.retransmissionDrop(),
                settings.seed());
    this.hasNext = source.next();
  }

  @Override
  public int doWork() {
    long nowNs = clock.nowNs();
    if (!started) {
      started = true;
      startedNs = nowNs;
      lastSentNs = nowNs;
    }
    int work = 0;
    while (work < PACKETS_A_TURN && isDue(nowNs)) {
      sendMessages(nowNs);
      work++;
    }
    work += sendSigns(nowNs);
    for (FaultyLine line : lines) {
      work += line.flush(nowNs);
    }
    return work + (server == null ? 0 : server.doWork());
  }

  private boolean isDue(long nowNs) {
    if (!hasNext) {
      return false;
    }
    long timeNs = source.timeNs();
    if (settings.speed() == 0 || timeNs == MessageSource.UNKNOWN_TIME) {
      return true;
    }
    if (firstTimeNs == MessageSource.UNKNOWN_TIME) {
      firstTimeNs = timeNs;
    }
    return timeNs - firstTimeNs <= (nowNs - startedNs) * settings.speed();
  }

  private void sendMessages(long nowNs) {
    builder.begin(retained.nextSequence());
    while (builder.count() < settings.maxMessagesPerPacket()
        && isDue(nowNs)
        && builder.add(source.buffer(), source.offset(), source.length())) {
      retained.add(source.buffer(), source.offset(), source.length());
      hasNext = source.next();
    }
    if (builder.count() == 0) {
      throw new IllegalArgumentException(
          "message does not fit a packet: length=%d maxPacketBytes=%d"
              .formatted(source.length(), settings.maxPacketBytes()));
    }
    send(nowNs);
  }

  /** Heartbeats where there is nothing to say, and the end where all is said. */
  private int sendSigns(long nowNs) {
    if (!hasNext && (!ended || nowNs - lastSentNs >= endEveryNs) && !finished(nowNs)) {
      if (!ended) {
        ended = true;
        endedNs = nowNs;
      }
      builder.endOfSession(retained.nextSequence());
    } else if (hasNext && nowNs - lastSentNs >= settings.heartbeatNs()) {
      builder.begin(retained.nextSequence());
      heartbeats++;
    } else {
      return 0;
    }
    send(nowNs);
    return 1;
  }

  private void send(long nowNs) {
    for (FaultyLine line : lines) {
      line.offer(builder.buffer(), builder.length(), nowNs);
    }
    packets++;
    lastSentNs = nowNs;
  }

  private boolean finished(long nowNs) {
    return ended && nowNs - endedNs >= settings.lingerNs();
  }

  /** Whether the session has ended and nobody is waited for any more. */
  public boolean finished() {
    return finished(clock.nowNs());
  }

  /** Whether all messages and the end of the session have been sent once. */
  public boolean ended() {
    return ended;
  }

  /** Messages sent so far. */
  public long messages() {
    return retained.nextSequence() - FIRST_SEQUENCE;
  }

  /** Packets made for each line, heartbeats and ends included. */
  public long packets() {
    return packets;
  }

  /** Heartbeats made for each line. */
  public long heartbeats() {
    return heartbeats;
  }

  /** Packets that went out on all lines together, duplicates included. */
  public long packetsSent() {
    return lines.stream().mapToLong(FaultyLine::sent).sum();
  }

  /** Packets dropped on purpose on all lines together. */
  public long packetsDropped() {
    return lines.stream().mapToLong(FaultyLine::dropped).sum();
  }

  /** Packets sent twice on purpose. */
  public long packetsDuplicated() {
    return lines.stream().mapToLong(FaultyLine::duplicated).sum();
  }

  /** Packets overtaken on purpose. */
  public long packetsReordered() {
    return lines.stream().mapToLong(FaultyLine::reordered).sum();
  }

  /** Packets delayed on purpose. */
  public long packetsDelayed() {
    return lines.stream().mapToLong(FaultyLine::delayed).sum();
  }

  /** Packets that the network did not take. */
  public long sendErrors() {
    return lines.stream().mapToLong(FaultyLine::sendErrors).sum();
  }

  /** Answers of the retransmission server. */
  public long answers() {
    return server == null ? 0 : server.answers();
  }

  /** Requests that it could not serve because the messages are not or no more there. */
  public long unavailable() {
    return server == null ? 0 : server.unavailable();
  }

  /** Requests that it refused: no request, or of another session. */
  public long requestsRefused() {
    return server == null ? 0 : server.refused();
  }

  /** Its answers dropped on purpose. */
  public long answersDropped() {
    return server == null ? 0 : server.dropped();
  }

  /** Address of the retransmission server, or null. */
  public @Nullable InetSocketAddress retransmissionAddress() {
    return server == null ? null : server.address();
  }

  @Override
  public String roleName() {
    return "mold-publisher";
  }

  @Override
  public void onClose() {
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (server != null) {
      server.close();
    }
  }
}
