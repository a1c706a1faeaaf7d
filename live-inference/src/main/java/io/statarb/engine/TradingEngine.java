package io.statarb.engine;

import io.statarb.bundle.TradablePair;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.instruments.Rebasing;
import io.statarb.instruments.Universe;
import io.statarb.orders.TradingDesk;
import io.statarb.scoring.Scorer;
import io.statarb.settings.Strategy;
import io.statarb.tape.Journal;
import io.statarb.tape.TapeWriting;
import io.statarb.tape.sbe.CommandDecoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.CorporateActionDecoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import io.statarb.ticks.CorporateActions;
import io.statarb.time.TradingSession;
import io.statarb.venues.QuoteBoard;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The one strategy loop: live, replay and backtest run this class and differ only in what feeds it.
 *
 * <pre>
 *   Tick ─► journal ─► desk (quotes, fills, unwinds)
 *                       └► each pair of the instrument, lowest pairId first:
 *                            health ─► journal PairHealth
 *                            features ─► score ─► journal Score ─► rule ─► journal Decision ─► desk
 * </pre>
 *
 * <p>Owned by one thread, which runs each record to completion. Nothing is allocated after warm-up
 * but by the scorer. An input record is journalled before it has an effect; what a tick leads to is
 * a function of the records before it, so that the same input records give the same tape.
 */
public final class TradingEngine {
  /**
   * A refused or unfilled order is not tried again at once: a pair of quiet quotes would fill the
   * tape with refusals.
   */
  static final long RETRY_NS = 1_000_000_000L;

  private static final long NOT_RECORDED = -1;
  private static final int LEG_Y = 0;
  private static final int LEG_X = 1;

  private final EngineMode mode;
  private final EngineRecords records;
  private final Journal journal;
  private final TapeWriting writing = new TapeWriting();
  private final DecisionRule rule;
  private final HealthRule healthRule;
  private final TradingDesk desk;
  private final QuoteBoard quotes;
  private final PairSlots pairs;
  private final int zIndex;
  private final int costIndex;
  private final double entryZ;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final TickDecoder tick = new TickDecoder();
  private final CommandDecoder command = new CommandDecoder();
  private final CorporateActionDecoder corporateAction = new CorporateActionDecoder();
  private final CorporateActions actions;

  private long ticks;
  private long rows;
  private long decisions;
  private long nonFiniteScores;
  private boolean killed;

  // The row being worked on.
  private double[] row = {};
  private long rowTickSeq;
  private double rowZ;
  private double rowSpread;
  private double rowScore;
  private long rowSeq;

  /**
   * Makes the engine of one session; nothing is journalled yet.
   *
   * @param s settings of the bundle
   * @param u instruments of the bundle, ids as on the tape
   * @param service feature service of the bundle
   * @param pairs pairs of the bundle
   * @param scorers the pairs' scorers, in the same order; they stay the caller's to close
   * @param journal the tape, DateStart and Activation already on it
   * @param mode how it trades
   * @param session the session
   */
  public TradingEngine(
      Strategy s,
      Universe u,
      FeatureService service,
      List<TradablePair> pairs,
      List<Scorer> scorers,
      Journal journal,
      EngineMode mode,
      TradingSession session) {
    this.mode = mode;
    this.journal = journal;
    this.records = new EngineRecords(journal);
    this.rule = new DecisionRule(s.entry(), s.exit(), mode, session);
    this.entryZ = s.entry().z();
    this.zIndex = service.indexOf(s.features().decisionZ());
    this.costIndex = service.costIndex();
    this.pairs = PairSlots.of(s, u, service, pairs, scorers, session);
    this.healthRule = new HealthRule(s.health());
    this.actions = new CorporateActions(u.count());
    this.desk = new TradingDesk(s, u, this.pairs.deskPairs(), journal, mode.venue(), session);
    this.quotes = desk.quotes();
  }

  /**
   * Gives pairs the verdicts that they bring along from an earlier session; before the first tick.
   *
   * @param tsNs market time
   * @param opening what they bring along; nothing is journalled when that is nothing
   * @throws Refusal when it names a pair that the bundle does not hold
   */
  public void onHealthOpening(long tsNs, HealthOpening opening) {
    if (opening.verdicts().isEmpty()) {
      return;
    }
    records.healthOpening(tsNs, opening);
    for (HealthOpening.Verdict verdict : opening.verdicts()) {
      pairs.get(verdict.pairId()).health.health().open(verdict.state(), verdict.reasons());
    }
  }

