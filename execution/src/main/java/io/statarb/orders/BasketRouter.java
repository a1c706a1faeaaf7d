package io.statarb.orders;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.positions.PositionBook;
import io.statarb.risk.BasisPoints;
import io.statarb.risk.RiskGate;
import io.statarb.settings.Strategy;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.Purpose;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.venues.QuoteBoard;
import io.statarb.venues.ReportListener;
import io.statarb.venues.Venue;
import java.util.Arrays;
import java.util.Collections;

/**
 * Sends the legs of a pair or basket together and takes care of what comes back. Policy for a leg
 * that fails: an entry that is not whole is flattened, an exit that is not whole is sent again,
 * both by UNWIND parents for what is left, each on quotes that the last one had not seen, at most
 * {@code order.max_unwind_attempts} times; then the pair is stuck and marked at the end of the
 * date.
 */
final class BasketRouter implements ReportListener {
  private final PairLine[] lines;
  private final QuoteBoard quotes;
  private final PositionBook positions;
  private final RiskGate gate;
  private final OrderRecords records;
  private final long[] microsPerTickLot;
  private final long lots;
  private final long notionalMicros;
  private final long slackE8;
  private final long unwindSlackE8;
  private final int maxUnwindAttempts;
  private final long messageWindowNs;

  private final PairLine[] lineOfSlot;
  private final long[] planLots;
  private final long[] planLimit;
  private long nextParentId = 1;
  private long nextClientOrderId = 1;
  private long nextExecId = 1;
  private long orders;
  private long fills;
  private int unwinding;

  BasketRouter(
      Strategy strategy,
      PairLine[] lines,
      long[] microsPerTickLot,
      QuoteBoard quotes,
      PositionBook positions,
      RiskGate gate,
      OrderRecords records) {
    this.lines = lines;
    lineOfSlot = lineOfSlot(lines);
    int mostLegs = mostLegs(lines);
    planLots = new long[mostLegs];
    planLimit = new long[mostLegs];
    this.microsPerTickLot = microsPerTickLot;
    this.quotes = quotes;
    this.positions = positions;
    this.gate = gate;
    this.records = records;
    lots = strategy.order().lots();
    notionalMicros = Math.multiplyExact(strategy.order().notional(), 1_000_000L);
    slackE8 = BasisPoints.partsE8(strategy.order().limitSlackBps());
    unwindSlackE8 = BasisPoints.partsE8(strategy.order().unwindSlackBps());
    maxUnwindAttempts = strategy.order().maxUnwindAttempts();
    messageWindowNs = Math.multiplyExact(strategy.risk().messageWindowMs(), 1_000_000L);
  }

  private static PairLine[] lineOfSlot(PairLine[] lines) {
    return Arrays.stream(lines)
        .flatMap(line -> Collections.nCopies(line.legs, line).stream())
        .toArray(PairLine[]::new);
  }

  /** Most legs that a parent order can have. */
  static int mostLegs(PairLine[] lines) {
    return Arrays.stream(lines).mapToInt(line -> line.legs).max().orElse(0);
  }

  /** Opens a pair. */
  boolean enter(
      Venue venue,
      long nowNs,
      PairLine line,
      int direction,
      long yLots,
      long decisionId,
      double spread) {
    line.direction = direction;
    planLots[PairLine.Y] = direction * yLots;
    for (int leg = PairLine.X; leg < line.legs; leg++) {
      planLots[leg] = yLots == 0 ? 0 : hedgeLots(line, leg, planLots[PairLine.Y]);
    }
    boolean sent = submit(venue, nowNs, line, Purpose.ENTRY, decisionId, spread, slackE8);
    if (!sent) {
      line.direction = 0;
    }
    return sent;
  }

  /** Lots of Y for an entry: as many as the notional of the settings pays for, where it is set. */
  long entryLots(PairLine line) {
    int instrument = line.pair.yInstrumentId();
    if (notionalMicros == 0) {
      return lots;
    }
    return quotes.quoted(instrument)
        ? 2 * notionalMicros / (quotes.mid2Ticks(instrument) * microsPerTickLot[instrument])
        : 0;
  }

