package io.statarb.attribution;

import io.statarb.attribution.TapeOrders.Child;
import io.statarb.attribution.TapeOrders.Decided;
import io.statarb.attribution.TapeOrders.Filled;
import io.statarb.attribution.TapeOrders.Parent;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.LegNames;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.positions.PositionBook;
import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.PairSettings;
import io.statarb.tape.sbe.ActivationDecoder;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.DateStartDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.HealthRefusalDecoder;
import io.statarb.tape.sbe.MarkDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.RebaseDecoder;
import io.statarb.tape.sbe.RiskRefusalDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.ticks.CorporateActions.Action;
import io.statarb.venues.FeeSchedule;
import io.statarb.venues.SimulatedVenue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Folds the records of one trading tape, in order, into a {@link SessionAttribution}. One use, one
 * thread. Records that do not fit together are a {@link Refusal} of the tape.
 */
public final class AttributionFold {
  private static final long MINUTE_NS = 60_000_000_000L;

  /** What a refusal for the health of a pair is called among the codes of the risk gate. */
  public static final String PAIR_HEALTH = "PAIR_HEALTH";

  private static final String FRICTIONLESS = "frictionless";

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final DateStartDecoder dateStart = new DateStartDecoder();
  private final ActivationDecoder activation = new ActivationDecoder();
  private final TickDecoder tick = new TickDecoder();
  private final DecisionDecoder decision = new DecisionDecoder();
  private final ParentOrderDecoder parentOrder = new ParentOrderDecoder();
  private final ParentLegDecoder parentLeg = new ParentLegDecoder();
  private final ChildOrderDecoder childOrder = new ChildOrderDecoder();
  private final RiskRefusalDecoder riskRefusal = new RiskRefusalDecoder();
  private final HealthRefusalDecoder healthRefusal = new HealthRefusalDecoder();
  private final ExecReportDecoder execReport = new ExecReportDecoder();
  private final MarkDecoder mark = new MarkDecoder();
  private final CorporateActionDecoder corporateAction = new CorporateActionDecoder();
  private final RebaseDecoder rebase = new RebaseDecoder();
  private final DateEndDecoder dateEnd = new DateEndDecoder();

  private final Strategy strategy;
  private final Universe universe;
  private final QuoteLog quotes;
  private final FeeSchedule schedule;
  private final FeeSchedule free;
  private final TreeMap<Integer, PairFold> pairs = new TreeMap<>();
  private final Map<Long, Decided> decisions = new TreeMap<>();
  private final Map<Long, Parent> parents = new TreeMap<>();
  private final Map<Long, Child> children = new TreeMap<>();
  private final Map<Long, Action> actions = new TreeMap<>();
  private final Set<Long> inForce = new TreeSet<>();
  private final List<Execution> executions = new ArrayList<>();
  private final List<EquityPoint> equity = new ArrayList<>();
  private final List<Leftover> leftovers = new ArrayList<>();
  private String tradeDate = "";
  private String mode = "";
  private @Nullable Parent incomplete;
  private boolean frictionless;
  private boolean ended;
  private int trips;
  private long minute = Long.MIN_VALUE;

  /**
   * A fold that has seen nothing.
   *
   * @param strategy pairs and fees
   * @param universe instruments
   */
  public AttributionFold(Strategy strategy, Universe universe) {
    this.universe = universe;
    quotes = new QuoteLog(universe);
    this.strategy = strategy;
    schedule = FeeSchedule.of(strategy, universe);
    free = FeeSchedule.none(universe);
    for (int pairId = 0; pairId < strategy.pairs().size(); pairId++) {
      PairSettings pair = strategy.pairs().get(pairId);
      List<Instrument> legs = pair.legs().stream().map(universe::instrument).toList();
      pairs.put(pairId, new PairFold(pairId, legs));
    }
  }