  /**
   * Runs one Tick record to completion.
   *
   * @param buffer holds the record
   * @param offset where its SBE header starts
   * @param length bytes of header and message
   */
  public void onTick(DirectBuffer buffer, int offset, int length) {
    tick.wrapAndApplyHeader(buffer, offset, header);
    long tsNs = tick.tsNs();
    long tickSeq = tick.tickSeq();
    int instrumentId = tick.instrumentId();
    long bid = tick.bidPxTicks();
    long ask = tick.askPxTicks();
    byte condition = (byte) tick.conditionRaw();
    records.copy(buffer, offset, length);
    ticks++;
    comeIntoForce(tsNs);
    desk.onTick(tsNs, tickSeq, instrumentId, bid, ask, condition);
    for (PairSlot pair : pairs.ofInstrument(instrumentId)) {
      int leg = pair.legs.leg(instrumentId);
      // Before the tick: a sample of the grid knows no later tick.
      while (pair.health.elapse(tsNs)) {
        records.pairHealth(tsNs, pair.pairId, pair.health);
      }
      boolean hasRow = pair.features.onTick(tsNs, leg, bid, ask, condition);
      pair.health.quote(tsNs, leg, pair.features.logMid(leg));
      if (hasRow) {
        if (pair.health.ofBars()) {
          closeBar(pair, tsNs);
        }
        onRow(pair, tsNs, tickSeq);
      }
    }
  }

  /** A row of bars: every leg has a new close, not only the one whose tick made it whole. */
  private void closeBar(PairSlot pair, long tsNs) {
    for (int leg = 0; leg < pair.legs.count(); leg++) {
      pair.health.quote(tsNs, leg, pair.features.logMid(leg));
    }
    if (pair.health.bar(tsNs)) {
      records.pairHealth(tsNs, pair.pairId, pair.health);
    }
  }

  private void onRow(PairSlot pair, long tsNs, long tickSeq) {
    rows++;
    row = pair.features.values();
    rowTickSeq = tickSeq;
    rowZ = row[zIndex];
    rowSpread = pair.features.spread();
    long badBefore = nonFiniteScores;
    rowScore = score(pair);
    rowSeq = NOT_RECORDED;
    if (mode.recordsEveryRow() || nonFiniteScores > badBefore) {
      recordRow(pair, tsNs);
    }
    if (desk.killed()) {
      return;
    }
    if (desk.open(pair.pairId)) {
      leave(pair, tsNs);
    } else if (desk.flat(pair.pairId) && !pair.halted) {
      enter(pair, tsNs);
    }
  }

  private double score(PairSlot pair) {
    if (!mode.scored() || !pair.features.allFinite()) {
      return Double.NaN;
    }
    double score = pair.scorer.score(row);
    if (!Double.isFinite(score)) {
      nonFiniteScores++;
      pair.halted = true;
    }
    return score;
  }

  private void recordRow(PairSlot pair, long tsNs) {
    rowSeq = records.score(tsNs, rowTickSeq, pair.pairId, rowZ, rowSpread, rowScore, row);
  }

  private void enter(PairSlot pair, long tsNs) {
    DecisionKind kind =
        rule.whenFlat(
            tsNs,
            rowZ,
            rowScore,
            pair.entryScore,
            pair.labelSd,
            row[costIndex],
            desk.closedNs(pair.pairId));
    if (kind != DecisionKind.ENTER
        || tsNs < pair.nextEntryNs
        || !tradable(pair, tsNs)
        || barred(pair)) {
      return;
    }
    int direction = DecisionRule.entryDirection(rowZ);
    double share = healthRule.entryShare(pair.health.health().state());
    long lots = desk.entryLots(pair.pairId, share);
    // Half of one lot is no entry, not a whole one.
    if (share < 1 && lots == 0) {
      records.healthRefusal(tsNs, pair.pairId, rowZ, direction, pair.health.health());
      // Nothing is different before the next check.
      pair.nextEntryNs = tsNs + Math.max(RETRY_NS, pair.health.checkNs());
      return;
    }
    long decisionId = decide(pair, tsNs, kind, direction);
    pair.nextEntryNs = tsNs + RETRY_NS;
    desk.enter(tsNs, pair.pairId, direction, lots, decisionId, rowSpread);
  }

  private void leave(PairSlot pair, long tsNs) {
    int direction = desk.direction(pair.pairId);
    DecisionKind kind = rule.whenOpen(tsNs, rowZ, direction, desk.openedNs(pair.pairId));
    if (kind == DecisionKind.NULL_VAL && healthRule.leaves(pair.health.health().state())) {
      // Why stands in the PairHealth record before it.
      kind = DecisionKind.EXIT;
    }
    if (kind == DecisionKind.NULL_VAL || tsNs < pair.nextExitNs || !tradable(pair, tsNs)) {
      return;
    }
    long decisionId = decide(pair, tsNs, kind, direction);
    pair.nextExitNs = tsNs + RETRY_NS;
    desk.exit(tsNs, pair.pairId, decisionId, rowSpread);
  }

  private boolean tradable(PairSlot pair, long tsNs) {
    for (int leg = 0; leg < pair.legs.count(); leg++) {
      if (!quotes.tradable(pair.legs.instrumentId(leg), tsNs)) {
        return false;
      }
    }
    return true;
  }