  /** Lots of a hedge leg for an entry, or 0, which the gate refuses, while there is no quote. */
  private long hedgeLots(PairLine line, int leg, long yLots) {
    int y = line.instrumentId(PairLine.Y);
    int x = line.instrumentId(leg);
    if (!quotes.quoted(y) || !quotes.quoted(x)) {
      return 0;
    }
    DeskHedge hedge = line.pair.hedges().get(leg - 1);
    return hedge.lots(
        yLots, quotes.mid2Ticks(y), microsPerTickLot[y], quotes.mid2Ticks(x), microsPerTickLot[x]);
  }

  /** Closes an open pair. */
  boolean exit(Venue venue, long nowNs, PairLine line, long decisionId, double spread) {
    planClose(line);
    return submit(venue, nowNs, line, Purpose.EXIT, decisionId, spread, unwindSlackE8);
  }

  private void planClose(PairLine line) {
    for (int leg = 0; leg < line.legs; leg++) {
      planLots[leg] = -positions.lots(line.slot(leg));
    }
  }

  /** Checks all legs together; journals and sends them all, or journals why not. */
  private boolean submit(
      Venue venue,
      long nowNs,
      PairLine line,
      Purpose purpose,
      long decisionId,
      double spread,
      long slack) {
    boolean entry = purpose == Purpose.ENTRY;
    long parentId = nextParentId++;
    gate.begin(nowNs, !entry);
    for (int leg = 0; leg < line.legs; leg++) {
      if (planLots[leg] != 0 || entry) {
        int side = planLots[leg] < 0 ? -1 : 1;
        planLimit[leg] =
            BasisPoints.limitPxTicks(
                side, quotes.touchPxTicks(line.instrumentId(leg), side), slack);
        gate.leg(line.slot(leg), side, Math.abs(planLots[leg]), planLimit[leg]);
      }
    }
    if (!gate.admit()) {
      for (int i = 0; i < gate.refusals(); i++) {
        records.riskRefusal(
            nowNs,
            parentId,
            line.pair.pairId(),
            gate.code(i),
            gate.instrumentId(i),
            gate.limitValue(i),
            gate.actualValue(i));
      }
      return false;
    }
    begin(line, parentId, purpose, decisionId, spread);
    journalAndSend(venue, nowNs, line);
    return true;
  }

  private void begin(
      PairLine line, long parentId, Purpose purpose, long decisionId, double spread) {
    line.parent.begin(parentId, purpose, decisionId, spread);
    int checked = 0;
    for (int leg = 0; leg < line.legs; leg++) {
      ChildOrder child = line.parent.child(leg);
      if (planLots[leg] == 0) {
        child.none();
        continue;
      }
      child.begin(
          nextClientOrderId++,
          planLots[leg] < 0 ? -1 : 1,
          Math.abs(planLots[leg]),
          planLimit[leg],
          gate.reservedMicros(checked++));
      line.pricedTickSeq[leg] = quotes.tickSeq(line.instrumentId(leg));
    }
    become(
        line,
        switch (purpose) {
          case ENTRY -> PairState.ENTERING;
          case EXIT -> PairState.EXITING;
          case UNWIND, NULL_VAL -> PairState.UNWINDING;
        });
  }

  private void journalAndSend(Venue venue, long nowNs, PairLine line) {
    records.parentOrder(nowNs, line, quotes);
    for (int leg = 0; leg < line.legs; leg++) {
      if (line.parent.child(leg).qtyLots() != 0) {
        records.childOrder(nowNs, line, leg, quotes.mid2Ticks(line.instrumentId(leg)));
        orders++;
      }
    }
    for (int leg = 0; leg < line.legs; leg++) {
      ChildOrder child = line.parent.child(leg);
      if (child.qtyLots() != 0) {
        int instrument = line.instrumentId(leg);
        venue.send(
            line.slot(leg),
            child.clientOrderId(),
            instrument,
            child.side(),
            child.qtyLots(),
            child.limitPxTicks(),
            quotes.mid2Ticks(instrument),
            nowNs);
      }
    }
  }