  /**
   * Takes the next record.
   *
   * @param buffer holds it
   * @param offset where its SBE header starts
   */
  public void accept(DirectBuffer buffer, int offset) {
    header.wrap(buffer, offset);
    checkWhole(header.templateId());
    switch (header.templateId()) {
      case DateStartDecoder.TEMPLATE_ID ->
          onDateStart(dateStart.wrapAndApplyHeader(buffer, offset, header));
      case ActivationDecoder.TEMPLATE_ID ->
          onActivation(activation.wrapAndApplyHeader(buffer, offset, header));
      case TickDecoder.TEMPLATE_ID -> onTick(tick.wrapAndApplyHeader(buffer, offset, header));
      case DecisionDecoder.TEMPLATE_ID -> {
        decision.wrapAndApplyHeader(buffer, offset, header);
        decisions.put(decision.decisionId(), Decided.of(decision));
      }
      case ParentOrderDecoder.TEMPLATE_ID ->
          onParent(Parent.of(parentOrder.wrapAndApplyHeader(buffer, offset, header)));
      case ParentLegDecoder.TEMPLATE_ID ->
          onParentLeg(parentLeg.wrapAndApplyHeader(buffer, offset, header));
      case ChildOrderDecoder.TEMPLATE_ID ->
          onChild(childOrder.wrapAndApplyHeader(buffer, offset, header));
      case RiskRefusalDecoder.TEMPLATE_ID -> {
        riskRefusal.wrapAndApplyHeader(buffer, offset, header);
        pair(riskRefusal.pairId()).refusal(riskRefusal.code().name());
      }
      case HealthRefusalDecoder.TEMPLATE_ID -> {
        healthRefusal.wrapAndApplyHeader(buffer, offset, header);
        pair(healthRefusal.pairId()).refusal(PAIR_HEALTH);
      }
      case ExecReportDecoder.TEMPLATE_ID ->
          onReport(execReport.wrapAndApplyHeader(buffer, offset, header));
      case MarkDecoder.TEMPLATE_ID -> onMark(mark.wrapAndApplyHeader(buffer, offset, header));
      case CorporateActionDecoder.TEMPLATE_ID -> {
        Action action = Action.of(corporateAction.wrapAndApplyHeader(buffer, offset, header));
        actions.put(action.actionId(), action);
      }
      case RebaseDecoder.TEMPLATE_ID -> onRebase(rebase.wrapAndApplyHeader(buffer, offset, header));
      case DateEndDecoder.TEMPLATE_ID ->
          onDateEnd(dateEnd.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        // Scores and commands move no money.
      }
    }
  }

  private void onDateStart(DateStartDecoder d) {
    for (DateStartDecoder.InstrumentsDecoder i : d.instruments()) {
      int id = i.instrumentId();
      long micros = i.microsPerTickLot();
      String name = i.name();
      if (id >= universe.count()
          || !universe.instrument(id).name().equals(name)
          || universe.instrument(id).microsPerTickLot() != micros) {
        throw Refusal.data(
            "the tape's instrument is not the strategy's: instrumentId=%d name=%s microsPerTickLot=%d"
                .formatted(id, name, micros));
      }
    }
    tradeDate = d.tradeDate();
  }

  private void onActivation(ActivationDecoder a) {
    a.bundleSha256();
    a.stage();
    mode = a.mode();
    frictionless = mode.equalsIgnoreCase(FRICTIONLESS);
  }

  private void onTick(TickDecoder t) {
    long now = Math.floorDiv(t.tsNs(), MINUTE_NS);
    if (minute == Long.MIN_VALUE) {
      equity.add(new EquityPoint(t.tsNs(), 0));
    } else if (now != minute) {
      equity.add(new EquityPoint(now * MINUTE_NS, equityMicros()));
    }
    minute = now;
    quotes.add(t);
  }

  private long equityMicros() {
    long sum = 0;
    for (PairFold pair : pairs.values()) {
      sum = Math.addExact(sum, pair.equityMicros(quotes));
    }
    return sum;
  }

  /** The legs of a parent order follow it, with nothing in between. */
  private void checkWhole(int templateId) {
    if (incomplete != null && templateId != ParentLegDecoder.TEMPLATE_ID) {
      throw Refusal.data("a parent order lacks legs: " + incomplete);
    }
  }

  private void onParentLeg(ParentLegDecoder leg) {
    Parent begun = incomplete;
    if (begun == null || leg.parentId() != begun.parentId() || leg.leg() != begun.legs().size()) {
      throw Refusal.data(
          "a leg without its parent order: parentId=%d leg=%d"
              .formatted(leg.parentId(), leg.leg()));
    }
    onParent(begun.plus(leg));
  }

