package io.statarb.depthbook;

import io.statarb.marketdata.MarketDataSink;

/**
 * Quantity by price on two sides. A side is {@link MarketDataSink#BUY} or {@link
 * MarketDataSink#SELL}; prices may come in any order and may cross. One thread.
 */
public interface DepthBook {
  /** Takes the level as told. */
  int OK = 0;

  /** The level lies beyond what the book has room for; the book is no longer whole. */
  int FULL = -1;

  /**
   * Sets the total quantity of a price; 0 removes the level.
   *
   * @param pxE9 any value but {@link MarketDataSink#NULL_PX}
   * @param qtyE8 0 or more; the caller refuses negative ones
   * @return {@link #OK} or {@link #FULL}
   */
  int set(byte side, long pxE9, long qtyE8);

  /** Best price of a side, or {@link MarketDataSink#NULL_PX} when it is empty. */
  long bestPxE9(byte side);

  /** Quantity at the best price of a side, or {@link MarketDataSink#NULL_QTY} when it is empty. */
  long bestQtyE8(byte side);

  /** Quantity of a price, 0 when it has none. */
  long qtyE8(byte side, long pxE9);

  /** Number of prices with a quantity. */
  int levels(byte side);

  /**
   * Copies the best levels of a side, best first.
   *
   * @param pxE9 as many as are wanted
   * @param qtyE8 at least as long
   * @return number of levels copied
   */
  int copy(byte side, long[] pxE9, long[] qtyE8);

  /** Removes all levels. */
  void clear();

  /** Bytes that the book holds in arrays, without object headers. */
  long sizeBytes();
}
