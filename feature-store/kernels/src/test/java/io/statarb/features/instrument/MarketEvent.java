package io.statarb.features.instrument;

import io.statarb.marketdata.MarketDataSink;

/**
 * One event of one instrument.
 *
 * @param kind Q, T or D
 * @param bid best bid of a quote, 1e-9
 * @param px price of a trade, 1e-9
 * @param levels levels after an update
 */
record MarketEvent(
    long tsNs,
    char kind,
    long bid,
    long bidQty,
    long ask,
    long askQty,
    long px,
    long qty,
    byte aggressor,
    Levels levels) {

  /** Levels that stand still. */
  record Levels(boolean known, Side bids, Side asks) implements DepthLevels {
    static final Levels NONE = new Levels(false, Side.NONE, Side.NONE);

    @Override
    public boolean known(int levels) {
      return known;
    }

    @Override
    public int copy(byte side, long[] pxE9, long[] qtyE8) {
      Side from = side == MarketDataSink.BUY ? bids : asks;
      int count = Math.min(from.count, pxE9.length);
      System.arraycopy(from.px, 0, pxE9, 0, count);
      System.arraycopy(from.qty, 0, qtyE8, 0, count);
      return count;
    }
  }

  /** One side of a book, best first. */
  static final class Side {
    static final Side NONE = new Side(0);
    final int count;
    final long[] px;
    final long[] qty;

    Side(int count) {
      this.count = count;
      this.px = new long[count];
      this.qty = new long[count];
    }
  }

  boolean feed(InstrumentFeatures features) {
    return switch (kind) {
      case 'Q' -> features.onQuote(tsNs, bid, bidQty, ask, askQty);
      case 'T' -> features.onTrade(tsNs, px, qty, aggressor);
      default -> features.onDepth(tsNs, levels);
    };
  }
}
