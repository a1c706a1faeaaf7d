package io.statarb.reference;

/** What happened to a security. The numbers on the tape are those of its schema. */
public enum ActionKind {
  /** New shares for old ones, more (a split) or fewer (a reverse split). */
  SPLIT(true),
  /** The same by way of a dividend paid in shares, e.g. 105:100. */
  STOCK_DIVIDEND(true),
  /** Cash for each share. */
  CASH_DIVIDEND(false),
  /** Shares of another company for each share; {@code cash} is what those were worth. */
  SPIN_OFF(false),
  /** The shares become cash, shares of another company, or both; the series ends. */
  MERGER(false),
  /** The security goes on under another symbol. */
  SYMBOL_CHANGE(false),
  /** The series ends. */
  DELISTING(false);

  private final boolean ratio;

  ActionKind(boolean ratio) {
    this.ratio = ratio;
  }

  /** Whether it is told by a ratio of new units to old ones. */
  public boolean hasRatio() {
    return ratio;
  }

  /** Whether the price is lower afterwards by an amount of cash. */
  public boolean hasCash() {
    return this == CASH_DIVIDEND || this == SPIN_OFF;
  }

  /** Whether nothing is traded afterwards under this symbol. */
  public boolean ends() {
    return this == MERGER || this == DELISTING;
  }
}
