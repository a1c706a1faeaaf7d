package io.statarb.attribution;

import io.statarb.attribution.TapeOrders.Decided;
import io.statarb.attribution.TapeOrders.Filled;
import io.statarb.attribution.TapeOrders.Parent;
import io.statarb.instruments.Instrument;
import io.statarb.positions.PositionBook;
import io.statarb.tape.sbe.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One pair from flat to flat: cash on one side, causes on the other. Leg 0 is Y. */
final class TripFold {
  private final int tripId;
  private final Parent entry;
  private final Decided entryDecision;
  private final List<Instrument> legs;
  private final long[] lots;
  private final long[] pointMid2;
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
  private final long[] entryLots;
  private final MeanPrice[] entryPrice;
  private final MeanPrice[] exitPrice;

  TripFold(int tripId, Parent entry, Decided entryDecision, List<Instrument> legs) {
    this.tripId = tripId;
    this.entry = entry;
    this.entryDecision = entryDecision;
    this.legs = legs;
    int n = legs.size();
    lots = new long[n];
    pointMid2 = mids(entry);
    entryLots = new long[n];
    entryPrice = new MeanPrice[n];
    exitPrice = new MeanPrice[n];
    Arrays.setAll(entryPrice, leg -> new MeanPrice());
    Arrays.setAll(exitPrice, leg -> new MeanPrice());
  }

  private static long[] mids(Parent parent) {
    return parent.legs().stream().mapToLong(TapeOrders.Leg::mid2Ticks).toArray();
  }

  /** A later decision of the pair: what was held earned the move of the mids since the last one. */
  void decide(Parent parent, Decided decision) {
    moveTo(mids(parent));
    if (parent.purpose() == Purpose.EXIT) {
      exitDecision = decision;
    }
  }

  /**
   * While all legs are held, Y's gain less what hedges at the exact ratios would have lost is the
   * spread's own move, and what the lots held as hedges earned beyond that is hedge mismatch. While
   * one is missing, every gain is legging.
   */
  private void moveTo(long[] mid2) {
    long yGain = value(0, lots[0], mid2[0] - pointMid2[0]);
    long hedgeGain = 0;
    long hedgeLoss = 0;
    for (int leg = 1; leg < lots.length; leg++) {
      hedgeGain = plus(hedgeGain, value(leg, lots[leg], mid2[leg] - pointMid2[leg]));
      hedgeLoss = plus(hedgeLoss, exactHedgeLoss(leg, mid2[leg]));
    }
    if (held()) {
      spreadConvergence = plus(spreadConvergence, Math.subtractExact(yGain, hedgeLoss));
      hedgeMismatch = plus(hedgeMismatch, plus(hedgeGain, hedgeLoss));
    } else {
      legging = plus(legging, plus(yGain, hedgeGain));
    }
    System.arraycopy(mid2, 0, pointMid2, 0, mid2.length);
  }

  private long exactHedgeLoss(int leg, long mid2) {
    double legReturn = (double) (mid2 - pointMid2[leg]) / pointMid2[leg];
    double yValue = value(0, lots[0], pointMid2[0]);
    return Math.round(entry.legs().get(leg).hedgeRatio() * yValue * legReturn);
  }

  private boolean held() {
    return Arrays.stream(lots).allMatch(each -> each != 0);
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
    moveTo(lastMid2(quotes));
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
    return Arrays.stream(lots).allMatch(each -> each == 0);
  }

  /** Adds the value that a mark record gives to what is left of a leg. */
  void mark(int leg, long positionLots, long px2Ticks) {
    cashMicros = plus(cashMicros, value(leg, positionLots, px2Ticks));
  }

  /** Ends a trip that is not flat: to the last mids, then across half the last quotes. */
  void leave(QuoteLog quotes) {
    moveTo(lastMid2(quotes));
    for (int leg = 0; leg < lots.length; leg++) {
      if (lots[leg] != 0) {
        long exit2 = 2 * quotes.lastTouch(legs.get(leg).id(), lots[leg] > 0 ? -1 : 1);
        crossing = plus(crossing, value(leg, lots[leg], exit2 - pointMid2[leg]));
      }
    }
  }

  private long[] lastMid2(QuoteLog quotes) {
    return legs.stream().mapToLong(leg -> quotes.lastMid2(leg.id())).toArray();
  }

  private long value(int leg, long signedLots, long px2) {
    return PositionBook.value(signedLots, px2, legs.get(leg).microsPerTickLot());
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
        IntStream.range(0, lots.length).mapToObj(this::leg).toList(),
        fills,
        plus(spreadConvergence, hedgeMismatch),
        plus(plus(crossing, fees), legging),
        cashMicros,
        causes,
        Math.subtractExact(cashMicros, causes.sum()));
  }

  private LegTrade leg(int leg) {
    Instrument instrument = legs.get(leg);
    return new LegTrade(
        instrument.name(),
        entryLots[leg],
        entryPrice[leg].price(instrument),
        exitPrice[leg].price(instrument));
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
