package io.statarb.orders;

import java.util.Arrays;

/** What the router knows of one pair. Fields are the router's own. Leg 0 is Y, then its hedges. */
final class PairLine {
  static final int Y = 0;
  static final int X = 1;

  final DeskPair pair;

  /** Number of legs. */
  final int legs;

  final ParentOrder parent;

  /** Tick of the quote on which each leg was last priced; an unwind waits for a later one. */
  final long[] pricedTickSeq;

  PairState state = PairState.FLAT;
  int direction;
  int attempts;
  long retryNs;
  long openedNs;
  long closedNs;

  private final int firstSlot;
  private final int[] instrumentIds;

  /**
   * A flat line.
   *
   * @param firstSlot slot of leg Y in the desk's list of legs; the hedge legs follow it
   */
  PairLine(DeskPair pair, int firstSlot) {
    this.pair = pair;
    this.legs = pair.legs();
    this.firstSlot = firstSlot;
    this.parent = new ParentOrder(legs);
    this.pricedTickSeq = new long[legs];
    Arrays.fill(pricedTickSeq, -1);
    this.instrumentIds = new int[legs];
    instrumentIds[Y] = pair.yInstrumentId();
    for (int leg = X; leg < legs; leg++) {
      instrumentIds[leg] = pair.hedges().get(leg - 1).instrumentId();
    }
  }

  /** Slot of a leg in the desk's list of legs. */
  int slot(int leg) {
    return firstSlot + leg;
  }

  /** The leg that a slot holds. */
  int leg(int slot) {
    return slot - firstSlot;
  }

  int instrumentId(int leg) {
    return instrumentIds[leg];
  }
}
