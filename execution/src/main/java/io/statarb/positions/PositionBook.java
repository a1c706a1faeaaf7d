package io.statarb.positions;

import io.statarb.venues.Notional;
import io.statarb.venues.QuoteBoard;

/**
 * Signed lots and cash of every leg of every pair, and their value on the board. Two pairs that
 * hold the same instrument are not netted. Owned by the engine's thread; allocates nothing after
 * construction. A sum that leaves 64 bits is a bug (the gate bounds exposure) and throws {@link
 * ArithmeticException}.
 */
public final class PositionBook {
  private final int[] instrumentId;
  private final long[] microsPerTickLot;
  private final long[] lots;
  private final long[] cashMicros;
  private long totalCashMicros;

  /**
   * An empty book.
   *
   * @param instrumentId instrument of each leg
   * @param microsPerTickLot money value of one tick on one lot of each leg, even
   */
  public PositionBook(int[] instrumentId, long[] microsPerTickLot) {
    this.instrumentId = instrumentId.clone();
    this.microsPerTickLot = microsPerTickLot.clone();
    lots = new long[instrumentId.length];
    cashMicros = new long[instrumentId.length];
  }

  /**
   * Books a fill.
   *
   * @param leg the leg
   * @param signedLots lots, + bought, - sold
   * @param px2Ticks twice the price in ticks
   * @param feeMicros fee paid
   */
  public void fill(int leg, long signedLots, long px2Ticks, long feeMicros) {
    long paid = value(signedLots, px2Ticks, microsPerTickLot[leg]);
    long change = Math.subtractExact(Math.negateExact(paid), feeMicros);
    lots[leg] = Math.addExact(lots[leg], signedLots);
    cashMicros[leg] = Math.addExact(cashMicros[leg], change);
    totalCashMicros = Math.addExact(totalCashMicros, change);
  }

  /**
   * What is held is now this many lots, and cash came with it.
   *
   * @param leg the leg
   * @param signedLots lots after a corporate action
   * @param cash what a corporate action paid (+) or took (-), in micros
   */
  public void rebase(int leg, long signedLots, long cash) {
    lots[leg] = signedLots;
    cashMicros[leg] = Math.addExact(cashMicros[leg], cash);
    totalCashMicros = Math.addExact(totalCashMicros, cash);
  }

  /** Value of signed lots at a price, in micros; exact. */
  public static long value(long signedLots, long px2Ticks, long microsPerTickLot) {
    return Math.multiplyExact(Math.multiplyExact(signedLots, px2Ticks), microsPerTickLot / 2);
  }

  /** Signed lots of a leg. */
  public long lots(int leg) {
    return lots[leg];
  }

  /** Cash that the fills of a leg brought (+) or took (-), fees included, in micros. */
  public long cashMicros(int leg) {
    return cashMicros[leg];
  }

  /** Instrument of a leg. */
  public int instrumentId(int leg) {
    return instrumentId[leg];
  }

  /** Number of legs. */
  public int legs() {
    return lots.length;
  }

  /**
   * Sum over legs of |lots| at the mid, in micros; {@link Notional#OVERFLOW} when it does not fit.
   */
  public long grossMicros(QuoteBoard quotes) {
    long gross = 0;
    for (int leg = 0; leg < lots.length; leg++) {
      if (lots[leg] != 0) {
        long mid2 = quotes.mid2Ticks(instrumentId[leg]);
        gross =
            Notional.sum(gross, Notional.micros(Math.abs(lots[leg]), mid2, microsPerTickLot[leg]));
      }
    }
    return gross;
  }

  /** P&amp;L of the session in micros: cash plus positions at the side they would leave at. */
  public long pnlMicros(QuoteBoard quotes) {
    long pnl = totalCashMicros;
    for (int leg = 0; leg < lots.length; leg++) {
      if (lots[leg] != 0) {
        pnl =
            Math.addExact(pnl, value(lots[leg], exitPx2Ticks(leg, quotes), microsPerTickLot[leg]));
      }
    }
    return pnl;
  }

  /**
   * Twice the price at which a leg's position would leave: the bid when long, the ask when short.
   */
  public long exitPx2Ticks(int leg, QuoteBoard quotes) {
    return 2 * quotes.touchPxTicks(instrumentId[leg], lots[leg] > 0 ? -1 : 1);
  }
}
