package io.statarb.orders;

import io.statarb.tape.sbe.OrderStatus;

/**
 * One leg's order. Reused: a leg has at most one at a time. What was filled never falls and never
 * passes the order's lots, whatever is reported.
 */
final class ChildOrder {
  private long clientOrderId;
  private int side;
  private long qtyLots;
  private long limitPxTicks;
  private long cumQtyLots;
  private long reservedMicros;
  private boolean working;

  /** Makes it a new order. */
  void begin(long orderId, int orderSide, long lots, long limit, long reserved) {
    if (working) {
      throw new IllegalStateException(
          "Invariant: one order per leg at a time: working=%d next=%d"
              .formatted(clientOrderId, orderId));
    }
    clientOrderId = orderId;
    side = orderSide;
    qtyLots = lots;
    limitPxTicks = limit;
    reservedMicros = reserved;
    cumQtyLots = 0;
    working = true;
  }

  /** Makes it no order: the parent does not trade this leg. */
  void none() {
    qtyLots = 0;
    cumQtyLots = 0;
    side = 0;
    reservedMicros = 0;
  }

  /** Whether a report with this id is about this order while its end is not known. */
  boolean expects(long orderId) {
    return working && orderId == clientOrderId;
  }

  /** Takes a report. */
  void apply(OrderStatus status, long lastQtyLots, long leavesQtyLots) {
    long cum = cumQtyLots + lastQtyLots;
    boolean whole = status == OrderStatus.FILLED;
    if (lastQtyLots < 0 || cum + leavesQtyLots > qtyLots || whole != (cum == qtyLots)) {
      throw new IllegalStateException(
          "Invariant: fills stay within the order: clientOrderId=%d qtyLots=%d cumQtyLots=%d lastQtyLots=%d leavesQtyLots=%d status=%s"
              .formatted(clientOrderId, qtyLots, cumQtyLots, lastQtyLots, leavesQtyLots, status));
    }
    cumQtyLots = cum;
    working = status == OrderStatus.PARTIALLY_FILLED;
  }

  /** The order goes on in other units. */
  void rebase(long leavesLots, long filledLots, long limit) {
    qtyLots = Math.addExact(leavesLots, filledLots);
    cumQtyLots = filledLots;
    limitPxTicks = limit;
  }

  boolean working() {
    return working;
  }

  boolean complete() {
    return cumQtyLots == qtyLots;
  }

  long clientOrderId() {
    return clientOrderId;
  }

  int side() {
    return side;
  }

  long qtyLots() {
    return qtyLots;
  }

  long signedLots() {
    return side * qtyLots;
  }

  long limitPxTicks() {
    return limitPxTicks;
  }

  long cumQtyLots() {
    return cumQtyLots;
  }

  long leavesQtyLots() {
    return qtyLots - cumQtyLots;
  }

  long reservedMicros() {
    return reservedMicros;
  }
}
