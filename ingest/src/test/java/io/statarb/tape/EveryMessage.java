package io.statarb.tape;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.tape.sbe.ActivationEncoder;
import io.statarb.tape.sbe.ChildOrderEncoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.DecisionEncoder;
import io.statarb.tape.sbe.DecisionKind;
import io.statarb.tape.sbe.ExecReportEncoder;
import io.statarb.tape.sbe.MarkEncoder;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.ParentOrderEncoder;
import io.statarb.tape.sbe.Purpose;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.tape.sbe.RiskRefusalEncoder;
import io.statarb.tape.sbe.ScoreEncoder;
import io.statarb.ticks.Conditions;
import io.statarb.time.TradingSession;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one tape with every message of schema version 1, some of them twice. The golden tape
 * {@code tape-v1} was written by this class when version 1 was the newest.
 */
final class EveryMessage {
  /** 5 May 2014, 00:00 UTC. */
  static final long START_NS = 1_399_248_000_000_000_000L;

  static final TradingSession SESSION =
      new TradingSession("2014-05-05", START_NS, START_NS + 60_000_000_000L);
  static final Universe UNIVERSE =
      new Universe(
          List.of(
              new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1_000, "USD"),
              new Instrument(1, "EURUSD", "OANDA", "forex", 10_000, 1_000, "USD")));

  private static final long DAY_END_NS = SESSION.endNs();

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[TapeFile.MAX_RECORD_BYTES]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final Journal journal;

  private EveryMessage(Journal journal) {
    this.journal = journal;
  }

  /** Appends 17 records, from DateStart to DateEnd. */
  static void write(Journal journal) {
    new EveryMessage(journal).run();
  }

  private static long at(int ms) {
    return START_NS + ms * 1_000_000L + 7;
  }

  private void run() {
    TapeWriting writing = new TapeWriting();
    writing.dateStart(journal, SESSION, UNIVERSE, "fx", "ab".repeat(32));
    activation();
    writing.tick(journal, at(1), 0, 0, 138_701, 138_704, Conditions.GOOD, 3, 17);
    writing.tick(
        journal, at(2), 1, 1, Instrument.NULL_PX, Instrument.NULL_PX, Conditions.CROSSED, 4, 18);
    writing.tick(journal, at(3), 2, 1, 138_702, 138_702, Conditions.LOCKED, 65_000, -1);
    score(Double.NaN);
    score(0.25);
    decision();
    parent();
    child();
    refusal();
    report(OrderStatus.PARTIALLY_FILLED, 3, 7);
    report(OrderStatus.CANCELED, 0, 0);
    writing.command(journal, at(9), CommandKind.KILL, "ann", "", "prices look wrong: ünïcode");
    writing.command(journal, at(10), CommandKind.RESUME, "ann", "bob", "");
    mark();
    writing.dateEnd(journal, DAY_END_NS, 3);
  }

  private void append(int encodedLength) {
    journal.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }

  private void activation() {
    ActivationEncoder message = new ActivationEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(START_NS);
    message.bundleSha256("cd".repeat(32)).stage("paper").mode("live");
    append(message.encodedLength());
  }

  private void score(double value) {
    ScoreEncoder message = new ScoreEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(3)).tickSeq(2).zScore(2.5).spread(-1.25e-5);
    message.score(value).pairId(1);
    ScoreEncoder.FeaturesEncoder features = message.featuresCount(3);
    features.next().value(value);
    features.next().value(-0.0);
    features.next().value(1e-300);
    append(message.encodedLength());
  }

  private void decision() {
    DecisionEncoder message = new DecisionEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(3)).decisionId(1).scoreSeq(6).zScore(2.5).entryZ(2);
    message.score(0.25).entryScore(0.1).spread(-1.25e-5).hedgeRatio(0.99);
    message.yMid2Ticks(277_405).xMid2Ticks(277_404).pairId(1).kind(DecisionKind.ENTER);
    message.direction((byte) -1);
    append(message.encodedLength());
  }

  private void parent() {
    ParentOrderEncoder message = new ParentOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(3)).parentId(1).decisionId(1).hedgeRatio(0.99);
    message.decisionSpread(-1.25e-5).yQtyLots(-10).xQtyLots(10).yMid2Ticks(277_405);
    message.xMid2Ticks(277_404).pairId(1).yInstrumentId(0).xInstrumentId(1);
    message.purpose(Purpose.ENTRY).direction((byte) -1);
    append(message.encodedLength());
  }

  private void child() {
    ChildOrderEncoder message = new ChildOrderEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(3)).clientOrderId(1).parentId(1).qtyLots(10);
    message.limitPxTicks(138_701).arrivalMid2Ticks(277_405).instrumentId(0);
    message.leg((short) 0).side((byte) -1);
    append(message.encodedLength());
  }

  private void refusal() {
    RiskRefusalEncoder message = new RiskRefusalEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(4)).parentId(2).limitValue(100).actualValue(101);
    message.instrumentId(1).pairId(1).code(RefusalCode.MAX_QTY);
    append(message.encodedLength());
  }

  private void report(OrderStatus status, long lastQty, long fee) {
    ExecReportEncoder message = new ExecReportEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(at(8)).clientOrderId(1).execId(1).parentId(1);
    message.lastQtyLots(lastQty).lastPx2Ticks(277_402).cumQtyLots(3).leavesQtyLots(7);
    message.feeMicros(fee).arrivalTsNs(at(7)).arrivalTickSeq(2).fillTickSeq(2).instrumentId(0);
    message.leg((short) 0).side((byte) -1).status(status);
    append(message.encodedLength());
  }

  private void mark() {
    MarkEncoder message = new MarkEncoder().wrapAndApplyHeader(buffer, 0, header);
    message.seq(journal.nextSeq()).tsNs(DAY_END_NS).positionLots(-3).px2Ticks(277_408);
    message.mid2Ticks(277_405).instrumentId(0).pairId(1).leg((short) 0);
    append(message.encodedLength());
  }
}
