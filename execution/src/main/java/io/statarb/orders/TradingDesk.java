package io.statarb.orders;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.positions.PositionBook;
import io.statarb.risk.RiskGate;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.time.TradingSession;
import io.statarb.venues.FrictionlessVenue;
import io.statarb.venues.QuoteBoard;
import io.statarb.venues.ReportListener;
import io.statarb.venues.SimulatedVenue;
import io.statarb.venues.Venue;
import java.util.Arrays;
import java.util.List;

/**
 * Orders, positions, risk and the venue of one session. Owned by the engine's thread. Everything it
 * does is journalled before it has an effect; nothing is allocated after construction.
 *
 * <p>The engine feeds every tick to {@link #onTick} before it decides on it, and asks for an entry
 * or exit only when all legs are {@linkplain QuoteBoard#tradable tradable}: a refused order writes
 * a record for each reason, so asking again on every tick would flood the tape. Prices are ticks,
 * times UTC nanoseconds; a direction of +1 is long the spread.
 */
public final class TradingDesk {
  private static final byte GOOD = (byte) QuoteCondition.GOOD.value();
  private static final byte OPENING = (byte) QuoteCondition.OPENING.value();
  private static final int NO_SLOT = -1;

  private final TradingSession session;
  private final PairLine[] lines;
  private final int[] slotOfPair;
  private final QuoteBoard quotes;
  private final PositionBook positions;
  private final RiskGate gate;
  private final BasketRouter router;
  private final Venue venue;
  private final Universe universe;
  private boolean ended;

  /**
   * A desk without positions.
   *
   * @param strategy order, risk and venue settings
   * @param universe instruments
   * @param pairs the pairs to trade
   * @param journal where every record goes before it has an effect
   * @param mode which venue fills orders
   * @param session the session
   * @throws Refusal when the order settings cannot pass the gate
   */
  public TradingDesk(
      Strategy strategy,
      Universe universe,
      List<DeskPair> pairs,
      Journal journal,
      VenueMode mode,
      TradingSession session) {
    this(strategy, universe, pairs, journal, session, port(strategy, universe, mode));
  }

  TradingDesk(
      Strategy strategy,
      Universe universe,
      List<DeskPair> pairs,
      Journal journal,
      TradingSession session,
      Port port) {
    checkSlack(strategy);
    this.session = session;
    this.universe = universe;
    lines = new PairLine[pairs.size()];
    slotOfPair = slots(pairs);
    int slots = pairs.stream().mapToInt(DeskPair::legs).sum();
    int[] legInstrument = new int[slots];
    long[] legMicros = new long[slots];
    int slot = 0;
    for (int i = 0; i < lines.length; i++) {
      PairLine line = new PairLine(pairs.get(i), slot);
      lines[i] = line;
      for (int leg = 0; leg < line.legs; leg++, slot++) {
        legInstrument[slot] = line.instrumentId(leg);
        legMicros[slot] = universe.instrument(line.instrumentId(leg)).microsPerTickLot();
      }
    }
    quotes = new QuoteBoard(strategy, universe);
    positions = new PositionBook(legInstrument, legMicros);
    gate = new RiskGate(strategy, universe, quotes, positions, BasketRouter.mostLegs(lines));
    long[] microsPerTickLot =
        universe.instruments().stream().mapToLong(Instrument::microsPerTickLot).toArray();
    router =
        new BasketRouter(
            strategy, lines, microsPerTickLot, quotes, positions, gate, new OrderRecords(journal));
    venue = port.open(quotes, legInstrument.length, router);
  }

  /** Opens the way to a venue. */
  @FunctionalInterface
  interface Port {
    Venue open(QuoteBoard quotes, int slots, ReportListener listener);
  }

  private static Port port(Strategy strategy, Universe universe, VenueMode mode) {
    return switch (mode) {
      case SIMULATED ->
          (quotes, slots, listener) ->
              new SimulatedVenue(strategy, universe, quotes, slots, listener);
      case FRICTIONLESS -> (quotes, slots, listener) -> new FrictionlessVenue(quotes, listener);
    };
  }

