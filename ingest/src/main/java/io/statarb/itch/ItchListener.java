package io.statarb.itch;

/**
 * Takes the messages of a feed, one method a type. {@code locate} is the number of the stock on
 * that day (0: all stocks), {@code timeNs} ns since midnight in New York, a stock eight bytes of
 * text, a price 1e-4 dollars, a side {@code MarketDataSink.BUY} or {@code SELL}, a code the letter
 * of the specification. Views are good only during the call.
 */
public interface ItchListener {
  /** S: the day goes on: O, S, Q, M, E or C. */
  default void systemEvent(int locate, long timeNs, byte event) {}

  /** R: a stock of the day. */
  default void stockDirectory(int locate, long timeNs, ItchStockDirectory directory) {}

  /** H: a stock is H (halted), P (paused), Q (quoted only) or T (trading). */
  default void tradingAction(int locate, long timeNs, long stock, byte state, int reason) {}

  /** Y: short sale restriction: 0, 1 or 2. */
  default void shortSaleRestriction(int locate, long timeNs, long stock, byte action) {}

  /** L: what a market participant is in a stock. */
  default void marketParticipant(
      int locate, long timeNs, int participant, long stock, byte primary, byte mode, byte state) {}

  /** V: index levels at which all trading stops, 1e-8. */
  default void circuitBreakerLevels(
      int locate, long timeNs, long levelOneE8, long levelTwoE8, long levelThreeE8) {}

  /** W: one of these levels, 1 to 3, was reached. */
  default void circuitBreakerBreached(int locate, long timeNs, byte level) {}

  /** K: when a new issue is expected to be released, seconds since midnight, and its price. */
  default void quotingPeriod(
      int locate, long timeNs, long stock, long releaseSeconds, byte qualifier, long px) {}

  /** J: price limits of the auction after a pause. */
  default void auctionCollar(
      int locate,
      long timeNs,
      long stock,
      long referencePx,
      long upperPx,
      long lowerPx,
      long extension) {}

  /** h: a stock is H (halted) or T (trading) on one market, Q, B or X, for operational reasons. */
  default void operationalHalt(int locate, long timeNs, long stock, byte market, byte action) {}

  /** A and F: an order rests; {@code attribution} is 0 or the four letters of its owner. */
  default void addOrder(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      int attribution) {}

  /** E: an order trades at its price. */
  default void orderExecuted(
      int locate, long timeNs, long orderId, long shares, long matchNumber) {}

  /** C: an order trades at another price; not printable when a cross tells the volume as well. */
  default void orderExecutedAt(
      int locate,
      long timeNs,
      long orderId,
      long shares,
      long matchNumber,
      boolean printable,
      long px) {}

  /** X: an order loses shares. */
  default void orderReduced(int locate, long timeNs, long orderId, long shares) {}

  /** D: an order leaves. */
  default void orderDeleted(int locate, long timeNs, long orderId) {}

  /** U: an order leaves and a new one of its side takes its place. */
  default void orderReplaced(
      int locate, long timeNs, long oldOrderId, long newOrderId, long shares, long px) {}

  /** P: orders that are not displayed trade. */
  default void trade(
      int locate,
      long timeNs,
      long orderId,
      byte side,
      long shares,
      long stock,
      long px,
      long matchNumber) {}

  /** Q: an auction, O, C, H or I; shares may be 0 when nothing traded. */
  default void crossTrade(
      int locate, long timeNs, long shares, long stock, long px, long matchNumber, byte type) {}

  /** B: a trade is void. */
  default void brokenTrade(int locate, long timeNs, long matchNumber) {}

  /** I: what an auction would do now. */
  default void imbalance(int locate, long timeNs, ItchImbalance imbalance) {}

  /** N: retail interest: B, S, A (both) or N. */
  default void retailInterest(int locate, long timeNs, long stock, byte interest) {}

  /** O: price discovery of a direct listing. */
  default void directListing(int locate, long timeNs, ItchDirectListing listing) {}
}
