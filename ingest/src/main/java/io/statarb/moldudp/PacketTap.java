package io.statarb.moldudp;

import org.agrona.DirectBuffer;

/**
 * Sees all that moves a session, each datagram before it is looked at: the place of a journal. A
 * session that is given the same datagrams, steps and times again does the same again.
 */
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

  /**
   * The session has acted on the passing of time: it asked, gave up, raised an alarm or changed its
   * state. Other times have left it as it was.
   *
   * @param nowNs monotonic time that it was told
   * @param stampNs UTC ns
   */
  default void onTime(long nowNs, long stampNs) {}

  /**
   * The wall clock was set.
   *
   * @param stepNs by how much
   * @param nowNs monotonic time
   * @param stampNs UTC ns
   */
  default void onClockStep(long stepNs, long nowNs, long stampNs) {}
}
