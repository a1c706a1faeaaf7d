package io.statarb.features.instrument;

/**
 * What a change of one level on both sides brought to the side of the buyers less to that of the
 * sellers.
 *
 * <p>Source: R. Cont, A. Kukanov and S. Stoikov, "The price impact of order book events" (2014),
 * section 2.1.
 */
final class OrderFlow {
  private OrderFlow() {}

  /** The contribution {@code e_n} of one change; in the unit of the quantities. */
  static double of(
      double bidThen,
      double bidQtyThen,
      double askThen,
      double askQtyThen,
      double bid,
      double bidQty,
      double ask,
      double askQty) {
    double flow = 0.0;
    if (bid >= bidThen) {
      flow += bidQty;
    }
    if (bid <= bidThen) {
      flow -= bidQtyThen;
    }
    if (ask <= askThen) {
      flow -= askQty;
    }
    if (ask >= askThen) {
      flow += askQtyThen;
    }
    return flow;
  }
}