  @Override
  public void onReport(
      int slot,
      long clientOrderId,
      OrderStatus status,
      long lastQtyLots,
      long lastPx2Ticks,
      long leavesQtyLots,
      long feeMicros,
      long arrivalTsNs,
      long arrivalTickSeq,
      long fillTickSeq,
      long nowNs) {
    PairLine line = lineOfSlot[slot];
    int leg = line.leg(slot);
    ChildOrder child = line.parent.child(leg);
    if (!child.expects(clientOrderId)) {
      throw new IllegalStateException(
          "Invariant: a report is about a working order: clientOrderId=%d working=%s last=%d"
              .formatted(clientOrderId, child.working(), child.clientOrderId()));
    }
    records.execReport(
        nowNs,
        line,
        leg,
        nextExecId++,
        status,
        lastQtyLots,
        lastPx2Ticks,
        leavesQtyLots,
        feeMicros,
        arrivalTsNs,
        arrivalTickSeq,
        fillTickSeq);
    child.apply(status, lastQtyLots, leavesQtyLots);
    if (lastQtyLots > 0) {
      positions.fill(slot, child.side() * lastQtyLots, lastPx2Ticks, feeMicros);
      fills++;
    }
    if (!child.working()) {
      gate.release(child.reservedMicros());
      if (line.parent.terminal()) {
        settle(line, nowNs);
      }
    }
  }

  /** All children have ended: decides where the pair stands. */
  private void settle(PairLine line, long nowNs) {
    boolean empty = empty(line);
    boolean unwound = line.parent.purpose() == Purpose.UNWIND;
    if (empty) {
      become(line, PairState.FLAT);
      line.direction = 0;
      line.closedNs = nowNs;
    } else if (line.parent.purpose() == Purpose.ENTRY && line.parent.complete()) {
      become(line, PairState.OPEN);
      line.openedNs = nowNs;
    } else if (unwound && line.attempts >= maxUnwindAttempts) {
      become(line, PairState.STUCK);
    } else {
      if (!unwound) {
        line.attempts = 0;
        line.retryNs = nowNs;
      }
      become(line, PairState.UNWINDING);
    }
  }

  private boolean empty(PairLine line) {
    for (int leg = 0; leg < line.legs; leg++) {
      if (positions.lots(line.slot(leg)) != 0) {
        return false;
      }
    }
    return true;
  }

  private void become(PairLine line, PairState next) {
    if (line.state == PairState.UNWINDING) {
      unwinding--;
    }
    if (next == PairState.UNWINDING) {
      unwinding++;
    }
    line.state = next;
  }

  /** Sends the unwinds whose quotes have come. */
  void work(Venue venue, long nowNs) {
    if (unwinding == 0 || gate.killed()) {
      return;
    }
    for (PairLine line : lines) {
      if (line.state == PairState.UNWINDING && line.parent.terminal() && ready(line, nowNs)) {
        unwind(venue, nowNs, line);
      }
    }
  }

  private boolean ready(PairLine line, long nowNs) {
    if (nowNs < line.retryNs) {
      return false;
    }
    for (int leg = 0; leg < line.legs; leg++) {
      int instrument = line.instrumentId(leg);
      if (positions.lots(line.slot(leg)) != 0
          && (!quotes.tradable(instrument, nowNs)
              || quotes.tickSeq(instrument) <= line.pricedTickSeq[leg])) {
        return false;
      }
    }
    return true;
  }

