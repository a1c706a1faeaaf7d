package io.statarb.moldudp;

import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver listens.
 *
 * @param lines addresses of line A, then B and so on: multicast groups, or own addresses for
 *     unicast; port 0 takes a free one
 * @param retransmission address of the retransmission server, or null
 * @param networkInterface where groups are joined, or null for the first one that can
 */
public record ReceiverAddresses(
    List<InetSocketAddress> lines,
    @Nullable InetSocketAddress retransmission,
    @Nullable NetworkInterface networkInterface) {
  /** Checks the number of lines. */
  public ReceiverAddresses {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MoldSession.MAX_LINES) {
      throw new IllegalArgumentException(
          "there must be 1 to %d lines: lines=%d".formatted(MoldSession.MAX_LINES, lines.size()));
    }
  }
}
