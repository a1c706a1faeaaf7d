package io.statarb.orders;

/** What the router knows of one pair. Fields are the router's own. */
final class PairLine {
  static final int Y = 0;
  static final int X = 1;

  final DeskPair pair;

  /** Position in the desk's list; its legs are {@code 2 x slot} and {@code 2 x slot + 1}. */
  final int slot;

  final ParentOrder parent = new ParentOrder();

  /** Tick of the quote on which each leg was last priced; an unwind waits for a later one. */
  final long[] pricedTickSeq = {-1, -1};

  PairState state = PairState.FLAT;
  int direction;
  int attempts;
  long retryNs;
  long openedNs;
  long closedNs;

  PairLine(DeskPair pair, int slot) {
    this.pair = pair;
    this.slot = slot;
  }

  int leg(int side) {
    return 2 * slot + side;
  }

  int instrumentId(int leg) {
    return leg == Y ? pair.yInstrumentId() : pair.xInstrumentId();
  }
}
