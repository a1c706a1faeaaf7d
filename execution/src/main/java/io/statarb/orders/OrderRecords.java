package io.statarb.orders;

import io.statarb.tape.Journal;
import io.statarb.tape.RecordVersion;
import io.statarb.tape.sbe.ChildOrderEncoder;
import io.statarb.tape.sbe.ExecReportEncoder;
import io.statarb.tape.sbe.MarkEncoder;
import io.statarb.tape.sbe.MessageHeaderEncoder;
import io.statarb.tape.sbe.OrderStatus;
import io.statarb.tape.sbe.ParentLegEncoder;
import io.statarb.tape.sbe.ParentOrderEncoder;
import io.statarb.tape.sbe.RebaseEncoder;
import io.statarb.tape.sbe.RefusalCode;
import io.statarb.tape.sbe.RiskRefusalEncoder;
import io.statarb.venues.QuoteBoard;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes the desk's records to the tape. Reuses one buffer. */
final class OrderRecords {
  private static final int LARGEST =
      MessageHeaderEncoder.ENCODED_LENGTH
          + 16
          + Math.max(ExecReportEncoder.BLOCK_LENGTH, RebaseEncoder.BLOCK_LENGTH);

  private final Journal journal;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LARGEST]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ParentOrderEncoder parentOrder = new ParentOrderEncoder();
  private final ParentLegEncoder parentLeg = new ParentLegEncoder();
  private final ChildOrderEncoder childOrder = new ChildOrderEncoder();
  private final RiskRefusalEncoder riskRefusal = new RiskRefusalEncoder();
  private final ExecReportEncoder execReport = new ExecReportEncoder();
  private final MarkEncoder mark = new MarkEncoder();
  private final RebaseEncoder rebase = new RebaseEncoder();

  OrderRecords(Journal journal) {
    this.journal = journal;
  }

  /** The parent, and a record of its own for each leg that has no place in it. */
  void parentOrder(long nowNs, PairLine line, QuoteBoard quotes) {
    ParentOrder parent = line.parent;
    int y = line.instrumentId(PairLine.Y);
    int x = line.instrumentId(PairLine.X);
    parentOrder
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .parentId(parent.parentId())
        .decisionId(parent.decisionId())
        .hedgeRatio(line.pair.hedges().getFirst().ratio())
        .decisionSpread(parent.decisionSpread())
        .yQtyLots(parent.child(PairLine.Y).signedLots())
        .xQtyLots(parent.child(PairLine.X).signedLots())
        .yMid2Ticks(quotes.mid2Ticks(y))
        .xMid2Ticks(quotes.mid2Ticks(x))
        .pairId(line.pair.pairId())
        .yInstrumentId(y)
        .xInstrumentId(x)
        .purpose(parent.purpose())
        .direction((byte) line.direction);
    append(parentOrder.encodedLength());
    for (int leg = PairLine.X + 1; leg < line.legs; leg++) {
      parentLeg(nowNs, line, leg, quotes.mid2Ticks(line.instrumentId(leg)));
    }
  }

  private void parentLeg(long nowNs, PairLine line, int leg, long mid2Ticks) {
    parentLeg
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .parentId(line.parent.parentId())
        .hedgeRatio(line.pair.hedges().get(leg - 1).ratio())
        .qtyLots(line.parent.child(leg).signedLots())
        .mid2Ticks(mid2Ticks)
        .instrumentId(line.instrumentId(leg))
        .leg((short) leg);
    append(parentLeg.encodedLength());
  }

  void childOrder(long nowNs, PairLine line, int leg, long arrivalMid2Ticks) {
    ChildOrder child = line.parent.child(leg);
    childOrder
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .clientOrderId(child.clientOrderId())
        .parentId(line.parent.parentId())
        .qtyLots(child.qtyLots())
        .limitPxTicks(child.limitPxTicks())
        .arrivalMid2Ticks(arrivalMid2Ticks)
        .instrumentId(line.instrumentId(leg))
        .leg((short) leg)
        .side((byte) child.side());
    append(childOrder.encodedLength());
  }

  void riskRefusal(
      long nowNs,
      long parentId,
      int pairId,
      RefusalCode code,
      int instrumentId,
      long limitValue,
      long actualValue) {
    riskRefusal
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .parentId(parentId)
        .limitValue(limitValue)
        .actualValue(actualValue)
        .instrumentId(instrumentId)
        .pairId(pairId)
        .code(code);
    append(riskRefusal.encodedLength());
  }

  void execReport(
      long nowNs,
      PairLine line,
      int leg,
      long execId,
      OrderStatus status,
      long lastQtyLots,
      long lastPx2Ticks,
      long leavesQtyLots,
      long feeMicros,
      long arrivalTsNs,
      long arrivalTickSeq,
      long fillTickSeq) {
    ChildOrder child = line.parent.child(leg);
    execReport
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .clientOrderId(child.clientOrderId())
        .execId(execId)
        .parentId(line.parent.parentId())
        .lastQtyLots(lastQtyLots)
        .lastPx2Ticks(lastPx2Ticks)
        .cumQtyLots(child.cumQtyLots() + lastQtyLots)
        .leavesQtyLots(leavesQtyLots)
        .feeMicros(feeMicros)
        .arrivalTsNs(arrivalTsNs)
        .arrivalTickSeq(arrivalTickSeq)
        .fillTickSeq(fillTickSeq)
        .instrumentId(line.instrumentId(leg))
        .leg((short) leg)
        .side((byte) child.side())
        .status(status);
    append(execReport.encodedLength());
  }

  void mark(long nowNs, PairLine line, int leg, long positionLots, long px2Ticks, long mid2Ticks) {
    mark.wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .positionLots(positionLots)
        .px2Ticks(px2Ticks)
        .mid2Ticks(mid2Ticks)
        .instrumentId(line.instrumentId(leg))
        .pairId(line.pair.pairId())
        .leg((short) leg);
    append(mark.encodedLength());
  }

  void rebase(
      long nowNs,
      PairLine line,
      int leg,
      long actionId,
      long lotsBefore,
      long lots,
      long cashMicros,
      long leavesLots,
      long limitPxTicks) {
    ChildOrder child = line.parent.child(leg);
    boolean working = child.working();
    rebase
        .wrapAndApplyHeader(buffer, 0, header)
        .seq(journal.nextSeq())
        .tsNs(nowNs)
        .actionId(actionId)
        .positionLotsBefore(lotsBefore)
        .positionLots(lots)
        .cashMicros(cashMicros)
        .clientOrderId(working ? child.clientOrderId() : -1)
        .qtyLotsBefore(working ? child.leavesQtyLots() : 0)
        .qtyLots(working ? leavesLots : 0)
        .limitPxTicksBefore(working ? child.limitPxTicks() : 0)
        .limitPxTicks(working ? limitPxTicks : 0)
        .instrumentId(line.instrumentId(leg))
        .pairId(line.pair.pairId())
        .leg((short) leg);
    append(rebase.encodedLength());
  }

  private void append(int encodedLength) {
    RecordVersion.stamp(buffer, 0);
    journal.append(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
  }
}
