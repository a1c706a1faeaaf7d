package io.statarb.risk;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.positions.PositionBook;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.venues.Notional;
import io.statarb.venues.QuoteBoard;
import java.util.Arrays;

/**
 * Checks the orders of all legs of a parent together, all or nothing, and reserves their exposure.
 * Use: {@link #begin}, {@link #leg} for each order, {@link #admit}. Every check is made, so that a
 * refusal names all that is wrong; limits are inclusive. Owned by the engine's thread; allocates
 * nothing after construction.
 *
 * <table>
 *   <caption>Codes with the unit of limit and actual value</caption>
 *   <tr><td>INVALID_ORDER<td>1 and the offending value: lots or limit price below 1, or an order that should reduce a
 *       position and would not; the limit is then the lots held
 *   <tr><td>NOT_TRADABLE<td>0 (good) and the quote's condition, -1 without a quote
 *   <tr><td>STALE_QUOTE<td>ns: age of the quote
 *   <tr><td>MAX_QTY<td>lots
 *   <tr><td>MAX_NOTIONAL<td>micros, at the larger of limit price and mid
 *   <tr><td>PRICE_COLLAR<td>parts of 1e8: distance of the limit price from the mid, of an order that reduces risk from the
 *       touch, so that a wide quote cannot trap a position
 *   <tr><td>DUPLICATE_ORDER<td>ns: age of the same order (instrument, side, lots, price)
 *   <tr><td>MESSAGE_RATE<td>orders within the window, these included
 *   <tr><td>GROSS_EXPOSURE<td>micros: positions at mid, orders in flight and these orders
 *   <tr><td>DAILY_LOSS<td>micros: loss of the session, positions at the side they would leave at
 *   <tr><td>KILL_SWITCH<td>0 and 1
 * </table>
 *
 * <p>Orders that reduce risk have reserved capacity: they skip MAX_NOTIONAL, GROSS_EXPOSURE,
 * DAILY_LOSS and DUPLICATE_ORDER and may use the share of MESSAGE_RATE that entries may not. A
 * value that does not fit 64 bits is refused with {@link Long#MAX_VALUE}.
 */
public final class RiskGate {
  /** Instrument of a refusal that concerns all orders of a parent. */
  public static final int ALL_LEGS = 0xFFFE;

  /** Refusals that one leg can bring, and those that concern all of them. */
  private static final int REFUSALS_OF_LEG = 8;

  private static final int REFUSALS_OF_ALL = 4;
  private static final int MAX_REMEMBERED = 1 << 16;

  private final RiskLimits limits;
  private final QuoteBoard quotes;
  private final PositionBook positions;
  private final long[] microsPerTickLot;
  private final SentOrders sent;

  private final RefusalCode[] codes;
  private final long[] limitValues;
  private final long[] actualValues;
  private final int[] refusedInstruments;
  private int refusals;

  private final int[] legInstrument;
  private final int[] legSide;
  private final long[] legLots;
  private final long[] legLimit;
  private final long[] legMicros;
  private int legs;

  private long nowNs;
  private boolean reducing;
  private boolean killed;
  private long inFlightMicros;

  /**
   * A gate with the strategy's limits.
   *
   * @param mostLegs most orders of one parent
   */
  public RiskGate(
      Strategy strategy,
      Universe universe,
      QuoteBoard quotes,
      PositionBook positions,
      int mostLegs) {
    int mostRefusals = REFUSALS_OF_LEG * mostLegs + REFUSALS_OF_ALL;
    codes = new RefusalCode[mostRefusals];
    limitValues = new long[mostRefusals];
    actualValues = new long[mostRefusals];
    refusedInstruments = new int[mostRefusals];
    legInstrument = new int[mostLegs];
    legSide = new int[mostLegs];
    legLots = new long[mostLegs];
    legLimit = new long[mostLegs];
    legMicros = new long[mostLegs];
    limits = RiskLimits.of(strategy);
    this.quotes = quotes;
    this.positions = positions;
    microsPerTickLot =
        universe.instruments().stream().mapToLong(Instrument::microsPerTickLot).toArray();
    long windows = limits.duplicateWindowNs() / limits.messageWindowNs() + 2;
    sent =
        new SentOrders((int) Math.min(MAX_REMEMBERED, Math.max(1, limits.maxMessages() * windows)));
    Arrays.fill(codes, RefusalCode.NULL_VAL);
  }

