package io.statarb.features.instrument;

import io.statarb.marketdata.MarketDataSink;

/** The price levels of one instrument, to be looked at after each complete update. */
public interface DepthLevels {
  /**
   * Whether the best levels are known without a hole.
   *
   * @param levels number of levels of each side that must be known, or all if there are fewer
   */
  boolean known(int levels);

  /**
   * Copies the best levels of a side, best first.
   *
   * @param side {@link MarketDataSink#BUY} or {@link MarketDataSink#SELL}
   * @param pxE9 as many as are wanted
   * @param qtyE8 at least as long
   * @return number of levels copied
   */
  int copy(byte side, long[] pxE9, long[] qtyE8);
}
