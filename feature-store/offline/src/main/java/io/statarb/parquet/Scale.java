package io.statarb.parquet;

import io.statarb.mapping.MappedRow;
import io.statarb.marketdata.Decimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Numbers of other scales as longs, exactly; INVALID of {@link MappedRow} where they are none. */
final class Scale {
  /** Below it every whole number is a double of its own. */
  private static final double EXACT = 1L << 53;

  private static final int MOST_POWER = 18;
  private static final long[] TENS = new long[MOST_POWER + 1];

  static {
    TENS[0] = 1;
    for (int i = 1; i <= MOST_POWER; i++) {
      TENS[i] = 10 * TENS[i - 1];
    }
  }

  private Scale() {}

  /**
   * A number times a power of ten.
   *
   * @param power the power, also below 0
   * @param cut whether digits that do not fit the scale are cut off
   */
  static long shift(long value, int power, boolean cut) {
    if (value == 0) {
      return 0;
    }
    if (power > MOST_POWER) {
      return MappedRow.INVALID;
    }
    if (power < 0) {
      long divisor = -power > MOST_POWER ? 0 : TENS[-power];
      long quotient = divisor == 0 ? 0 : value / divisor;
      return cut || (divisor != 0 && quotient * divisor == value) ? quotient : MappedRow.INVALID;
    }
    long high = Math.multiplyHigh(value, TENS[power]);
    long low = value * TENS[power];
    return high == low >> 63 ? bounded(low) : MappedRow.INVALID;
  }

  /** The same for a decimal of any length, big endian. */
  static long shift(byte[] unscaled, int power, boolean cut) {
    BigInteger value = unscaled.length == 0 ? BigInteger.ZERO : new BigInteger(unscaled);
    if (power < 0) {
      BigInteger[] parts = value.divideAndRemainder(BigInteger.TEN.pow(-power));
      if (!cut && parts[1].signum() != 0) {
        return MappedRow.INVALID;
      }
      return parts[0].bitLength() < Long.SIZE ? bounded(parts[0].longValue()) : MappedRow.INVALID;
    }
    return value.bitLength() < Long.SIZE ? shift(value.longValue(), power, cut) : MappedRow.INVALID;
  }

  /**
   * The decimal that a double is printed as: the shortest that no other double is closer to. A NaN
   * is a value that is missing.
   */
  static long of(double value, int decimals, boolean cut) {
    double scaled = Math.rint(value * TENS[decimals]);
    if (Math.abs(scaled) < EXACT && scaled / TENS[decimals] == value) {
      return (long) scaled;
    }
    return Double.isNaN(value) ? MappedRow.MISSING : printed(Double.toString(value), decimals, cut);
  }

  /** The same of a float, which has fewer digits. */
  static long of(float value, int decimals, boolean cut) {
    return Float.isNaN(value) ? MappedRow.MISSING : printed(Float.toString(value), decimals, cut);
  }

  private static long printed(String text, int decimals, boolean cut) {
    return text(text.getBytes(StandardCharsets.US_ASCII), decimals, cut);
  }

  /** A number in digits. */
  static long text(byte[] bytes, int decimals, boolean cut) {
    return bytes.length == 0
        ? MappedRow.INVALID
        : bounded(
            cut
                ? Decimal.truncate(bytes, 0, bytes.length, decimals)
                : Decimal.parse(bytes, 0, bytes.length, decimals));
  }

  /** The smallest numbers that fit would be taken for what is missing or invalid. */
  private static long bounded(long value) {
    return value == MappedRow.MISSING ? MappedRow.INVALID : value;
  }
}
