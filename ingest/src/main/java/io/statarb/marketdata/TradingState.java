package io.statarb.marketdata;

/** Whether a symbol can be traded, as its venue says. Unknown is not tradable. */
public enum TradingState {
  /** Nothing was said yet, or what was said is not understood. */
  UNKNOWN,
  /** Continuous trading. */
  TRADING,
  /** Before the open, after the close: orders rest, nothing trades. */
  CLOSED,
  /** An auction: a crossed book is no error. */
  AUCTION,
  /** Halted or paused. */
  HALTED,
  /** Quotes are taken, trading has not resumed. */
  QUOTE_ONLY;

  /** Whether orders may be sent. */
  public boolean tradable() {
    return this == TRADING;
  }
}
