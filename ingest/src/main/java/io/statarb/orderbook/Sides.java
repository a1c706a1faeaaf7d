package io.statarb.orderbook;

import io.statarb.marketdata.MarketDataSink;

/** What a caller must keep to. */
final class Sides {
  /** One more than the highest symbol; bounds what a wrong number may cost. */
  static final int MAX_SYMBOLS = 1 << 20;

  private Sides() {}

  /** Rest orders have one of two sides; another is the caller's bug. */
  static void require(byte side) {
    if (side != MarketDataSink.BUY && side != MarketDataSink.SELL) {
      throw new IllegalArgumentException("side must be BUY or SELL: side=" + side);
    }
  }

  /** A symbol out of range is the caller's bug. */
  static void requireSymbol(int symbol) {
    if (symbol < 0 || symbol >= MAX_SYMBOLS) {
      throw new IllegalArgumentException(
          "symbol must be 0 to %d: symbol=%d".formatted(MAX_SYMBOLS - 1, symbol));
    }
  }
}
