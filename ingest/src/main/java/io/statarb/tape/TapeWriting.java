package io.statarb.tape;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Universe;
import io.statarb.tape.sbe.CommandEncoder;
import io.statarb.tape.sbe.CommandKind;
import io.statarb.tape.sbe.CorporateActionEncoder;
import io.statarb.tape.sbe.CorporateActionKind;
import io.statarb.tape.sbe.DateEndEncoder;
import io.statarb.tape.sbe.DateStartEncoder;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.QuoteCondition;
import io.statarb.tape.sbe.TickEncoder;
import io.statarb.time.TradingSession;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes the records that every tape has, whoever trades on it: DateStart, Tick, Command, DateEnd.
 * Confined to one thread; nothing is allocated for a tick.
 */
public final class TapeWriting {
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[TapeFile.MAX_RECORD_BYTES]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final DateStartEncoder dateStart = new DateStartEncoder();
  private final TickEncoder tick = new TickEncoder();
  private final CommandEncoder command = new CommandEncoder();
  private final CorporateActionEncoder corporateAction = new CorporateActionEncoder();
  private final DateEndEncoder dateEnd = new DateEndEncoder();

  /**
   * Appends DateStart, at the start of the session.
   *
   * @param journal the tape
   * @param session what it covers
   * @param universe instruments and their ids
   * @param strategy name of the strategy
   * @param settingsSha256 digest of its effective settings, hex
   */
  public void dateStart(
      Journal journal,
      TradingSession session,
      Universe universe,
      String strategy,
      String settingsSha256) {
    dateStart
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(session.startNs())
        .sessionStartNs(session.startNs())
        .sessionEndNs(session.endNs());
    DateStartEncoder.InstrumentsEncoder group = dateStart.instrumentsCount(universe.count());
    for (Instrument instrument : universe.instruments()) {
      group
          .next()
          .instrumentId(instrument.id())
          .microsPerTickLot(instrument.microsPerTickLot())
          .tickSizeE9(instrument.tickSizeE9())
          .name(instrument.name());
    }
    dateStart.tradeDate(session.tradeDate()).strategy(strategy).settingsSha256(settingsSha256);
    append(journal, dateStart.encodedLength());
  }

  /**
   * Appends a tick.
   *
   * @param journal the tape
   * @param tsNs time of the quote, UTC ns
   * @param tickSeq number of the tick in its session, from 0
   * @param instrumentId id in the universe
   * @param bidPxTicks bid in ticks, NULL_PX when the condition carries no price
   * @param askPxTicks ask in ticks, NULL_PX when the condition carries no price
   * @param condition value of a {@link QuoteCondition}
   * @param fileId position of the raw file in the list of raw files
   * @param line line of the raw file, from 1
   */
  public void tick(
      Journal journal,
      long tsNs,
      long tickSeq,
      int instrumentId,
      long bidPxTicks,
      long askPxTicks,
      byte condition,
      int fileId,
      int line) {
    tick.wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .tickSeq(tickSeq)
        .bidPxTicks(bidPxTicks)
        .askPxTicks(askPxTicks)
        .line(line)
        .fileId(fileId)
        .instrumentId(instrumentId)
        .condition(QuoteCondition.get(condition));
    RecordVersion.stampTick(buffer, 0, condition);
    journal.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + tick.encodedLength());
  }

  /**
   * Appends a command.
   *
   * @param journal the tape
   * @param tsNs market time at which it takes effect, UTC ns
   * @param kind what is commanded
   * @param by who commands
   * @param approvedBy who approves; empty where one person is enough
   * @param reason why
   */
  public void command(
      Journal journal, long tsNs, CommandKind kind, String by, String approvedBy, String reason) {
    command
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .kind(kind)
        .by(by)
        .approvedBy(approvedBy)
        .reason(reason);
    append(journal, command.encodedLength());
  }

  /**
   * Appends what is known of a corporate action.
   *
   * @param journal the tape
   * @param tsNs market time at which the trading side learns of it, UTC ns
   * @param actionId its number; a later record of the same number replaces an earlier one
   * @param exNs when it comes into force, UTC ns
   * @param knownNs when it became known, UTC ns
   * @param newUnits units that {@code oldUnits} become; 0 while the factor is not known
   * @param oldUnits units before it
   * @param cashE9 cash for each old unit, 1e-9 of the quote currency
   * @param instrumentId id in the universe
   * @param kind what happens
   */
  public void corporateAction(
      Journal journal,
      long tsNs,
      long actionId,
      long exNs,
      long knownNs,
      long newUnits,
      long oldUnits,
      long cashE9,
      int instrumentId,
      CorporateActionKind kind) {
    corporateAction
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(tsNs)
        .actionId(actionId)
        .exNs(exNs)
        .knownNs(knownNs)
        .newUnits(newUnits)
        .oldUnits(oldUnits)
        .cashE9(cashE9)
        .instrumentId(instrumentId)
        .kind(kind);
    append(journal, corporateAction.encodedLength());
  }

  /**
   * Appends DateEnd, the last record of a whole tape.
   *
   * @param journal the tape
   * @param tsNs end of the session, UTC ns
   * @param ticks number of Tick records on the tape
   */
  public void dateEnd(Journal journal, long tsNs, long ticks) {
    dateEnd.wrapAndApplyHeader(buffer, 0, header).seq(journal.nextSeq()).tsNs(tsNs).ticks(ticks);
    append(journal, dateEnd.encodedLength());
  }

  private void append(Journal journal, int encodedLength) {
    RecordVersion.stamp(buffer, 0);
    journal.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }
}
