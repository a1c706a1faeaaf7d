package io.statarb.attribution;

import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;

/** Records of a tape that later records refer to. */
final class TapeOrders {
  private TapeOrders() {}

  record Decided(
      long decisionId, String kind, double z, double entryZ, double score, double entryScore) {
    static final Decided UNKNOWN =
        new Decided(-1, "NONE", Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Decided of(DecisionDecoder d) {
      return new Decided(
          d.decisionId(), d.kind().name(), d.zScore(), d.entryZ(), d.score(), d.entryScore());
    }
  }

  record Parent(
      long parentId,
      long decisionId,
      Purpose purpose,
      int direction,
      double hedgeRatio,
      long tsNs,
      int pairId,
      int yInstrumentId,
      int xInstrumentId,
      long yMid2Ticks,
      long xMid2Ticks) {
    static Parent of(ParentOrderDecoder p) {
      return new Parent(
          p.parentId(),
          p.decisionId(),
          p.purpose(),
          p.direction(),
          p.hedgeRatio(),
          p.tsNs(),
          p.pairId(),
          p.yInstrumentId(),
          p.xInstrumentId(),
          p.yMid2Ticks(),
          p.xMid2Ticks());
    }

    long mid2(int leg) {
      return leg == 0 ? yMid2Ticks : xMid2Ticks;
    }

    Parent withMid2(int leg, long mid2) {
      return new Parent(
          parentId,
          decisionId,
          purpose,
          direction,
          hedgeRatio,
          tsNs,
          pairId,
          yInstrumentId,
          xInstrumentId,
          leg == 0 ? mid2 : yMid2Ticks,
          leg == 0 ? xMid2Ticks : mid2);
    }

    int instrumentId(int leg) {
      return leg == 0 ? yInstrumentId : xInstrumentId;
    }
  }

  /** A child order and how much of it is known to be filled. */
  static final class Child {
    /** Its parent, mids in the units of now. */
    Parent parent;

    final long tsNs;
    final int leg;
    final int side;
    final int instrumentId;
    long limitPxTicks;
    long cumQtyLots;

    Child(Parent parent, ChildOrderDecoder c) {
      this.parent = parent;
      tsNs = c.tsNs();
      leg = c.leg();
      side = c.side();
      instrumentId = c.instrumentId();
      limitPxTicks = c.limitPxTicks();
    }
  }

  /**
   * A fill, once from the report and once from the quotes.
   *
   * @param order its order
   * @param tsNs when it was reported
   * @param cashLots lots of the report
   * @param cashPx2 price of the report
   * @param cashFee fee of the report
   * @param ruleLots growth of the order's cumulative lots
   * @param rulePx2 price that the venue's rule gives
   * @param ruleMid2 mid of the quote that gave it
   * @param ruleFee fee by the schedule
   */
  record Filled(
      Child order,
      long tsNs,
      long cashLots,
      long cashPx2,
      long cashFee,
      long ruleLots,
      long rulePx2,
      long ruleMid2,
      long ruleFee) {}
}
