package io.statarb.reference;

import java.math.BigDecimal;

/**
 * Decimals of files. A few characters such as {@code 1e999999999} are a number with a billion
 * digits as soon as somebody calculates with it or writes it out, so exponents are bounded.
 */
final class BoundedDecimal {
  private static final int MOST_CHARACTERS = 40;
  private static final int MOST_DIGITS = 18;

  private BoundedDecimal() {}

  /**
   * A number below 1e18 with at most 18 decimals.
   *
   * @throws NumberFormatException when it is none
   */
  static BigDecimal of(String text) {
    if (text.length() <= MOST_CHARACTERS) {
      BigDecimal number = new BigDecimal(text);
      // As longs: scales reach to both ends of an int.
      long digits = (long) number.precision() - number.scale();
      if (digits <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
        return number;
      }
    }
    throw new NumberFormatException("beyond 1e18 or 18 decimals");
  }
}
