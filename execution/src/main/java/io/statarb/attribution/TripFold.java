package io.statarb.attribution;

import io.statarb.attribution.TapeOrders.Decided;
import io.statarb.attribution.TapeOrders.Filled;
import io.statarb.attribution.TapeOrders.Parent;
import io.statarb.instruments.Instrument;
import io.statarb.positions.PositionBook;
import io.statarb.tape.sbe.Purpose;
import org.jspecify.annotations.Nullable;

/** One pair from flat to flat: cash on one side, causes on the other. Legs: 0 = Y, 1 = X. */
final class TripFold {
  private final int tripId;
  private final Parent entry;
  private final Decided entryDecision;
  private final Instrument[] legs;
  private final long[] lots = new long[2];
  private final long[] pointMid2 = new long[2];
  private @Nullable Decided exitDecision;

  private long cashMicros;
  private long spreadConvergence;
  private long hedgeMismatch;
  private long crossing;
  private long fees;
  private long legging;

  private int fills;
  private long firstFillNs;
  private long lastFillNs;
  private final long[] entryLots = new long[2];
  private final MeanPrice[] entryPrice = {new MeanPrice(), new MeanPrice()};
  private final MeanPrice[] exitPrice = {new MeanPrice(), new MeanPrice()};

  TripFold(int tripId, Parent entry, Decided entryDecision, Instrument y, Instrument x) {
    this.tripId = tripId;
    this.entry = entry;
    this.entryDecision = entryDecision;
    legs = new Instrument[] {y, x};
    pointMid2[0] = entry.yMid2Ticks();
    pointMid2[1] = entry.xMid2Ticks();
  }

  /** A later decision of the pair: what was held earned the move of the mids since the last one. */
  void decide(Parent parent, Decided decision) {
    moveTo(parent.yMid2Ticks(), parent.xMid2Ticks());
    if (parent.purpose() == Purpose.EXIT) {
      exitDecision = decision;
    }
  }

  private void moveTo(long yMid2, long xMid2) {
    long yGain = value(0, lots[0], yMid2 - pointMid2[0]);
    long xGain = value(1, lots[1], xMid2 - pointMid2[1]);
    if (lots[0] != 0 && lots[1] != 0) {
      double xReturn = (double) (xMid2 - pointMid2[1]) / pointMid2[1];
      long hedgeLoss = Math.round(entry.hedgeRatio() * value(0, lots[0], pointMid2[0]) * xReturn);
      spreadConvergence = plus(spreadConvergence, Math.subtractExact(yGain, hedgeLoss));
      hedgeMismatch = plus(hedgeMismatch, plus(xGain, hedgeLoss));
    } else {
      legging = plus(legging, plus(yGain, xGain));
    }
    pointMid2[0] = yMid2;
    pointMid2[1] = xMid2;
  }

  void fill(Filled f) {
    int leg = f.order().leg;
    int side = f.order().side;
    long paid = value(leg, side * f.cashLots(), f.cashPx2());
    cashMicros = Math.subtractExact(Math.subtractExact(cashMicros, paid), f.cashFee());

    long q = side * f.ruleLots();
    crossing = plus(crossing, -value(leg, q, f.rulePx2() - f.ruleMid2()));
    // The point is the decision's mid, or a later one when a corporate action came in between.
    legging = plus(legging, -value(leg, q, f.ruleMid2() - pointMid2[leg]));
    fees = Math.subtractExact(fees, f.ruleFee());
    lots[leg] = plus(lots[leg], q);
    describe(f, leg, q);
  }

  private void describe(Filled f, int leg, long q) {
    if (fills == 0) {
      firstFillNs = f.tsNs();
    }
    fills++;
    lastFillNs = f.tsNs();
    if (f.order().parent.purpose() == Purpose.ENTRY) {
      entryLots[leg] += q;
      entryPrice[leg].add(f.cashLots(), f.cashPx2());
    } else {
      exitPrice[leg].add(f.cashLots(), f.cashPx2());
    }
  }

