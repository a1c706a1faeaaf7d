package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;

/**
 * A book that a source gives as a whole, level by level, of which the best prices are kept as a
 * row. Two rows with the same best prices may differ in what is behind them, so none repeats
 * another. Confined to one thread.
 */
final class WholeBook {
  private final PriceRows rows;
  private final long record;
  private final long tsEventNs;
  private final long tsRecvNs;
  private long bidE9 = MarketDataSink.NULL_PX;
  private long bidQtyE8 = MarketDataSink.NULL_QTY;
  private long askE9 = MarketDataSink.NULL_PX;
  private long askQtyE8 = MarketDataSink.NULL_QTY;

  WholeBook(PriceRows rows, long record, long tsEventNs, long tsRecvNs) {
    this.rows = rows;
    this.record = record;
    this.tsEventNs = tsEventNs;
    this.tsRecvNs = tsRecvNs;
  }

  /** Takes a level, in any order. */
  void level(byte side, long pxE9, long qtyE8) {
    if (side == MarketDataSink.BUY) {
      if (bidE9 == MarketDataSink.NULL_PX || pxE9 > bidE9) {
        bidE9 = pxE9;
        bidQtyE8 = qtyE8;
      }
    } else if (askE9 == MarketDataSink.NULL_PX || pxE9 < askE9) {
      askE9 = pxE9;
      askQtyE8 = qtyE8;
    }
  }

  /** Keeps the best prices as a row. */
  void end() {
    rows.add(record, tsEventNs, tsRecvNs, record, bidE9, bidQtyE8, askE9, askQtyE8);
  }
}