  /** Blocks (or allows again) every order. */
  public void killed(boolean value) {
    killed = value;
  }

  /** Whether every order is blocked. */
  public boolean killed() {
    return killed;
  }

  /**
   * Begins the check of a parent.
   *
   * @param now time, ns
   * @param reduces whether its orders may only reduce positions
   */
  public void begin(long now, boolean reduces) {
    nowNs = now;
    reducing = reduces;
    refusals = 0;
    legs = 0;
  }

  /**
   * Checks one order of the parent.
   *
   * @param leg its leg in the {@link PositionBook}
   * @param side +1 buy, -1 sell
   * @param qtyLots lots
   * @param limitPxTicks limit price, {@code NULL_PX} when none could be made
   */
  public void leg(int leg, int side, long qtyLots, long limitPxTicks) {
    int instrument = positions.instrumentId(leg);
    legInstrument[legs] = instrument;
    legSide[legs] = side;
    legLots[legs] = qtyLots;
    legLimit[legs] = limitPxTicks;
    legMicros[legs] = 0;
    if (checkQuote(instrument) && checkForm(leg, instrument, side, qtyLots, limitPxTicks)) {
      legMicros[legs] = checkSize(instrument, qtyLots, limitPxTicks);
      checkPrice(instrument, side, limitPxTicks);
      checkDuplicate(instrument, side, qtyLots, limitPxTicks);
    }
    legs++;
  }

  /** Whether there is a quote to check against; adds a refusal when it cannot be traded on. */
  private boolean checkQuote(int instrument) {
    if (!quotes.good(instrument)) {
      refuse(RefusalCode.NOT_TRADABLE, instrument, 0, quotes.condition(instrument));
    } else if (!quotes.tradable(instrument, nowNs)) {
      refuse(
          RefusalCode.STALE_QUOTE,
          instrument,
          quotes.staleAfterNs(instrument),
          quotes.ageNs(instrument, nowNs));
    }
    return quotes.quoted(instrument);
  }

  private boolean checkForm(int leg, int instrument, int side, long qtyLots, long limitPxTicks) {
    if (side != 1 && side != -1) {
      return refuse(RefusalCode.INVALID_ORDER, instrument, 1, side);
    }
    if (qtyLots < 1) {
      return refuse(RefusalCode.INVALID_ORDER, instrument, 1, qtyLots);
    }
    if (limitPxTicks < 1 || limitPxTicks > Long.MAX_VALUE / 2) {
      return refuse(RefusalCode.INVALID_ORDER, instrument, 1, limitPxTicks);
    }
    if (reducing) {
      long reducible = Math.max(0, -side * positions.lots(leg));
      if (qtyLots > reducible) {
        return refuse(RefusalCode.INVALID_ORDER, instrument, reducible, qtyLots);
      }
    }
    return true;
  }

  private long checkSize(int instrument, long qtyLots, long limitPxTicks) {
    if (qtyLots > limits.maxOrderLots()) {
      refuse(RefusalCode.MAX_QTY, instrument, limits.maxOrderLots(), qtyLots);
    }
    long px2 = Math.max(2 * limitPxTicks, quotes.mid2Ticks(instrument));
    long micros = Notional.micros(qtyLots, px2, microsPerTickLot[instrument]);
    if (!reducing) {
      refuseAbove(RefusalCode.MAX_NOTIONAL, instrument, limits.maxOrderMicros(), micros);
    }
    return micros;
  }

  private void checkPrice(int instrument, int side, long limitPxTicks) {
    long reference =
        reducing ? 2 * quotes.touchPxTicks(instrument, side) : quotes.mid2Ticks(instrument);
    long distance = BasisPoints.distanceE8(2 * limitPxTicks, reference);
    if (distance > limits.collarE8()) {
      refuse(RefusalCode.PRICE_COLLAR, instrument, limits.collarE8(), distance);
    }
  }

