package io.statarb.explain;

import io.statarb.instruments.Instrument;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records of a tape, copied out of its buffer. */
final class TapeRecords {
  private TapeRecords() {}

  /** A fill. */
  record Fill(
      long tapeSeq,
      long tsNs,
      long execId,
      long clientOrderId,
      long parentId,
      int instrumentId,
      String leg,
      int side,
      long qtyLots,
      long px2Ticks,
      long feeMicros,
      long arrivalTsNs,
      long arrivalTickSeq,
      long fillTickSeq,
      String orderStatus) {
    static Fill of(ExecReportDecoder r) {
      return new Fill(
          r.seq(),
          r.tsNs(),
          r.execId(),
          r.clientOrderId(),
          r.parentId(),
          r.instrumentId(),
          legName(r.leg()),
          r.side(),
          r.lastQtyLots(),
          r.lastPx2Ticks(),
          r.feeMicros(),
          r.arrivalTsNs(),
          r.arrivalTickSeq(),
          r.fillTickSeq(),
          word(r.status().name()));
    }
  }

  /** An order of one leg. */
  record Order(
      long tapeSeq,
      long tsNs,
      long clientOrderId,
      long parentId,
      int instrumentId,
      String leg,
      int side,
      long qtyLots,
      long limitPxTicks,
      long arrivalMid2Ticks) {
    static Order of(ChildOrderDecoder o) {
      return new Order(
          o.seq(),
          o.tsNs(),
          o.clientOrderId(),
          o.parentId(),
          o.instrumentId(),
          legName(o.leg()),
          o.side(),
          o.qtyLots(),
          o.limitPxTicks(),
          o.arrivalMid2Ticks());
    }
  }

  /** A pair order. */
  record Parent(
      long tapeSeq,
      long tsNs,
      long parentId,
      long decisionId,
      int pairId,
      String purpose,
      int direction,
      double hedgeRatio,
      double decisionSpread,
      long yQtyLots,
      long xQtyLots,
      long yMid2Ticks,
      long xMid2Ticks) {
    static Parent of(ParentOrderDecoder p) {
      return new Parent(
          p.seq(),
          p.tsNs(),
          p.parentId(),
          p.decisionId(),
          p.pairId(),
          word(p.purpose().name()),
          p.direction(),
          p.hedgeRatio(),
          p.decisionSpread(),
          p.yQtyLots(),
          p.xQtyLots(),
          p.yMid2Ticks(),
          p.xMid2Ticks());
    }
  }

  /** A decision. */
  record Decision(
      long tapeSeq,
      long tsNs,
      long decisionId,
      long scoreSeq,
      int pairId,
      String kind,
      int direction,
      @Nullable Double zScore,
      double entryZ,
      @Nullable Double score,
      double entryScore,
      double spread) {
    static Decision of(DecisionDecoder d) {
      return new Decision(
          d.seq(),
          d.tsNs(),
          d.decisionId(),
          d.scoreSeq(),
          d.pairId(),
          word(d.kind().name()),
          d.direction(),
          number(d.zScore()),
          d.entryZ(),
          number(d.score()),
          d.entryScore(),
          d.spread());
    }
  }

  /** A tick: a quote, or a gap without prices. */
  record Tick(
      long tickSeq,
      long tsNs,
      int instrumentId,
      @Nullable Long bidPxTicks,
      @Nullable Long askPxTicks,
      String condition,
      int fileId,
      long line) {
    static Tick of(TickDecoder t) {
      return new Tick(
          t.tickSeq(),
          t.tsNs(),
          t.instrumentId(),
          price(t.bidPxTicks()),
          price(t.askPxTicks()),
          word(t.condition().name()),
          t.fileId(),
          t.line());
    }

    private static @Nullable Long price(long pxTicks) {
      return pxTicks == Instrument.NULL_PX ? null : pxTicks;
    }

    /** The price that a side takes, or null in a gap. */
    @Nullable Long touch(int side) {
      return side > 0 ? askPxTicks : bidPxTicks;
    }
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String legName(int leg) {
    return leg == 0 ? "Y" : "X";
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
