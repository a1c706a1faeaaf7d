package io.statarb.orders;

import io.statarb.tape.sbe.Purpose;
import java.util.Arrays;

/**
 * One order of a pair: up to one child for each leg, which go out together. Reused: a pair has at
 * most one at a time.
 */
final class ParentOrder {
  private final ChildOrder[] children;
  private long parentId;
  private long decisionId;
  private Purpose purpose = Purpose.NULL_VAL;
  private double decisionSpread;

  ParentOrder(int legs) {
    children = new ChildOrder[legs];
    Arrays.setAll(children, leg -> new ChildOrder());
  }

  void begin(long id, Purpose why, long decision, double spread) {
    parentId = id;
    purpose = why;
    decisionId = decision;
    decisionSpread = spread;
  }

  /** The child of a leg: 0 = Y, then the hedge legs. */
  ChildOrder child(int leg) {
    return children[leg];
  }

  /** Whether the end of all children is known. */
  boolean terminal() {
    for (ChildOrder child : children) {
      if (child.working()) {
        return false;
      }
    }
    return true;
  }

  /** Whether all children were filled whole. */
  boolean complete() {
    for (ChildOrder child : children) {
      if (!child.complete()) {
        return false;
      }
    }
    return true;
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
