package io.statarb.features.instrument;

import io.statarb.features.SessionTime;
import io.statarb.marketdata.MarketDataSink;

/**
 * What all kernels of one instrument read: the quote and the levels that stand and those before
 * them, the last trade, and time.
 */
final class InstrumentState {
  /** Levels of each side that are looked at. */
  static final int LEVELS = 10;

  private static final double PX = 1e-9;
  private static final double QTY = 1e-8;

  private final SessionTime time = new SessionTime();
  private final TopQuote quote = new TopQuote();
  private final TopQuote before = new TopQuote();
  private final TopLevels levels = new TopLevels();
  private final TopLevels levelsBefore = new TopLevels();
  private boolean traded;
  private long tradeNs;
  private double tradePx;
  private double tradeQty;
  private int tradeSign;

  SessionTime time() {
    return time;
  }

  /** The quote that stands. */
  TopQuote quote() {
    return quote;
  }

  /** The quote that stood before the last call of {@link #onQuote}. */
  TopQuote before() {
    return before;
  }

  /** The levels that stand. */
  TopLevels levels() {
    return levels;
  }

  /** The levels that stood before the last call of {@link #onDepth}. */
  TopLevels levelsBefore() {
    return levelsBefore;
  }

  void onQuote(long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    before.copy(quote);
    quote.set(bidPxE9, bidQtyE8, askPxE9, askQtyE8);
  }

  void onDepth(DepthLevels book) {
    levelsBefore.copy(levels);
    levels.set(book);
  }

  void onTrade(long pxE9, long qtyE8, byte aggressor) {
    traded = true;
    tradeNs = time.nowNs();
    tradePx = pxE9 * PX;
    tradeQty = qtyE8 * QTY;
    tradeSign =
        switch (aggressor) {
          case MarketDataSink.BUY -> 1;
          case MarketDataSink.SELL -> -1;
          default -> quote.sideOf(pxE9);
        };
  }

  /** Whether there was a trade in this session. */
  boolean traded() {
    return traded;
  }

  /** Time of the last trade. */
  long tradeNs() {
    return tradeNs;
  }

  /** Price of the last trade. */
  double tradePx() {
    return tradePx;
  }

  /** Quantity of the last trade. */
  double tradeQty() {
    return tradeQty;
  }

  /** 1 when the buyer came last, -1 when the seller did, 0 when it cannot be told. */
  int tradeSign() {
    return tradeSign;
  }

  void reset() {
    time.reset();
    quote.drop();
    before.drop();
    levels.drop();
    levelsBefore.drop();
    traded = false;
    tradeNs = 0;
    tradePx = 0.0;
    tradeQty = 0.0;
    tradeSign = 0;
  }
}