  /**
   * A slack beyond the collar would refuse every order, the ones that close a position included.
   */
  private static void checkSlack(Strategy s) {
    double widest = Math.max(s.order().limitSlackBps(), s.order().unwindSlackBps());
    if (widest >= s.risk().priceCollarBps()) {
      throw Refusal.usage(
          "order.limit_slack_bps and order.unwind_slack_bps must be below risk.price_collar_bps: widest=%s collar=%s"
              .formatted(widest, s.risk().priceCollarBps()));
    }
  }

  private static int[] slots(List<DeskPair> pairs) {
    int largest = pairs.stream().mapToInt(DeskPair::pairId).max().orElse(-1);
    int[] slots = new int[largest + 1];
    Arrays.fill(slots, NO_SLOT);
    for (int slot = 0; slot < pairs.size(); slot++) {
      int pairId = pairs.get(slot).pairId();
      if (slots[pairId] != NO_SLOT) {
        throw new IllegalArgumentException("pair twice: pairId=" + pairId);
      }
      slots[pairId] = slot;
    }
    return slots;
  }

  /**
   * Takes a tick: orders arrive, fill and end, the board moves, and what has to be unwound is.
   *
   * @param tsNs time of the tick, never before the last
   * @param tickSeq its number in the session
   * @param instrumentId the instrument
   * @param bid bid in ticks
   * @param ask ask in ticks
   * @param condition value of a {@link QuoteCondition}
   */
  public void onTick(
      long tsNs, long tickSeq, int instrumentId, long bid, long ask, byte condition) {
    venue.onTime(tsNs);
    quotes.onTick(tsNs, tickSeq, instrumentId, bid, ask, condition);
    if ((condition == GOOD || condition == OPENING) && quotes.good(instrumentId)) {
      venue.onQuote(instrumentId, tsNs);
    }
    router.work(venue, tsNs);
  }

  /**
   * Opens a pair at the lots of the settings.
   *
   * @param nowNs time of the last tick
   * @param pairId a flat pair
   * @param direction +1 long the spread, -1 short
   * @param decisionId the decision behind it
   * @param spread spread at the decision
   * @return false when the gate refused it; the reasons are on the tape
   */
  public boolean enter(long nowNs, int pairId, int direction, long decisionId, double spread) {
    return enter(nowNs, pairId, direction, entryLots(pairId, 1), decisionId, spread);
  }

  /**
   * Lots of leg Y of an entry by the settings at the present quote, rounded down.
   *
   * @param pairId the pair
   * @param share how much of it, a fraction
   */
  public long entryLots(int pairId, double share) {
    return (long) (share * router.entryLots(line(pairId)));
  }

  /**
   * Opens a pair: all legs go out or none does.
   *
   * @param nowNs time of the last tick
   * @param pairId a flat pair
   * @param direction +1 long the spread (buy Y, sell the legs of a positive hedge ratio), -1 short
   * @param lots lots of leg Y; those of the hedge legs follow from the hedge ratios
   * @param decisionId the decision behind it
   * @param spread spread at the decision
   * @return false when the gate refused it; the reasons are on the tape
   */
  public boolean enter(
      long nowNs, int pairId, int direction, long lots, long decisionId, double spread) {
    PairLine line = line(pairId);
    if (line.state != PairState.FLAT || (direction != 1 && direction != -1)) {
      router.refuse(nowNs, line, PairState.FLAT.code, line.state.code);
      return false;
    }
    if (nowNs < session.startNs() || nowNs >= session.endNs()) {
      router.refuse(nowNs, line, session.endNs(), nowNs);
      return false;
    }
    return router.enter(venue, nowNs, line, direction, lots, decisionId, spread);
  }

  /**
   * Closes an open pair. Once sent, the desk goes on by itself until the pair is flat or stuck.
   *
   * @param nowNs time of the last tick
   * @param pairId an open pair
   * @param decisionId the decision behind it
   * @param spread spread at the decision
   * @return false when the gate refused it; the reasons are on the tape
   */
  public boolean exit(long nowNs, int pairId, long decisionId, double spread) {
    PairLine line = line(pairId);
    if (line.state != PairState.OPEN) {
      router.refuse(nowNs, line, PairState.OPEN.code, line.state.code);
      return false;
    }
    return router.exit(venue, nowNs, line, decisionId, spread);
  }

