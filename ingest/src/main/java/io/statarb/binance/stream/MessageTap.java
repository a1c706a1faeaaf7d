package io.statarb.binance.stream;

/** Sees each message as it came, before it is looked at: the place of a journal. */
@FunctionalInterface
public interface MessageTap {
  /** Looks at nothing. */
  MessageTap NONE = (snapshotOf, nowNs, stampNs, bytes, from, to) -> {};

  /**
   * A message has arrived.
   *
   * @param snapshotOf empty for a message of the stream; for an answer of REST the symbol that was
   *     asked for
   * @param nowNs monotonic time
   * @param stampNs UTC ns
   * @param bytes lent during the call, from {@code from} up to, not with, {@code to}
   */
  void onMessage(String snapshotOf, long nowNs, long stampNs, byte[] bytes, int from, int to);
}
