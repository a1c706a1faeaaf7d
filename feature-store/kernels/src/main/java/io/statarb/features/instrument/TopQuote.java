package io.statarb.features.instrument;

import io.statarb.marketdata.MarketDataSink;

/** A best bid and offer, or none. One thread. */
final class TopQuote {
  private static final double PX = 1e-9;
  private static final double QTY = 1e-8;

  private boolean held;
  private boolean sized;
  private long bidPxE9;
  private long askPxE9;
  private double bid;
  private double ask;
  private double bidQty;
  private double askQty;
  private double mid;
  private double logMid;

  /** Takes a quote; one that lacks a side or is crossed is none. */
  void set(long bidPxE9, long bidQtyE8, long askPxE9, long askQtyE8) {
    boolean sides = bidPxE9 != MarketDataSink.NULL_PX && askPxE9 != MarketDataSink.NULL_PX;
    held = sides && bidPxE9 > 0 && askPxE9 >= bidPxE9;
    // "No quantity" is below 0 as well.
    sized = held && bidQtyE8 > 0 && askQtyE8 > 0;
    if (held) {
      this.bidPxE9 = bidPxE9;
      this.askPxE9 = askPxE9;
      bid = bidPxE9 * PX;
      ask = askPxE9 * PX;
      mid = 0.5 * (bid + ask);
      logMid = StrictMath.log(mid);
    }
    if (sized) {
      bidQty = bidQtyE8 * QTY;
      askQty = askQtyE8 * QTY;
    }
  }

  void copy(TopQuote other) {
    held = other.held;
    sized = other.sized;
    bidPxE9 = other.bidPxE9;
    askPxE9 = other.askPxE9;
    bid = other.bid;
    ask = other.ask;
    bidQty = other.bidQty;
    askQty = other.askQty;
    mid = other.mid;
    logMid = other.logMid;
  }

  void drop() {
    held = false;
    sized = false;
  }

  boolean held() {
    return held;
  }

  /** Whether both sizes are known. */
  boolean sized() {
    return sized;
  }

  double bid() {
    return bid;
  }

  double ask() {
    return ask;
  }

  double bidQty() {
    return bidQty;
  }

  double askQty() {
    return askQty;
  }

  double mid() {
    return mid;
  }

  double logMid() {
    return logMid;
  }

  /** Quoted spread over the mid, a fraction. */
  double spread() {
    return (ask - bid) / mid;
  }

  /**
   * The quote rule of Lee and Ready (1991): 1 for a trade above the mid, which was bought, -1 below
   * it, 0 at the mid or without a quote. In whole units, as the mid need not be one of doubles.
   */
  int sideOf(long tradePxE9) {
    return held ? Long.compare(tradePxE9 - bidPxE9, askPxE9 - tradePxE9) : 0;
  }

  /** Mean quantity at the best prices; NaN when unknown. */
  double depth() {
    return sized ? 0.5 * (bidQty + askQty) : Double.NaN;
  }

  /**
   * Share of the quantity at the best prices that is to buy less that to sell; NaN when unknown.
   */
  double imbalance() {
    return sized ? (bidQty - askQty) / (bidQty + askQty) : Double.NaN;
  }
}