  /**
   * A corporate action is in force: quotes, positions and orders of the instrument go on in the new
   * units at once. Orders are priced again only on its next quote.
   *
   * @param nowNs time of the action, or of the first record that came after it
   * @param actionId its number on the tape
   * @param instrumentId the instrument
   * @param rebasing what a unit became
   */
  public void rebase(long nowNs, long actionId, int instrumentId, Rebasing rebasing) {
    venue.onTime(nowNs);
    quotes.rebase(instrumentId, rebasing);
    router.rebase(venue, nowNs, actionId, universe.instrument(instrumentId), rebasing);
  }

  /** Takes no quote of an instrument whose units nobody knows, or takes them again. */
  public void suspend(int instrumentId, boolean suspend) {
    quotes.suspend(instrumentId, suspend);
  }

  /** Whether the pair has no position and nothing in flight. */
  public boolean flat(int pairId) {
    return line(pairId).state == PairState.FLAT;
  }

  /** Whether all legs are held whole and nothing is in flight. */
  public boolean open(int pairId) {
    return line(pairId).state == PairState.OPEN;
  }

  /**
   * Whether every attempt to close the pair was used up; what is left is marked at the end of the
   * date.
   */
  public boolean stuck(int pairId) {
    return line(pairId).state == PairState.STUCK;
  }

  /** Direction of the position or entry: +1 long the spread, -1 short, 0 flat. */
  public int direction(int pairId) {
    return line(pairId).direction;
  }

  /** When the pair last became {@linkplain #open open}, or 0. */
  public long openedNs(int pairId) {
    return line(pairId).openedNs;
  }

  /**
   * When the pair last became {@linkplain #flat flat} again, an entry that was not filled included,
   * or 0.
   */
  public long closedNs(int pairId) {
    return line(pairId).closedNs;
  }

  /** Signed lots held in a leg: 0 = Y, then the hedge legs. */
  public long positionLots(int pairId, int leg) {
    return positions.lots(line(pairId).slot(leg));
  }

  /** P&amp;L of the session in micros, positions at the side they would leave at. */
  public long pnlMicros() {
    return positions.pnlMicros(quotes);
  }

  /** The quotes that orders are priced on. */
  public QuoteBoard quotes() {
    return quotes;
  }

  /**
   * Blocks every order, then cancels what is in flight; positions stay. Does nothing more when
   * killed already.
   */
  public void kill(long nowNs) {
    gate.killed(true);
    venue.cancelAll(nowNs);
  }

  /** Allows orders again; what has to be unwound is, from the next tick on. */
  public void resume(long nowNs) {
    gate.killed(false);
  }

  /** Whether every order is blocked. */
  public boolean killed() {
    return gate.killed();
  }

  /**
   * Cancels what is in flight because the process ends; positions stay and the next tick trades on.
   */
  public void stop(long nowNs) {
    venue.cancelAll(nowNs);
  }

  /**
   * Cancels what is in flight and marks every position left at the side it would leave at. Once per
   * session.
   */
  public void endOfDate(long nowNs) {
    if (ended) {
      throw new IllegalStateException("Invariant: a session ends once: session=" + session);
    }
    ended = true;
    gate.killed(true);
    venue.cancelAll(nowNs);
    router.mark(nowNs);
  }

  /** Orders sent, each leg counted. */
  public long orders() {
    return router.orders();
  }

  /** Reports that filled something. */
  public long fills() {
    return router.fills();
  }

  private PairLine line(int pairId) {
    int slot = pairId >= 0 && pairId < slotOfPair.length ? slotOfPair[pairId] : NO_SLOT;
    if (slot == NO_SLOT) {
      throw new IllegalArgumentException("no such pair: pairId=" + pairId);
    }
    return lines[slot];
  }
}
