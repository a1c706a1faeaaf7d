package io.statarb.binance.stream;

/** What a person has to be told; each is told once when it begins. */
public enum StreamAlarm {
  /** No market data at all since the start; detail: ns waited. */
  NO_DATA_AT_OPEN,
  /** Not a byte on the open connection for too long; detail: ns since the last one. */
  FEED_SILENT,
  /** No more attempts to connect are made; detail: attempts. */
  GIVEN_UP
}
