package io.statarb.features.instrument;

import io.statarb.marketdata.MarketDataSink;

/** The best price levels of both sides, or none. One thread. */
final class TopLevels {
  private static final double PX = 1e-9;
  private static final double QTY = 1e-8;

  private final long[] pxE9 = new long[InstrumentState.LEVELS];
  private final long[] qtyE8 = new long[InstrumentState.LEVELS];
  private final double[][] px = new double[2][InstrumentState.LEVELS];
  private final double[][] qty = new double[2][InstrumentState.LEVELS];
  private boolean held;
  private int levels;

  /** Takes the levels; a book that lacks a side, is crossed or is not known that far is none. */
  void set(DepthLevels from) {
    held = false;
    if (!from.known(InstrumentState.LEVELS)) {
      return;
    }
    int bids = copy(from, MarketDataSink.BUY);
    int asks = copy(from, MarketDataSink.SELL);
    levels = Math.min(bids, asks);
    held = levels > 0 && px[MarketDataSink.BUY][0] <= px[MarketDataSink.SELL][0];
  }

  private int copy(DepthLevels from, byte side) {
    int count = from.copy(side, pxE9, qtyE8);
    for (int i = 0; i < count; i++) {
      px[side][i] = pxE9[i] * PX;
      qty[side][i] = qtyE8[i] * QTY;
    }
    return count;
  }

  void copy(TopLevels other) {
    held = other.held;
    levels = other.levels;
    for (int side = 0; side < 2; side++) {
      System.arraycopy(other.px[side], 0, px[side], 0, InstrumentState.LEVELS);
      System.arraycopy(other.qty[side], 0, qty[side], 0, InstrumentState.LEVELS);
    }
  }

  void drop() {
    held = false;
    levels = 0;
  }

  /** Whether both sides have at least so many levels, all known. */
  boolean has(int wanted) {
    return held && levels >= wanted;
  }

  /** Price of a level, 0 being the best. */
  double px(byte side, int level) {
    return px[side][level];
  }

  /** Quantity of a level. */
  double qty(byte side, int level) {
    return qty[side][level];
  }

  /** Quantity of the best levels of a side together. */
  double depth(byte side, int count) {
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
      sum += qty[side][i];
    }
    return sum;
  }
}
