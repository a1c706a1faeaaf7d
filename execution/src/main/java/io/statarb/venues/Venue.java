package io.statarb.venues;

import io.statarb.instruments.Rebasing;

/**
 * The port to a venue. Every order is an immediate-or-cancel limit order; what becomes of it
 * arrives at the {@link ReportListener}, sooner or later, on the same thread. A slot holds at most
 * one live order.
 */
public interface Venue {
  /**
   * Sends an order.
   *
   * @param slot where the caller keeps the order; comes back with its reports
   * @param clientOrderId the order's own number
   * @param instrumentId what to trade
   * @param side +1 buy, -1 sell
   * @param qtyLots lots, above 0
   * @param limitPxTicks worst price in ticks
   * @param decisionMid2Ticks bid + ask in ticks on which the order was decided
   * @param nowNs time of sending
   */
  void send(
      int slot,
      long clientOrderId,
      int instrumentId,
      int side,
      long qtyLots,
      long limitPxTicks,
      long decisionMid2Ticks,
      long nowNs);

  /** Time has come to {@code nowNs}; the tick at that time is not yet on the board. */
  void onTime(long nowNs);

  /** The board has just taken a good quote of this instrument. */
  void onQuote(int instrumentId, long nowNs);

  /**
   * A corporate action is in force and the order of this slot, if there is one, goes on in the new
   * units.
   *
   * @param slot the caller's slot
   * @param leavesLots lots that are left of it; 0 ends it
   * @param limitPxTicks worst price in the new units
   * @param rebasing what a unit became
   * @param nowNs time of the action
   */
  void rebase(int slot, long leavesLots, long limitPxTicks, Rebasing rebasing, long nowNs);

  /** Asks for the end of every live order. */
  void cancelAll(long nowNs);
}
