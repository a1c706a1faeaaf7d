package io.statarb.moldudp;

import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher sends where, and what goes wrong with it.
 *
 * @param session name of the session
 * @param lines where lines A, B and so on are sent
 * @param faults of each line, in the same order
 * @param retransmission where the retransmission server listens, or null for none; port 0 takes a
 *     free one
 * @param retransmissionDrop share of its answers that are lost
 * @param networkInterface where multicast leaves, or null
 * @param speed market time per wall time; 0: as fast as possible
 * @param maxPacketBytes longest packet, 22 to 65,000
 * @param maxMessagesPerPacket most messages in a packet
 * @param heartbeatNs silence after which a heartbeat is sent; the end of the session is repeated
 *     twenty times as often
 * @param lingerNs how long the end of the session is repeated and requests are answered
 * @param seed of all faults
 */
public record PublisherSettings(
    String session,
    List<InetSocketAddress> lines,
    List<LineFaults> faults,
    @Nullable InetSocketAddress retransmission,
    double retransmissionDrop,
    @Nullable NetworkInterface networkInterface,
    double speed,
    int maxPacketBytes,
    int maxMessagesPerPacket,
    long heartbeatNs,
    long lingerNs,
    long seed) {
  /** Checks the limits. */
  public PublisherSettings {
    MoldPacket.session(session);
    lines = List.copyOf(lines);
    faults = List.copyOf(faults);
    if (lines.isEmpty() || lines.size() > MoldSession.MAX_LINES || faults.size() != lines.size()) {
      throw new IllegalArgumentException(
          "there must be 1 to %d lines with faults each: lines=%d faults=%d"
              .formatted(MoldSession.MAX_LINES, lines.size(), faults.size()));
    }
    if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)
        || !(retransmissionDrop >= 0 && retransmissionDrop <= 1)
        || maxMessagesPerPacket < 1
        || heartbeatNs < 1
        || lingerNs < 0) {
      throw new IllegalArgumentException(
          "limits must be positive: speed=%s retransmissionDrop=%s maxMessagesPerPacket=%d heartbeatNs=%d lingerNs=%d"
              .formatted(speed, retransmissionDrop, maxMessagesPerPacket, heartbeatNs, lingerNs));
    }
  }
}
