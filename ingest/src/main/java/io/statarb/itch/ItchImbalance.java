package io.statarb.itch;

/** Net Order Imbalance Indicator (I): what an auction would do now. Prices in 1e-4 dollars. */
public final class ItchImbalance extends ItchView {
  ItchImbalance() {}

  /** Shares that would trade. */
  public long pairedShares() {
    return u64(11);
  }

  /** Shares that would not. */
  public long imbalanceShares() {
    return u64(19);
  }

  /** Side of these: B, S, N (none), O (too few orders) or P (paused). */
  public byte imbalanceDirection() {
    return code(27);
  }

  /** The stock, eight bytes. */
  public long stock() {
    return u64(28);
  }

  /** Price at which the auction's own orders alone would trade. */
  public long farPx() {
    return u32(36);
  }

  /** Price at which all orders would trade. */
  public long nearPx() {
    return u32(40);
  }

  /** Price for which the two shares above hold. */
  public long currentReferencePx() {
    return u32(44);
  }

  /** Auction: O (opening), C (closing), H (halted or new issue) or A (extended). */
  public byte crossType() {
    return code(48);
  }

  /** How far the near price is from the nearest touch, as a code. */
  public byte priceVariation() {
    return code(49);
  }
}
