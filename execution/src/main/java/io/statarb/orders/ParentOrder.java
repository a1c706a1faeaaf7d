package io.statarb.orders;

import io.statarb.tape.sbe.Purpose;

/**
 * One order of a pair: up to two children that go out together. Reused: a pair has at most one at a
 * time.
 */
final class ParentOrder {
  private final ChildOrder[] children = {new ChildOrder(), new ChildOrder()};
  private long parentId;
  private long decisionId;
  private Purpose purpose = Purpose.NULL_VAL;
  private double decisionSpread;

  void begin(long id, Purpose why, long decision, double spread) {
    parentId = id;
    purpose = why;
    decisionId = decision;
    decisionSpread = spread;
  }

  /** The child of a leg: 0 = Y, 1 = X. */
  ChildOrder child(int leg) {
    return children[leg];
  }

  /** Whether the end of both children is known. */
  boolean terminal() {
    return !children[0].working() && !children[1].working();
  }

  /** Whether both children were filled whole. */
  boolean complete() {
    return children[0].complete() && children[1].complete();
  }

  long parentId() {
    return parentId;
  }

  long decisionId() {
    return decisionId;
  }

  Purpose purpose() {
    return purpose;
  }

  double decisionSpread() {
    return decisionSpread;
  }
}
