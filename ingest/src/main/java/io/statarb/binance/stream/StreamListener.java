package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.depthbook.SequencedBook;

/** Learns what comes of a feed. Called by the client's thread; what is passed is only lent. */
public interface StreamListener {
  /** A message of a symbol that was asked for, already in the book if it belongs there. */
  default void onMessage(BinanceMessage message, long nowNs, long stampNs) {}

  /** The book of a symbol is live and has changed. */
  default void onBook(String symbol, SequencedBook book, long nowNs) {}

  /**
   * A symbol's state changed.
   *
   * @param reason one clause, for a person
   */
  default void onState(String symbol, SyncState from, SyncState to, String reason, long nowNs) {}

  /** Something a person has to know. */
  default void onAlarm(StreamAlarm alarm, long detail, long nowNs) {}
}
