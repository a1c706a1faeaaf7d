package io.statarb.instruments;

/**
 * One symbol on one venue.
 *
 * @param id position in its {@link Universe}, from 0
 * @param symbol symbol in upper case, e.g. {@code EURUSD}
 * @param venue venue in upper case, e.g. {@code OANDA}
 * @param securityType folder of the data set that holds it, e.g. {@code forex}
 * @param tickSizeE9 price of one tick in units of 1e-9 of the quote currency, e.g. 10,000 for
 *     0.00001
 * @param lotUnits units of the base asset in one lot
 * @param currency currency in which it is quoted and its P&amp;L arises
 */
public record Instrument(
    int id,
    String symbol,
    String venue,
    String securityType,
    long tickSizeE9,
    long lotUnits,
    String currency) {

  /** Price that means "no price"; never 0. */
  public static final long NULL_PX = Long.MIN_VALUE;

  /** Checks that one tick of one lot is a whole, even number of micros, so that mids stay exact. */
  public Instrument {
    if (id < 0 || id > 0xFFFE) {
      throw new IllegalArgumentException("id must be 0..65534: id=" + id);
    }
    if (tickSizeE9 <= 0 || lotUnits <= 0) {
      throw new IllegalArgumentException(
          "tick and lot must be positive: symbol=%s tickSizeE9=%d lotUnits=%d"
              .formatted(symbol, tickSizeE9, lotUnits));
    }
    long nanosPerTickLot = Math.multiplyExact(tickSizeE9, lotUnits);
    if (nanosPerTickLot % 2000 != 0) {
      throw new IllegalArgumentException(
          "tick x lot must be an even number of micros: symbol=%s tickSizeE9=%d lotUnits=%d"
              .formatted(symbol, tickSizeE9, lotUnits));
    }
  }

  /** Symbol and venue, e.g. {@code EURUSD.OANDA}. */
  public String name() {
    return symbol + "." + venue;
  }

  /** Money value of a move of one tick on one lot, in micros of {@link #currency()}; even. */
  public long microsPerTickLot() {
    return tickSizeE9 * lotUnits / 1000;
  }

  /** Price in quote currency of a price in ticks. */
  public double price(long pxTicks) {
    return pxTicks * (tickSizeE9 * 1e-9);
  }

  /** Mid price in quote currency of {@code bid + ask} in ticks. */
  public double midPrice(long mid2Ticks) {
    return mid2Ticks * 0.5 * (tickSizeE9 * 1e-9);
  }
}
