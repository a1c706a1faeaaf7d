package io.statarb.venues;

/** Money value of lots at a price, in integers that never wrap. */
public final class Notional {
  /**
   * What {@link #micros} returns when the value does not fit; it is above no limit, so compare it
   * first.
   */
  public static final long OVERFLOW = -1;

  private Notional() {}

  /**
   * {@code qtyLots x px2Ticks x microsPerTickLot / 2}, exact because {@code microsPerTickLot} is
   * even.
   *
   * @param qtyLots lots, 0 or more
   * @param px2Ticks twice the price in ticks, 0 or more
   * @param microsPerTickLot money value of one tick on one lot, in micros, even
   * @return micros, or {@link #OVERFLOW} when it does not fit or an argument is negative
   */
  public static long micros(long qtyLots, long px2Ticks, long microsPerTickLot) {
    if (qtyLots < 0 || px2Ticks < 0 || microsPerTickLot < 0) {
      return OVERFLOW;
    }
    long lotsTimesPx = qtyLots * px2Ticks;
    if (Math.multiplyHigh(qtyLots, px2Ticks) != 0 || lotsTimesPx < 0) {
      return OVERFLOW;
    }
    long half = microsPerTickLot >> 1;
    long micros = lotsTimesPx * half;
    if (Math.multiplyHigh(lotsTimesPx, half) != 0 || micros < 0) {
      return OVERFLOW;
    }
    return micros;
  }

  /**
   * Sum of two values that are 0 or more, or {@link #OVERFLOW} when it does not fit or one of them
   * is negative.
   */
  public static long sum(long a, long b) {
    return a < 0 || b < 0 || a + b < 0 ? OVERFLOW : a + b;
  }
}