  /** Whether nobody knows what a corporate action will make of a leg. */
  private boolean barred(PairSlot pair) {
    for (int leg = 0; leg < pair.legs.count(); leg++) {
      if (actions.barred(pair.legs.instrumentId(leg))) {
        return true;
      }
    }
    return false;
  }

  /** Journals a decision; its direction is that of the position it opens or closes. */
  private long decide(PairSlot pair, long tsNs, DecisionKind kind, int direction) {
    if (rowSeq == NOT_RECORDED) {
      recordRow(pair, tsNs);
    }
    long decisionId = decisions++;
    records
        .decision(tsNs, decisionId, rowSeq, pair.pairId, kind, direction)
        .zScore(EngineRecords.oneNan(rowZ))
        .entryZ(entryZ)
        .score(EngineRecords.oneNan(rowScore))
        .entryScore(pair.entryScore)
        .spread(EngineRecords.oneNan(rowSpread))
        .hedgeRatio(pair.hedges.getFirst().ratio())
        .yMid2Ticks(quotes.mid2Ticks(pair.legs.instrumentId(LEG_Y)))
        .xMid2Ticks(quotes.mid2Ticks(pair.legs.instrumentId(LEG_X)));
    records.decided();
    return decisionId;
  }

  /**
   * Obeys one Command record: KILL stops all trading until RESUME; STOP cancels what is in flight
   * before the process ends.
   *
   * @param buffer holds the record
   * @param offset where its SBE header starts
   * @param length bytes of header and message
   */
  public void onCommand(DirectBuffer buffer, int offset, int length) {
    command.wrapAndApplyHeader(buffer, offset, header);
    long tsNs = command.tsNs();
    CommandKind kind = command.kind();
    records.copy(buffer, offset, length);
    comeIntoForce(tsNs);
    switch (kind) {
      case KILL -> {
        killed = true;
        desk.kill(tsNs);
      }
      case RESUME -> {
        killed = false;
        desk.resume(tsNs);
      }
      case STOP -> desk.stop(tsNs);
      case NULL_VAL ->
          throw new IllegalStateException("Invariant: a command has a kind: tsNs=" + tsNs);
    }
  }

  /**
   * Takes one CorporateAction record. When the action comes into force, by this record or by time,
   * features, positions, quotes and orders go on in the new units at once (ING-08). While its
   * factor is not known nothing is entered, and from its ex-date on no quote of the instrument
   * counts.
   *
   * @param buffer holds the record
   * @param offset where its SBE header starts
   * @param length bytes of header and message
   */
  public void onCorporateAction(DirectBuffer buffer, int offset, int length) {
    corporateAction.wrapAndApplyHeader(buffer, offset, header);
    long tsNs = corporateAction.tsNs();
    CorporateActions.Action action = CorporateActions.Action.of(corporateAction);
    records.copy(buffer, offset, length);
    actions.know(action);
    comeIntoForce(tsNs);
  }

  private void comeIntoForce(long nowNs) {
    while (actions.due(nowNs)) {
      CorporateActions.Action action = actions.take(nowNs);
      int id = action.instrumentId();
      boolean suspended = actions.suspended(id);
      Rebasing rebasing = action.rebasing();
      for (PairSlot pair : pairs.ofInstrument(id)) {
        int leg = pair.legs.leg(id);
        if (rebasing != null) {
          pair.features.rebase(leg, rebasing);
        }
        pair.features.suspend(leg, suspended);
        pair.health.quote(nowNs, leg, pair.features.logMid(leg));
      }
      if (rebasing != null) {
        desk.rebase(nowNs, action.actionId(), id, rebasing);
      }
      desk.suspend(id, suspended);
    }
  }

  /**
   * Withholds a feature of every pair from now on, as if its input were lost: a drill. What the
   * feature's policy says becomes of the rows.
   *
   * @param column position of the feature in the service
   */
  public void withhold(int column) {
    for (PairSlot pair : pairs.all()) {
      pair.features.withhold(column);
    }
  }

  /**
   * Ends the session: positions left over are marked, and the tape is whole.
   *
   * @param tsNs market time of the end
   */
  public void endOfDate(long tsNs) {
    comeIntoForce(tsNs);
    desk.endOfDate(tsNs);
    writing.dateEnd(journal, tsNs, ticks);
  }

  /** Whether the last KILL command has not been followed by a RESUME. */
  public boolean killed() {
    return killed;
  }

  /** Ticks run. */
  public long ticks() {
    return ticks;
  }

  /** Feature rows made. */
  public long rows() {
    return rows;
  }

  /** Decisions made. */
  public long decisions() {
    return decisions;
  }

  /** Scores that were not finite although all features were; each halts new entries of its pair. */
  public long nonFiniteScores() {
    return nonFiniteScores;
  }

  /** Orders sent. */
  public long orders() {
    return desk.orders();
  }

  /** Fills received. */
  public long fills() {
    return desk.fills();
  }
}
