package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;

/** The last good quote of one leg, or none. */
final class LegQuote {
  private final Instrument instrument;
  private boolean held;
  private long tsNs;
  private long bidPxTicks;
  private long askPxTicks;
  private double mid = Double.NaN;
  private double logMid;
  private double logShift;
  private double scale = 1.0;

  LegQuote(Instrument instrument) {
    this.instrument = instrument;
  }

  void set(long quoteTsNs, long quoteBidPxTicks, long quoteAskPxTicks) {
    held = true;
    tsNs = quoteTsNs;
    bidPxTicks = quoteBidPxTicks;
    askPxTicks = quoteAskPxTicks;
    double quoted = instrument.midPrice(quoteBidPxTicks + quoteAskPxTicks);
    mid = quoted * scale;
    logMid = StrictMath.log(quoted) + logShift;
  }

  /**
   * Prices are in other units from now on: the log mid goes on where it stood, in the units of the
   * session's start, so that no kernel sees a jump.
   */
  void rebase(Rebasing rebasing) {
    logShift += rebasing.logShift(mid / scale);
    scale = StrictMath.exp(logShift);
  }

  void reset() {
    held = false;
    mid = Double.NaN;
    logShift = 0.0;
    scale = 1.0;
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

  /** Logarithm of the mid in quote currency, in the units that the session began with. */
  double logMid() {
    return logMid;
  }

  /** Half the quoted spread over the mid, a fraction. */
  double halfSpread() {
    return (double) (askPxTicks - bidPxTicks) / (double) (askPxTicks + bidPxTicks);
  }

  /** One price tick over the mid in the units that the session began with, a fraction. */
  double tick() {
    return instrument.price(1) / mid;
  }
}
