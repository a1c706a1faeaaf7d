package io.statarb.itch;

/** Stock Directory (R): what a stock is. Codes are those of the specification. */
public final class ItchStockDirectory extends ItchView {
  ItchStockDirectory() {}

  /** The stock, eight bytes. */
  public long stock() {
    return u64(11);
  }

  /** Where it is listed: Q, G, S (Nasdaq), N, A, P, Z, V or space. */
  public byte marketCategory() {
    return code(19);
  }

  /** Whether it meets the listing's requirements: N, D, E, Q, S, G, H, J, K, C or space. */
  public byte financialStatus() {
    return code(20);
  }

  /** Shares of a round lot. */
  public long roundLotSize() {
    return u32(21);
  }

  /** Whether only round lots are taken: Y or N. */
  public byte roundLotsOnly() {
    return code(25);
  }

  /** Kind of security, e.g. C (common stock) or Q (fund). */
  public byte issueClassification() {
    return code(26);
  }

  /** Two letters that say more of the kind. */
  public int issueSubType() {
    return u16(27);
  }

  /** P for a real stock, T for one that tests systems. */
  public byte authenticity() {
    return code(29);
  }

  /** Rule 203(b)(3) of Regulation SHO: Y, N or space. */
  public byte shortSaleThreshold() {
    return code(30);
  }

  /** Whether it is a new issue: Y, N or space. */
  public byte ipoFlag() {
    return code(31);
  }

  /** Tier of the limit-up limit-down plan: 1, 2 or space. */
  public byte luldReferencePriceTier() {
    return code(32);
  }

  /** Whether it is an exchange traded product: Y, N or space. */
  public byte etpFlag() {
    return code(33);
  }

  /** How many times the product moves with its index. */
  public long etpLeverageFactor() {
    return u32(34);
  }

  /** Whether it moves against its index: Y or N. */
  public byte inverse() {
    return code(38);
  }
}