  private void unwind(Venue venue, long nowNs, PairLine line) {
    planClose(line);
    line.attempts++;
    if (!submit(
        venue,
        nowNs,
        line,
        Purpose.UNWIND,
        line.parent.decisionId(),
        line.parent.decisionSpread(),
        unwindSlackE8)) {
      if (gate.refusals() == 1 && gate.refusedBy(RefusalCode.MESSAGE_RATE)) {
        // Passes by itself; nothing went out, so no attempt is used up.
        line.attempts--;
        line.retryNs = nowNs + messageWindowNs;
      } else {
        become(line, PairState.STUCK);
      }
    }
  }

  /**
   * A corporate action of an instrument is in force: what is held of it and what is out are the
   * same thing in the new units. Less than a lot is paid out at the mid; the board has been
   * re-based.
   */
  void rebase(Venue venue, long nowNs, long actionId, Instrument instrument, Rebasing rebasing) {
    for (PairLine line : lines) {
      for (int leg = 0; leg < line.legs; leg++) {
        if (line.instrumentId(leg) == instrument.id()) {
          rebase(venue, nowNs, line, leg, actionId, instrument, rebasing);
        }
      }
    }
  }

  private void rebase(
      Venue venue,
      long nowNs,
      PairLine line,
      int leg,
      long actionId,
      Instrument instrument,
      Rebasing rebasing) {
    int slot = line.slot(leg);
    ChildOrder child = line.parent.child(leg);
    long before = positions.lots(slot);
    long held = rebasing.lots(before);
    long cash = cashMicros(before, instrument, rebasing);
    long leaves = rebasing.lots(child.leavesQtyLots());
    // Towards the side that fills less: the price that is paid is never worse than was meant.
    long limit = rebasing.pxTicks(child.limitPxTicks(), instrument.tickSizeE9(), child.side() < 0);
    records.rebase(nowNs, line, leg, actionId, before, held, cash, leaves, limit);
    positions.rebase(slot, held, cash);
    if (child.working()) {
      child.rebase(leaves, rebasing.lots(child.cumQtyLots()), limit);
      venue.rebase(slot, leaves, limit, rebasing, nowNs);
    }
    if (before != 0 && held == 0 && line.state == PairState.OPEN) {
      loseLeg(line, nowNs);
    }
  }

  private long cashMicros(long lotsBefore, Instrument instrument, Rebasing rebasing) {
    long cash = rebasing.cashMicros(lotsBefore, instrument.lotUnits());
    long remainder = rebasing.remainder(lotsBefore);
    if (remainder == 0) {
      return cash;
    }
    long value =
        PositionBook.value(
            remainder, quotes.mid2Ticks(instrument.id()), instrument.microsPerTickLot());
    return Math.addExact(cash, Math.floorDiv(value, rebasing.oldUnits()));
  }

  /** A leg of an open pair has become less than a lot: the others have lost a hedge. */
  private void loseLeg(PairLine line, long nowNs) {
    if (empty(line)) {
      become(line, PairState.FLAT);
      line.direction = 0;
      line.closedNs = nowNs;
    } else {
      line.attempts = 0;
      line.retryNs = nowNs;
      become(line, PairState.UNWINDING);
    }
  }

  /** Marks what is left at the side it would leave at. */
  void mark(long nowNs) {
    for (PairLine line : lines) {
      for (int leg = 0; leg < line.legs; leg++) {
        long held = positions.lots(line.slot(leg));
        if (held != 0) {
          int instrument = line.instrumentId(leg);
          records.mark(
              nowNs,
              line,
              leg,
              held,
              positions.exitPx2Ticks(line.slot(leg), quotes),
              quotes.mid2Ticks(instrument));
        }
      }
    }
  }

  /** Journals that an order was asked for that makes no sense where the pair stands. */
  void refuse(long nowNs, PairLine line, long limitValue, long actualValue) {
    records.riskRefusal(
        nowNs,
        nextParentId++,
        line.pair.pairId(),
        RefusalCode.INVALID_ORDER,
        RiskGate.ALL_LEGS,
        limitValue,
        actualValue);
  }

  long orders() {
    return orders;
  }

  long fills() {
    return fills;
  }
}
