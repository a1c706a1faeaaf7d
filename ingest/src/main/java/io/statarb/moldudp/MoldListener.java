package io.statarb.moldudp;

import org.agrona.DirectBuffer;

/** Takes the messages of a session in order, each exactly once, and what happens to the stream. */
public interface MoldListener {
  /**
   * The next message.
   *
   * @param sequence its number; one more than the last, except behind {@link #onLost} and {@link
   *     #onSnapshot}
   * @param buffer holds it; valid during the call
   * @param offset where it starts
   * @param length its bytes, may be 0
   */
  void onMessage(long sequence, DirectBuffer buffer, int offset, int length);

  /** The state changed. */
  default void onState(MoldState from, MoldState to, long nowNs) {}

  /** Messages from {@code from} up to, not with, {@code to} are missing. */
  default void onGap(long from, long to, long nowNs) {}

  /**
   * Messages from {@code from} up to, not with, {@code to} will never come: what was built from the
   * stream is BLIND from here on, until a snapshot.
   */
  default void onLost(long from, long to) {}

  /** A snapshot stands for all messages before {@code nextSequence}; it was taken already. */
  default void onSnapshot(long nextSequence) {}

  /** Something a person has to know. */
  default void onAlarm(MoldAlarm alarm, long detail, long nowNs) {}
}
