package io.statarb.binance.stream;

/**
 * Sees all that books are built from, before it has an effect: the place of a journal. Whoever
 * hands the same to other {@link StreamBooks} in the same order gets the same books. Bytes are lent
 * during the call, from {@code from} up to, not with, {@code to}; {@code nowNs} is monotonic,
 * {@code stampNs} UTC.
 */
public interface StreamTap {
  /** Looks at nothing. */
  StreamTap NONE = (bytes, from, to, stampNs, nowNs) -> {};

  /** A message of the stream, as it came. */
  void onMessage(byte[] bytes, int from, int to, long stampNs, long nowNs);

  /** An answer of REST to a request for a snapshot, as it came. */
  default void onSnapshot(
      String symbol, byte[] bytes, int from, int to, long stampNs, long nowNs) {}

  /** The connection was lost. */
  default void onLost(String why, long stampNs, long nowNs) {}

  /** A symbol was given up. */
  default void onBlind(String symbol, String why, long stampNs, long nowNs) {}

  /** A symbol that was given up begins anew. */
  default void onResync(String symbol, long stampNs, long nowNs) {}
}
