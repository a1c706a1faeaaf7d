package io.statarb.features;

import io.statarb.instruments.Instrument;

/** The last good quote of one leg, or none. */
final class LegQuote {
  private final Instrument instrument;
  private boolean held;
  private long tsNs;
  private long bidPxTicks;
  private long askPxTicks;
  private double mid;
  private double logMid;

  LegQuote(Instrument instrument) {
    this.instrument = instrument;
  }

  void set(long quoteTsNs, long quoteBidPxTicks, long quoteAskPxTicks) {
    held = true;
    tsNs = quoteTsNs;
    bidPxTicks = quoteBidPxTicks;
    askPxTicks = quoteAskPxTicks;
    mid = instrument.midPrice(quoteBidPxTicks + quoteAskPxTicks);
    logMid = StrictMath.log(mid);
  }

  void drop() {
    held = false;
  }

  boolean held() {
    return held;
  }

  long tsNs() {
    return tsNs;
  }

  /** Logarithm of the mid in quote currency. */
  double logMid() {
    return logMid;
  }

  /** Half the quoted spread over the mid, a fraction. */
  double halfSpread() {
    return (double) (askPxTicks - bidPxTicks) / (double) (askPxTicks + bidPxTicks);
  }

  /** One price tick over the mid, a fraction. */
  double tick() {
    return instrument.price(1) / mid;
  }
}
