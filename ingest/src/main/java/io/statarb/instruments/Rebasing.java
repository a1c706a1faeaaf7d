package io.statarb.instruments;

/**
 * What one unit held before a corporate action becomes: {@code newUnits / oldUnits} units and cash.
 * A price P before it stands for {@code (P - cash) * oldUnits / newUnits} after it, so that what is
 * held is worth the same. A 4:1 split is 4, 1, 0; a dividend of 0.50 is 1, 1, 500,000,000.
 *
 * @param newUnits units after it, at least 1
 * @param oldUnits units before it that they stand for, at least 1
 * @param cashE9 cash for each old unit, 1e-9 of the quote currency, at least 0
 */
public record Rebasing(long newUnits, long oldUnits, long cashE9) {
  /** Changes nothing. */
  public static final Rebasing NONE = new Rebasing(1, 1, 0);

  /** Largest number in a ratio: a product with lots or ticks that occur stays within 64 bits. */
  public static final long MAX_UNITS = 1_000_000;

  /** Checks that it is a ratio. */
  public Rebasing {
    if (newUnits < 1 || oldUnits < 1 || newUnits > MAX_UNITS || oldUnits > MAX_UNITS) {
      throw new IllegalArgumentException(
          "a ratio is of 1 to %d units: newUnits=%d oldUnits=%d"
              .formatted(MAX_UNITS, newUnits, oldUnits));
    }
    if (cashE9 < 0) {
      throw new IllegalArgumentException("cash must be at least 0: cashE9=" + cashE9);
    }
  }

  /** Whole lots that signed lots become; what is less than a lot is left out, whatever the sign. */
  public long lots(long signedLots) {
    return Math.multiplyExact(signedLots, newUnits) / oldUnits;
  }

  /**
   * What {@link #lots} leaves out, as a fraction of a new lot with the sign of the lots: {@code
   * remainder / oldUnits} lots.
   */
  public long remainder(long signedLots) {
    return Math.multiplyExact(signedLots, newUnits) % oldUnits;
  }

  /**
   * A price in ticks after the action, rounded down to a tick, or up.
   *
   * @param pxTicks price before it
   * @param tickSizeE9 size of a tick
   * @param up whether to round up
   * @return the price; at least one tick, for a dividend above the price is worth no less
   */
  public long pxTicks(long pxTicks, long tickSizeE9, boolean up) {
    long left = Math.subtractExact(Math.multiplyExact(pxTicks, tickSizeE9), cashE9);
    long scaled = Math.multiplyExact(left, oldUnits);
    long divisor = Math.multiplyExact(tickSizeE9, newUnits);
    long ticks = up ? Math.ceilDiv(scaled, divisor) : Math.floorDiv(scaled, divisor);
    return Math.max(1, ticks);
  }

  /** Cash for signed lots held before the action, in micros, rounded down to a micro. */
  public long cashMicros(long signedLots, long lotUnits) {
    return Math.floorDiv(
        Math.multiplyExact(Math.multiplyExact(signedLots, lotUnits), cashE9), 1000L);
  }

  /**
   * What to add to the natural logarithm of a price after the action so that it goes on where the
   * price before it stood.
   *
   * @param px last price before it; read only when there is cash
   * @return NaN when there is cash and no price above it, because the fall is then not known
   */
  public double logShift(double px) {
    double ratio = StrictMath.log((double) newUnits / (double) oldUnits);
    if (cashE9 == 0) {
      return ratio;
    }
    double left = 1.0 - cashE9 * 1e-9 / px;
    return left > 0.0 ? ratio - StrictMath.log(left) : Double.NaN;
  }
}
