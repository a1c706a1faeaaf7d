package io.statarb.itch;

/** Direct Listing with Capital Raise Price Discovery (O). Prices in 1e-4 dollars. */
public final class ItchDirectListing extends ItchView {
  ItchDirectListing() {}

  /** The stock, eight bytes. */
  public long stock() {
    return u64(11);
  }

  /** Whether it may be released for trading: Y or N. */
  public byte openEligibility() {
    return code(19);
  }

  /** Lowest price at which it may open. */
  public long minimumPx() {
    return u32(20);
  }

  /** Highest price at which it may open. */
  public long maximumPx() {
    return u32(24);
  }

  /** Reference price when the volatility test was passed. */
  public long nearExecutionPx() {
    return u32(28);
  }

  /** When that price was set. */
  public long nearExecutionTime() {
    return u64(32);
  }

  /** Lower collar of the auction. */
  public long lowerCollarPx() {
    return u32(40);
  }

  /** Upper collar of the auction. */
  public long upperCollarPx() {
    return u32(44);
  }
}
