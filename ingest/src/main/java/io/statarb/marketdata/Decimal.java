package io.statarb.marketdata;

/**
 * Reads plain decimals out of ASCII bytes into scaled longs, exactly: {@code -1.25} at 9 decimals
 * is -1,250,000,000. An exponent ({@code 1e-05}) is understood. Stateless; allocates nothing.
 */
public final class Decimal {
  /** Decimals of a price. */
  public static final int PX_DECIMALS = 9;

  /** Decimals of a quantity. */
  public static final int QTY_DECIMALS = 8;

  /** What is not a number, does not fit a long, or has digits beyond the scale that are not 0. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int MAX_EXPONENT = 40;

  /** So many digits always fit a long. */
  private static final int SAFE_DIGITS = 18;

  private static final long[] POWERS = new long[SAFE_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private Decimal() {}

  /**
   * Parses the whole of {@code [from, to)}.
   *
   * @param decimals decimals of the result, 0 to 18
   * @return value times ten to the {@code decimals}, or {@link #INVALID}
   */
  public static long parse(byte[] bytes, int from, int to, int decimals) {
    return parse(bytes, from, to, decimals, true);
  }

  /** The same, but digits beyond the scale are cut off; for sources that print doubles. */
  public static long truncate(byte[] bytes, int from, int to, int decimals) {
    return parse(bytes, from, to, decimals, false);
  }

  private static long parse(byte[] bytes, int from, int to, int decimals, boolean exact) {
    boolean signed = from < to && (bytes[from] == '-' || bytes[from] == '+');
    int start = signed ? from + 1 : from;
    long magnitude =
        to - start <= SAFE_DIGITS
            ? ofFewDigits(bytes, start, to, decimals, exact)
            : general(bytes, start, to, decimals, exact);
    return magnitude != INVALID && bytes[from] == '-' ? -magnitude : magnitude;
  }

  /** Digits with or without a point, as nearly all numbers are; anything else is left to others. */
  private static long ofFewDigits(byte[] bytes, int start, int to, int decimals, boolean exact) {
    long value = 0;
    int point = -1;
    for (int at = start; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (digit == '.' - '0' && point < 0) {
        point = at;
      } else {
        return general(bytes, start, to, decimals, exact);
      }
    }
    if (to - start == (point < 0 ? 0 : 1)) {
      return INVALID;
    }
    int power = point < 0 ? decimals : decimals - (to - point - 1);
    if (power >= 0) {
      return value <= Long.MAX_VALUE / POWERS[power] ? value * POWERS[power] : INVALID;
    }
    return exact && value % POWERS[-power] != 0 ? INVALID : value / POWERS[-power];
  }

  private static long general(byte[] bytes, int start, int to, int decimals, boolean exact) {
    int end = start;
    int point = -1;
    while (end < to && bytes[end] != 'e' && bytes[end] != 'E') {
      if (bytes[end] == '.' && point < 0) {
        point = end;
      } else if (bytes[end] < '0' || bytes[end] > '9') {
        return INVALID;
      }
      end++;
    }
    int exponent = end < to ? exponent(bytes, end + 1, to) : 0;
    if (exponent == Integer.MIN_VALUE || end - start == (point < 0 ? 0 : 1)) {
      return INVALID;
    }
    // Power of ten of the next digit in units of the result; below 0 it is beyond the scale.
    int power = (point < 0 ? end : point) - start - 1 + exponent + decimals;
    long value = 0;
    for (int at = start; at < end; at++) {
      if (at == point) {
        continue;
      }
      int digit = bytes[at] - '0';
      if (power >= 0) {
        if (value > (Long.MAX_VALUE - digit) / 10) {
          return INVALID;
        }
        value = value * 10 + digit;
      } else if (exact && digit != 0) {
        return INVALID;
      }
      power--;
    }
    for (; power >= 0 && value != 0; power--) {
      if (value > Long.MAX_VALUE / 10) {
        return INVALID;
      }
      value *= 10;
    }
    return value;
  }

  private static int exponent(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int value = 0;
    boolean any = false;
    for (; at < to; at++) {
      if (bytes[at] < '0' || bytes[at] > '9' || value > MAX_EXPONENT) {
        return Integer.MIN_VALUE;
      }
      value = value * 10 + (bytes[at] - '0');
      any = true;
    }
    return !any || value > MAX_EXPONENT ? Integer.MIN_VALUE : negative ? -value : value;
  }
}