  /** What is held earned the move of the mids up to now. */
  void moveTo(QuoteLog quotes) {
    moveTo(lastMid2(quotes, 0), lastMid2(quotes, 1));
  }

  /**
   * A leg goes on in other units, worth the same but for what rounding to ticks and micros makes of
   * it, which belongs to no trade and is counted with the spread's own move.
   *
   * @param mid2 last bid + ask in the new units
   */
  void rebase(int leg, long signedLots, long cash, long mid2) {
    long before = value(leg, lots[leg], pointMid2[leg]);
    cashMicros = plus(cashMicros, cash);
    lots[leg] = signedLots;
    pointMid2[leg] = mid2;
    long after = plus(value(leg, signedLots, mid2), cash);
    spreadConvergence = plus(spreadConvergence, Math.subtractExact(after, before));
  }

  boolean flat() {
    return lots[0] == 0 && lots[1] == 0;
  }

  /** Adds the value that a mark record gives to what is left of a leg. */
  void mark(int leg, long positionLots, long px2Ticks) {
    cashMicros = plus(cashMicros, value(leg, positionLots, px2Ticks));
  }

  /** Ends a trip that is not flat: to the last mids, then across half the last quotes. */
  void leave(QuoteLog quotes) {
    moveTo(lastMid2(quotes, 0), lastMid2(quotes, 1));
    for (int leg = 0; leg < 2; leg++) {
      if (lots[leg] != 0) {
        long exit2 = 2 * quotes.lastTouch(legs[leg].id(), lots[leg] > 0 ? -1 : 1);
        crossing = plus(crossing, value(leg, lots[leg], exit2 - pointMid2[leg]));
      }
    }
  }

  private long lastMid2(QuoteLog quotes, int leg) {
    return quotes.lastMid2(legs[leg].id());
  }

  private long value(int leg, long signedLots, long px2) {
    return PositionBook.value(signedLots, px2, legs[leg].microsPerTickLot());
  }

  private static long plus(long a, long b) {
    return Math.addExact(a, b);
  }

  long pnlMicros() {
    return cashMicros;
  }

  Causes causes() {
    return new Causes(spreadConvergence, hedgeMismatch, crossing, fees, legging);
  }

  RoundTrip result(String tradeDate, String pair) {
    Causes causes = causes();
    Decided exit = exitDecision;
    String reason = exit == null ? "UNWIND" : exit.kind();
    return new RoundTrip(
        tradeDate,
        tripId,
        entry.pairId(),
        pair,
        entry.direction(),
        entry.decisionId(),
        exit == null ? -1 : exit.decisionId(),
        entry.parentId(),
        flat() ? reason : "LEFTOVER",
        flat(),
        entry.tsNs(),
        lastFillNs,
        lastFillNs - firstFillNs,
        entryDecision.z(),
        entryDecision.entryZ(),
        entryDecision.score(),
        entryDecision.entryScore(),
        entryLots[0],
        entryLots[1],
        entryPrice[0].price(legs[0]),
        entryPrice[1].price(legs[1]),
        exitPrice[0].price(legs[0]),
        exitPrice[1].price(legs[1]),
        fills,
        plus(spreadConvergence, hedgeMismatch),
        plus(plus(crossing, fees), legging),
        cashMicros,
        causes,
        Math.subtractExact(cashMicros, causes.sum()));
  }

  /** Mean price of lots. */
  private static final class MeanPrice {
    private double lotsTimesPx2;
    private double lots;

    void add(long qtyLots, long px2Ticks) {
      lotsTimesPx2 += (double) qtyLots * px2Ticks;
      lots += qtyLots;
    }

    double price(Instrument instrument) {
      return 0.5 * lotsTimesPx2 / lots * (instrument.tickSizeE9() * 1e-9);
    }
  }
}