  private void checkDuplicate(int instrument, int side, long qtyLots, long limitPxTicks) {
    if (reducing) {
      return;
    }
    long age =
        sent.duplicateAgeNs(
            nowNs, limits.duplicateWindowNs(), instrument, side, qtyLots, limitPxTicks);
    if (age != SentOrders.NONE) {
      refuse(RefusalCode.DUPLICATE_ORDER, instrument, limits.duplicateWindowNs(), age);
    }
  }

  /**
   * Ends the check. When nothing is refused the orders count as sent and their exposure is reserved
   * until {@link #release}.
   *
   * @return whether the orders may go out
   */
  public boolean admit() {
    if (killed) {
      refuse(RefusalCode.KILL_SWITCH, ALL_LEGS, 0, 1);
    }
    checkRate();
    long reserved = 0;
    for (int i = 0; i < legs; i++) {
      reserved = Notional.sum(reserved, legMicros[i]);
    }
    if (reducing) {
      refuseAbove(RefusalCode.MAX_NOTIONAL, ALL_LEGS, Long.MAX_VALUE, reserved);
    } else {
      long exposure =
          Notional.sum(Notional.sum(positions.grossMicros(quotes), inFlightMicros), reserved);
      refuseAbove(RefusalCode.GROSS_EXPOSURE, ALL_LEGS, limits.maxGrossMicros(), exposure);
      long loss = -positions.pnlMicros(quotes);
      if (loss > limits.maxLossMicros()) {
        refuse(RefusalCode.DAILY_LOSS, ALL_LEGS, limits.maxLossMicros(), loss);
      }
    }
    if (refusals > 0) {
      return false;
    }
    for (int i = 0; i < legs; i++) {
      sent.add(nowNs, legInstrument[i], legSide[i], legLots[i], legLimit[i]);
    }
    inFlightMicros = Math.addExact(inFlightMicros, reserved);
    return true;
  }

  private void checkRate() {
    int most = reducing ? limits.maxMessages() : limits.maxEntryMessages();
    int orders = sent.within(nowNs, limits.messageWindowNs()) + legs;
    boolean forgetful = !reducing && sent.full(legs, nowNs, limits.duplicateWindowNs());
    if (orders > most || forgetful) {
      refuse(RefusalCode.MESSAGE_RATE, ALL_LEGS, most, orders);
    }
  }

  private void refuseAbove(RefusalCode code, int instrument, long limit, long micros) {
    if (micros == Notional.OVERFLOW) {
      refuse(code, instrument, limit, Long.MAX_VALUE);
    } else if (micros > limit) {
      refuse(code, instrument, limit, micros);
    }
  }

  private boolean refuse(RefusalCode code, int instrument, long limit, long actual) {
    codes[refusals] = code;
    refusedInstruments[refusals] = instrument;
    limitValues[refusals] = limit;
    actualValues[refusals] = actual;
    refusals++;
    return false;
  }

  /** Exposure that an order, by its place in the order given, reserved, in micros. */
  public long reservedMicros(int order) {
    return legMicros[order];
  }

  /** Gives back the exposure of an order whose end is known. */
  public void release(long micros) {
    inFlightMicros -= micros;
    if (inFlightMicros < 0) {
      throw new IllegalStateException(
          "Invariant: exposure in flight is not negative: inFlightMicros=" + inFlightMicros);
    }
  }

  /** Exposure of all orders whose end is not known, in micros. */
  public long inFlightMicros() {
    return inFlightMicros;
  }

  /** Number of refusals of the last parent. */
  public int refusals() {
    return refusals;
  }

  /** Code of a refusal. */
  public RefusalCode code(int refusal) {
    return codes[refusal];
  }

  /** Limit of a refusal, in its code's unit. */
  public long limitValue(int refusal) {
    return limitValues[refusal];
  }

  /** Actual value of a refusal, in its code's unit. */
  public long actualValue(int refusal) {
    return actualValues[refusal];
  }

  /** Instrument of a refusal, or {@link #ALL_LEGS}. */
  public int instrumentId(int refusal) {
    return refusedInstruments[refusal];
  }

  /** Whether the last parent was refused by this code. */
  public boolean refusedBy(RefusalCode code) {
    for (int i = 0; i < refusals; i++) {
      if (codes[i] == code) {
        return true;
      }
    }
    return false;
  }
}
