package io.statarb.moldudp;

import org.agrona.DirectBuffer;

/** Sees each datagram before it is looked at: the place of a journal. */
@FunctionalInterface
public interface PacketTap {
  /**
   * A datagram has arrived.
   *
   * @param line 0 for A and so on, or {@link MoldSession#RETRANSMISSION}
   * @param nowNs monotonic time
   * @param stampNs UTC ns
   */
  void onPacket(int line, long nowNs, long stampNs, DirectBuffer buffer, int offset, int length);
}