  private void onParent(Parent parent) {
    PairFold pair = pair(parent.pairId());
    incomplete = parent.legs().size() < pair.legs() ? parent : null;
    if (incomplete != null) {
      return;
    }
    if (!pair.trades(parent)) {
      throw Refusal.data("a parent order trades other legs than its pair: " + parent);
    }
    parents.put(parent.parentId(), parent);
    pair.parent(parent, decided(parent));
  }

  private Decided decided(Parent parent) {
    return decisions.getOrDefault(parent.decisionId(), Decided.UNKNOWN);
  }

  private void onChild(ChildOrderDecoder c) {
    Parent parent = parents.get(c.parentId());
    if (parent == null
        || c.leg() >= parent.legs().size()
        || parent.instrumentId(c.leg()) != c.instrumentId()) {
      throw Refusal.data(
          "an order without its parent: clientOrderId=%d parentId=%d"
              .formatted(c.clientOrderId(), c.parentId()));
    }
    children.put(c.clientOrderId(), new Child(parent, c));
    pair(parent.pairId()).child();
  }

  private void onReport(ExecReportDecoder r) {
    Child order = children.get(r.clientOrderId());
    if (order == null) {
      throw Refusal.data(
          "a report without its order: execId=%d clientOrderId=%d"
              .formatted(r.execId(), r.clientOrderId()));
    }
    long ruleLots = r.cumQtyLots() - order.cumQtyLots;
    if (ruleLots == 0 && r.lastQtyLots() == 0) {
      return;
    }
    order.cumQtyLots = r.cumQtyLots();
    long rulePx2;
    long ruleMid2;
    if (frictionless) {
      rulePx2 = order.parent.mid2(order.leg);
      ruleMid2 = rulePx2;
    } else {
      int rulingTick = rulingTick(r, order);
      rulePx2 = 2 * quotes.touch(rulingTick, order.side);
      ruleMid2 = quotes.mid2(rulingTick);
    }
    long ruleFee =
        (frictionless ? free : schedule).feeMicros(order.instrumentId, Math.abs(ruleLots), rulePx2);
    Filled filled =
        new Filled(
            order,
            r.tsNs(),
            r.lastQtyLots(),
            r.lastPx2Ticks(),
            r.feeMicros(),
            ruleLots,
            rulePx2,
            ruleMid2,
            ruleFee);
    pair(order.parent.pairId()).fill(filled, decided(order.parent), () -> ++trips);
    executions.add(execution(r, filled));
  }

  /**
   * The venue's rule: the worse of the quote in force at arrival and the next good one, or the
   * opening that it was dealt in.
   */
  private int rulingTick(ExecReportDecoder r, Child order) {
    if (!quotes.quotes(r.arrivalTickSeq(), order.instrumentId)
        || !quotes.quotes(r.fillTickSeq(), order.instrumentId)
        || r.fillTickSeq() <= r.arrivalTickSeq()) {
      throw Refusal.data(
          "a fill names ticks that are no quotes of its instrument in order: execId=%d arrivalTickSeq=%d fillTickSeq=%d"
              .formatted(r.execId(), r.arrivalTickSeq(), r.fillTickSeq()));
    }
    int arrival = (int) r.arrivalTickSeq();
    int fill = (int) r.fillTickSeq();
    long arrivalTouch = quotes.touch(arrival, order.side);
    long fillTouch = quotes.touch(fill, order.side);
    boolean fillRules =
        SimulatedVenue.dealt(
                strategy.venue(universe.instrument(order.instrumentId).venue()),
                order.side,
                arrivalTouch,
                fillTouch)
            == fillTouch;
    return fillRules ? fill : arrival;
  }

  private Execution execution(ExecReportDecoder r, Filled f) {
    Child order = f.order();
    Parent parent = order.parent;
    Instrument instrument = universe.instrument(order.instrumentId);
    return new Execution(
        tradeDate + "/" + r.execId(),
        r.tsNs(),
        r.clientOrderId(),
        parent.parentId(),
        parent.decisionId(),
        parent.purpose().name(),
        parent.pairId(),
        pair(parent.pairId()).name(),
        LegNames.of(order.leg),
        instrument.name(),
        order.side,
        r.lastQtyLots(),
        r.lastPx2Ticks(),
        instrument.midPrice(r.lastPx2Ticks()),
        r.feeMicros(),
        order.limitPxTicks,
        parent.mid2(order.leg),
        f.rulePx2(),
        order.tsNs,
        r.arrivalTsNs(),
        r.arrivalTickSeq(),
        r.fillTickSeq());
  }

