package io.statarb.orders;

import io.statarb.instruments.Rebasing;
import io.statarb.session.MemoryTape;
import io.statarb.session.Session;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.CorporateActionKind;
import io.statarb.tape.sbe.DecisionKind;
import java.util.List;

/**
 * A desk on a session in memory, stepped by hand: what an engine does, without features and models.
 */
final class Desk {
  final Session session;
  final TradingDesk desk;
  long nowNs = Session.DATE.startNs();

  Desk(VenueMode mode, List<DeskPair> pairs, String... sets) {
    session = new Session(mode == VenueMode.FRICTIONLESS ? "frictionless" : "live", sets);
    desk =
        new TradingDesk(
            session.strategy(), session.universe(), pairs, session.tape(), mode, Session.DATE);
  }

  Desk(TradingDesk.Port port, List<DeskPair> pairs, String... sets) {
    session = new Session("live", sets);
    desk =
        new TradingDesk(
            session.strategy(), session.universe(), pairs, session.tape(), Session.DATE, port);
  }

  /** Lets time pass; nothing happens until the next tick. */
  Desk after(long ms) {
    nowNs += ms * Session.MS;
    return this;
  }

  /** A quote: good, locked when bid equals ask. */
  Desk quote(int instrumentId, long bid, long ask) {
    return tick(instrumentId, bid, ask, bid == ask ? Session.LOCKED : Session.GOOD);
  }

  /** A tick without a price. */
  Desk gap(int instrumentId) {
    return tick(instrumentId, Long.MIN_VALUE, Long.MIN_VALUE, Session.CROSSED);
  }

  Desk tick(int instrumentId, long bid, long ask, byte condition) {
    long tickSeq = session.tick(nowNs, instrumentId, bid, ask, condition);
    desk.onTick(nowNs, tickSeq, instrumentId, bid, ask, condition);
    return this;
  }

  boolean enter(int pairId, int direction) {
    long decision = session.decision(nowNs, pairId, DecisionKind.ENTER, direction);
    return desk.enter(nowNs, pairId, direction, decision, 0.001);
  }

  boolean exit(int pairId) {
    long decision = session.decision(nowNs, pairId, DecisionKind.EXIT, desk.direction(pairId));
    return desk.exit(nowNs, pairId, decision, 0.0002);
  }

  /** A corporate action comes into force now. */
  Desk rebase(long actionId, int instrumentId, Rebasing r) {
    new TapeWriting()
        .corporateAction(
            session.tape(),
            nowNs,
            actionId,
            nowNs,
            nowNs,
            r.newUnits(),
            r.oldUnits(),
            r.cashE9(),
            instrumentId,
            CorporateActionKind.SPLIT);
    desk.rebase(nowNs, actionId, instrumentId, r);
    return this;
  }

  Desk end() {
    desk.endOfDate(nowNs);
    session.end(nowNs);
    return this;
  }

  MemoryTape tape() {
    return session.tape();
  }
}
