package io.statarb.quality.ticks;

import java.util.Arrays;

/**
 * Prices of orders in another unit than those before them: off by a power of ten. Other prices far
 * from the market are no defect, for orders may be put anywhere. Confined to one thread.
 */
final class OrderPrices {
  /** Prices that say what is usual. A unit that more than half of them have is the usual one. */
  private static final int RECENT = 31;

  private static final int LEAST_RECENT = 11;

  /** Prices that differ by less than this factor are of one unit. */
  private static final double NEAR = 2;

  /** How near the market an order was, which is now a power of ten away; a fraction. */
  private static final double OFF_POWER = 0.015;

  /** Decimal places by which a unit is mistaken: cents, mills, ten thousandths. */
  private static final int MOST_PLACES = 4;

  /** An order put far from the market on purpose has a round price, as it is not meant to trade. */
  private static final int LEAST_DIGITS = 3;

  private final long[] recent = new long[RECENT];
  private int count;

  /** Median of some recent prices: brought up to date when a price is not near it. */
  private double usual;

  /**
   * Takes a price and tells by which power of ten it is off.
   *
   * @param pxE9 in 1e-9 of the quote currency
   * @return 1 for prices of the usual unit and for all that are far away in another manner
   */
  double factor(long pxE9) {
    if (pxE9 <= 0) {
      return 1;
    }
    double factor = count < LEAST_RECENT ? 1 : off(pxE9);
    recent[count % RECENT] = pxE9;
    count++;
    return factor;
  }

  /** Whether a price is nearer to the usual one than another, by their ratios. */
  boolean nearer(long pxE9, long otherE9) {
    bringUpToDate();
    return usual > 0
        && Math.abs(StrictMath.log(pxE9 / usual)) < Math.abs(StrictMath.log(otherE9 / usual));
  }

  private void bringUpToDate() {
    long[] sorted = Arrays.copyOf(recent, Math.min(count, RECENT));
    Arrays.sort(sorted);
    usual = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  private double off(long pxE9) {
    if (pxE9 < NEAR * usual && pxE9 > usual / NEAR) {
      return 1;
    }
    bringUpToDate();
    double ratio = pxE9 / usual;
    double places = Math.rint(StrictMath.log10(ratio));
    double power = StrictMath.pow(10, places);
    boolean unit = places != 0 && Math.abs(places) <= MOST_PLACES;
    return unit && Math.abs(ratio / power - 1) < OFF_POWER && digits(pxE9) >= LEAST_DIGITS
        ? power
        : 1;
  }

  /** Digits of a number without the zeros at its end. */
  private static int digits(long value) {
    long rest = value;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return Long.toString(rest).length();
  }
}
