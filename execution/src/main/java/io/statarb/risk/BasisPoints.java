package io.statarb.risk;

import io.statarb.instruments.Instrument;

/** Distances from a price in parts of 1e8 (1 bp = 10,000 parts), in integers that never wrap. */
public final class BasisPoints {
  private static final long PARTS = 100_000_000L;
  private static final double PARTS_PER_BP = 10_000;

  private BasisPoints() {}

  /** Basis points as parts of 1e8, rounded to the nearest. */
  public static long partsE8(double bps) {
    if (!(bps >= 0 && bps <= 1e8)) {
      throw new IllegalArgumentException("bps must be 0 to 1e8: bps=" + bps);
    }
    return Math.round(bps * PARTS_PER_BP);
  }

  /**
   * The limit price that lies {@code slackE8} beyond the touch, rounded away from it to whole
   * ticks.
   *
   * @param side +1 buy, -1 sell
   * @param touchPxTicks ask of a buy, bid of a sale, above 0
   * @param slackE8 slack in parts of 1e8
   * @return price in ticks, or {@link Instrument#NULL_PX} when it does not fit or there is no touch
   */
  public static long limitPxTicks(int side, long touchPxTicks, long slackE8) {
    if (touchPxTicks <= 0) {
      return Instrument.NULL_PX;
    }
    long product = touchPxTicks * slackE8;
    if (Math.multiplyHigh(touchPxTicks, slackE8) != 0 || product < 0) {
      return Instrument.NULL_PX;
    }
    long slackTicks = Math.ceilDiv(product, PARTS);
    long limit = side > 0 ? touchPxTicks + slackTicks : touchPxTicks - slackTicks;
    return limit <= 0 ? Instrument.NULL_PX : limit;
  }

  /**
   * Distance of a price from a reference, both in half ticks, in parts of 1e8 rounded up.
   *
   * @return parts of 1e8, or {@link Long#MAX_VALUE} when it does not fit or the reference is not
   *     positive
   */
  public static long distanceE8(long px2Ticks, long reference2Ticks) {
    if (reference2Ticks <= 0 || px2Ticks <= 0) {
      return Long.MAX_VALUE;
    }
    long distance = Math.abs(px2Ticks - reference2Ticks);
    long product = distance * PARTS;
    if (Math.multiplyHigh(distance, PARTS) != 0 || product < 0) {
      return Long.MAX_VALUE;
    }
    return Math.ceilDiv(product, reference2Ticks);
  }
}
