package io.statarb.attribution;

import io.statarb.tape.sbe.ChildOrderDecoder;
import io.statarb.tape.sbe.DecisionDecoder;
import io.statarb.tape.sbe.ParentLegDecoder;
import io.statarb.tape.sbe.ParentOrderDecoder;
import io.statarb.tape.sbe.Purpose;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * A leg of a parent order.
   *
   * @param hedgeRatio value of it held short for each unit of value of Y held long; -1 for Y itself
   * @param mid2Ticks bid + ask at the decision
   */
  record Leg(int instrumentId, double hedgeRatio, long mid2Ticks) {}

  record Parent(
      long parentId,
      long decisionId,
      Purpose purpose,
      int direction,
      long tsNs,
      int pairId,
      List<Leg> legs) {
    Parent {
      legs = List.copyOf(legs);
    }

    static Parent of(ParentOrderDecoder p) {
      return new Parent(
          p.parentId(),
          p.decisionId(),
          p.purpose(),
          p.direction(),
          p.tsNs(),
          p.pairId(),
          List.of(
              new Leg(p.yInstrumentId(), -1, p.yMid2Ticks()),
              new Leg(p.xInstrumentId(), p.hedgeRatio(), p.xMid2Ticks())));
    }

    /** With the next leg of a basket. */
    Parent plus(ParentLegDecoder l) {
      List<Leg> more = new ArrayList<>(legs);
      more.add(new Leg(l.instrumentId(), l.hedgeRatio(), l.mid2Ticks()));
      return with(more);
    }

    Parent withMid2(int leg, long mid2) {
      List<Leg> moved = new ArrayList<>(legs);
      Leg old = moved.get(leg);
      moved.set(leg, new Leg(old.instrumentId(), old.hedgeRatio(), mid2));
      return with(moved);
    }

    private Parent with(List<Leg> newLegs) {
      return new Parent(parentId, decisionId, purpose, direction, tsNs, pairId, newLegs);
    }

    long mid2(int leg) {
      return legs.get(leg).mid2Ticks();
    }

    int instrumentId(int leg) {
      return legs.get(leg).instrumentId();
    }

    List<Integer> instrumentIds() {
      return legs.stream().map(Leg::instrumentId).toList();
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
