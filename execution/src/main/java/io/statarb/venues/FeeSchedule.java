package io.statarb.venues;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.settings.Strategy;

/**
 * Fees of the venues: a rate on notional, rounded up to a whole micro. The one definition of a fee,
 * used where fills are made and where they are explained. Immutable.
 */
public final class FeeSchedule {
  /** Rates are kept in millionths of a currency unit per million of notional: parts of 1e12. */
  private static final long PARTS = 1_000_000_000_000L;

  private static final long MILLION = 1_000_000L;

  private final long[] rateE12;
  private final long[] microsPerTickLot;

  private FeeSchedule(long[] rateE12, long[] microsPerTickLot) {
    this.rateE12 = rateE12;
    this.microsPerTickLot = microsPerTickLot;
  }

  /** The fees that the strategy's settings name for each venue. */
  public static FeeSchedule of(Strategy strategy, Universe universe) {
    long[] rates = new long[universe.count()];
    for (Instrument instrument : universe.instruments()) {
      double perMillion = VenueNs.of(strategy, instrument).feePerMillion();
      if (!(perMillion >= 0 && perMillion <= MILLION)) {
        throw new IllegalArgumentException(
            "fee must be 0 to 1,000,000 per million: venue=%s feePerMillion=%s"
                .formatted(instrument.venue(), perMillion));
      }
      rates[instrument.id()] = Math.round(perMillion * MILLION);
    }
    return new FeeSchedule(rates, values(universe));
  }

  /** No fees, for a frictionless venue. */
  public static FeeSchedule none(Universe universe) {
    return new FeeSchedule(new long[universe.count()], values(universe));
  }

  private static long[] values(Universe universe) {
    return universe.instruments().stream().mapToLong(Instrument::microsPerTickLot).toArray();
  }

  /**
   * Fee of a fill.
   *
   * @param instrumentId what was traded
   * @param qtyLots lots, 0 or more, without sign
   * @param px2Ticks twice the price in ticks
   * @return micros, 0 or more
   */
  public long feeMicros(int instrumentId, long qtyLots, long px2Ticks) {
    long notional = Notional.micros(qtyLots, px2Ticks, microsPerTickLot[instrumentId]);
    if (notional == Notional.OVERFLOW) {
      throw new IllegalStateException(
          "Invariant: a fill's notional fits: instrumentId=%d qtyLots=%d px2Ticks=%d"
              .formatted(instrumentId, qtyLots, px2Ticks));
    }
    // notional x rate / 1e12 rounded up, split so that no product leaves 64 bits.
    long rate = rateE12[instrumentId];
    long high = Math.multiplyExact(notional / MILLION, rate);
    long low = notional % MILLION * rate;
    long rest = high % MILLION * MILLION + low % PARTS;
    return high / MILLION + low / PARTS + Math.ceilDiv(rest, PARTS);
  }
}