  private void onMark(MarkDecoder m) {
    PairFold pair = pair(m.pairId());
    Instrument instrument = pair.instrument(m.leg());
    pair.mark(m.leg(), m.positionLots(), m.px2Ticks());
    leftovers.add(
        new Leftover(
            tradeDate,
            m.pairId(),
            pair.name(),
            LegNames.of(m.leg()),
            instrument.name(),
            m.positionLots(),
            m.px2Ticks(),
            PositionBook.value(m.positionLots(), m.px2Ticks(), instrument.microsPerTickLot())));
  }

  private void onRebase(RebaseDecoder r) {
    Action action = actions.get(r.actionId());
    Rebasing rebasing = action == null ? null : action.rebasing();
    if (rebasing == null || r.leg() >= pair(r.pairId()).legs()) {
      throw Refusal.data(
          "a re-basing without its corporate action: actionId=%d pairId=%d"
              .formatted(r.actionId(), r.pairId()));
    }
    if (inForce.add(r.actionId())) {
      pairs.values().stream()
          .filter(pair -> pair.holds(r.instrumentId()))
          .forEach(pair -> pair.moveTo(quotes));
      quotes.rebase(r.instrumentId(), rebasing);
    }
    pair(r.pairId()).rebase(r.leg(), r.positionLots(), r.cashMicros(), quotes);
    Child order = children.get(r.clientOrderId());
    if (order != null) {
      rebase(order, rebasing, r.limitPxTicks());
    }
  }

  /** An order that is out goes on in other units, and so does the mid that it was decided on. */
  private void rebase(Child order, Rebasing rebasing, long limitPxTicks) {
    long tick = universe.instrument(order.instrumentId).tickSizeE9();
    Parent before = order.parent;
    long mid2 = before.mid2(order.leg);
    long bid = rebasing.pxTicks(Math.floorDiv(mid2, 2), tick, false);
    long ask = rebasing.pxTicks(Math.ceilDiv(mid2, 2), tick, true);
    Parent after = before.withMid2(order.leg, bid + ask);
    parents.put(after.parentId(), after);
    children.values().stream()
        .filter(child -> child.parent.parentId() == before.parentId())
        .forEach(child -> child.parent = after);
    order.limitPxTicks = limitPxTicks;
    order.cumQtyLots = rebasing.lots(order.cumQtyLots);
  }

  private void onDateEnd(DateEndDecoder d) {
    ended = true;
    pairs.values().forEach(pair -> pair.end(quotes));
    equity.add(new EquityPoint(d.tsNs(), totals().pnlMicros()));
  }

  private PairFold pair(int pairId) {
    PairFold pair = pairs.get(pairId);
    if (pair == null) {
      throw Refusal.data(
          "the tape trades a pair that the strategy does not have: pairId=" + pairId);
    }
    return pair;
  }

  private TradingTotals totals() {
    return TradingTotals.ofPairs(pairs.values().stream().map(PairFold::result).toList());
  }

  /**
   * The result.
   *
   * @throws Refusal when the tape has no end
   */
  public SessionAttribution result() {
    if (!ended) {
      throw Refusal.data(
          "the tape is not whole, it has no DateEnd record: tradeDate=%s ticks=%d"
              .formatted(tradeDate, quotes.count()));
    }
    TradingTotals totals = totals();
    List<RoundTrip> trades = new ArrayList<>();
    pairs.values().forEach(pair -> trades.addAll(pair.trips(tradeDate)));
    trades.sort(Comparator.comparingInt(RoundTrip::tripId));
    return new SessionAttribution(
        tradeDate,
        mode,
        totals.orders(),
        totals.fills(),
        totals.roundTrips(),
        totals.riskRefusals(),
        totals.pnlMicros(),
        totals.causes(),
        totals.residualMicros(),
        totals.pairs(),
        List.copyOf(trades),
        List.copyOf(executions),
        List.copyOf(equity),
        List.copyOf(leftovers));
  }
}
