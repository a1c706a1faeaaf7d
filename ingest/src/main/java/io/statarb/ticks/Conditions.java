package io.statarb.ticks;

import io.statarb.tape.sbe.QuoteCondition;

/** The values of {@link QuoteCondition} as bytes, for columns and the hot path, and one more. */
public final class Conditions {
  /** A quote that can be traded. */
  public static final byte GOOD = (byte) QuoteCondition.GOOD.value();

  /** Bid equals ask: kept with its price, not tradable. */
  public static final byte LOCKED = (byte) QuoteCondition.LOCKED.value();

  /** Bid above ask. */
  public static final byte CROSSED = (byte) QuoteCondition.CROSSED.value();

  /** A price of 0 or less. */
  public static final byte NON_POSITIVE = (byte) QuoteCondition.NON_POSITIVE.value();

  /** Earlier than the line before it in its file. */
  public static final byte OUT_OF_ORDER = (byte) QuoteCondition.OUT_OF_ORDER.value();

  /** Time, bid and ask of the line before it. */
  public static final byte DUPLICATE = (byte) QuoteCondition.DUPLICATE.value();

  /** Not a line of the format. */
  public static final byte MALFORMED = (byte) QuoteCondition.MALFORMED.value();

  /** A price between two ticks. */
  public static final byte OFF_TICK = (byte) QuoteCondition.OFF_TICK.value();

  /** A price too far from the last good one. */
  public static final byte JUMP = (byte) QuoteCondition.JUMP.value();

  /** In no session of the run; counted, never on a tape. */
  public static final byte OUTSIDE_SESSION = (byte) QuoteCondition.OUTSIDE_SESSION.value();

  /**
   * What the opening of a day's bar was dealt at: traded on like a good quote, but no bar closes
   * with it, so that features which look at closes do not see it.
   */
  public static final byte OPENING = (byte) QuoteCondition.OPENING.value();

  /**
   * A bid without an ask, or an ask without a bid. Counted under this name; on a tape it is
   * MALFORMED, since a new value there would change the bytes of every tape that was written.
   */
  public static final byte ONE_SIDED = (byte) (OPENING + 1);

  /** Number of conditions; they count from 0. */
  public static final int COUNT = ONE_SIDED + 1;

  private Conditions() {}

  /** Whether a tick of this condition carries prices. */
  public static boolean priced(byte condition) {
    return condition == GOOD || condition == LOCKED || condition == OPENING;
  }

  /** Name of a condition, e.g. {@code CROSSED}. */
  public static String name(byte condition) {
    return condition == ONE_SIDED ? "ONE_SIDED" : QuoteCondition.get(condition).name();
  }

  /** The condition that stands for one on a tape and in columns. */
  public static byte onTape(byte condition) {
    return condition == ONE_SIDED ? MALFORMED : condition;
  }
}
