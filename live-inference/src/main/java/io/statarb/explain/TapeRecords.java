package io.statarb.explain;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.instruments.LegNames;
import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ExecReportDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.TickDecoder;
import java.util.ArrayList;
import java.util.List;
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
          LegNames.of(r.leg()),
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
          LegNames.of(o.leg()),
          o.side(),
          o.qtyLots(),
          o.limitPxTicks(),
          o.arrivalMid2Ticks());
    }
  }

  /**
   * A leg of a pair order.
   *
   * @param leg its name
   * @param instrumentId its instrument
   * @param hedgeRatio value of it held short for each unit of value of Y held long; null for Y
   * @param qtyLots signed lots, + buys
   * @param mid2Ticks bid + ask at the decision
   */
  record ParentLeg(
      String leg, int instrumentId, @Nullable Double hedgeRatio, long qtyLots, long mid2Ticks) {}

  /** A pair order. */
  record Parent(
      long tapeSeq,
      long tsNs,
      long parentId,
      long decisionId,
      int pairId,
      String purpose,
      int direction,
      double decisionSpread,
      List<ParentLeg> legs) {
    Parent {
      legs = List.copyOf(legs);
    }

    static Parent of(ParentOrderDecoder p) {
      return new Parent(
          p.seq(),
          p.tsNs(),
          p.parentId(),
          p.decisionId(),
          p.pairId(),
          word(p.purpose().name()),
          p.direction(),
          p.decisionSpread(),
          List.of(
              new ParentLeg(LegNames.of(0), p.yInstrumentId(), null, p.yQtyLots(), p.yMid2Ticks()),
              new ParentLeg(
                  LegNames.of(1),
                  p.xInstrumentId(),
                  p.hedgeRatio(),
                  p.xQtyLots(),
                  p.xMid2Ticks())));
    }

    /** The leg of this name. */
    ParentLeg leg(String name) {
      return legs.stream()
          .filter(leg -> leg.leg().equals(name))
          .findFirst()
          .orElseThrow(() ->
              Refusal.data(
                  "a fill of a leg that its order does not have: parentId=%d leg=%s"
                      .formatted(parentId, name)));
    }

    /** With the next leg of a basket. */
    Parent plus(ParentLegDecoder l) {
      List<ParentLeg> more = new ArrayList<>(legs);
      more.add(
          new ParentLeg(
              LegNames.of(l.leg()), l.instrumentId(), l.hedgeRatio(), l.qtyLots(), l.mid2Ticks()));
      return new Parent(
          tapeSeq, tsNs, parentId, decisionId, pairId, purpose, direction, decisionSpread, more);
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

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
