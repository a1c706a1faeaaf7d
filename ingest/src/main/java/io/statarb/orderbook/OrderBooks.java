package io.statarb.orderbook;

import io.statarb.marketdata.MarketDataSink;

/**
 * The resting orders of all symbols of one feed, by price and time. A symbol is a small number of
 * the feeder's choice, an order id any 64 bits and unique over all symbols while the order lives.
 *
 * <p>What the data get wrong is counted and answered by a code, never thrown:
 *
 * <ul>
 *   <li>an order that does not live, or lives in another symbol: {@link #UNRESOLVED}, no effect;
 *   <li>an id that lives already: {@link #DUPLICATE}, the order that has it stays;
 *   <li>a quantity of 0 or less, or one that takes the sum of a level beyond a long: {@link
 *       #BAD_QUANTITY}, no effect (but a replaced order has gone);
 *   <li>more taken from an order than is left: {@link #BAD_QUANTITY}, the order has gone.
 * </ul>
 *
 * <p>A book is crossed when its best bid is above its best ask. Each time that one becomes crossed
 * while it must not be ({@link #mayCross}) it is counted; it may cross in auctions and halts.
 */
public interface OrderBooks {
  /** Done. */
  int OK = 0;

  /** Names an order that is not there. */
  int UNRESOLVED = -1;

  /** Names a new order that is there already. */
  int DUPLICATE = -2;

  /** A quantity that cannot be. */
  int BAD_QUANTITY = -3;

  /** Takes orders in the order of their priority. */
  @FunctionalInterface
  interface OrderVisitor {
    /** One order. */
    void order(long orderId, long px, long qty);
  }

  /**
   * An order joins the end of its price level.
   *
   * @param side {@code MarketDataSink.BUY} or {@code SELL}
   * @return OK, DUPLICATE or BAD_QUANTITY
   */
  int add(int symbol, long orderId, byte side, long qty, long px);

  /**
   * An order loses quantity and keeps its place; it leaves when none is left. Executions and
   * partial cancels are the same to a book.
   *
   * @return OK, UNRESOLVED or BAD_QUANTITY
   */
  int reduce(int symbol, long orderId, long qty);

  /** An order trades; the same as {@link #reduce}. */
  default int execute(int symbol, long orderId, long qty) {
    return reduce(symbol, orderId, qty);
  }

  /**
   * An order leaves.
   *
   * @return OK or UNRESOLVED
   */
  int delete(int symbol, long orderId);

  /**
   * An order leaves and another of its side joins the end of its own price level. The two ids may
   * be equal. When the new one cannot be taken the old one has gone nevertheless.
   *
   * @return OK, UNRESOLVED, DUPLICATE or BAD_QUANTITY
   */
  int replace(int symbol, long oldOrderId, long newOrderId, long qty, long px);

  /** Whether a book may be crossed from now on: auctions, halts, before the open. At first not. */
  void mayCross(int symbol, boolean allowed);

  /** All orders of a symbol leave, e.g. before a snapshot. */
  void clear(int symbol);

  /** Highest symbol number in use plus one. */
  int symbols();

  /** Price levels of a side. */
  int levels(int symbol, byte side);

  /**
   * Price of a level.
   *
   * @param level 0 is the best
   * @return {@code MarketDataSink.NULL_PX} when there is no such level
   */
  long px(int symbol, byte side, int level);

  /** Quantity of a level; {@code MarketDataSink.NULL_QTY} when there is no such level. */
  long qty(int symbol, byte side, int level);

  /** Orders of a level; 0 when there is no such level. */
  int orders(int symbol, byte side, int level);

  /** Best price of a side, or {@code MarketDataSink.NULL_PX}. */
  default long bestPx(int symbol, byte side) {
    return px(symbol, side, 0);
  }

  /** Quantity at the best price of a side, or {@code MarketDataSink.NULL_QTY}. */
  default long bestQty(int symbol, byte side) {
    return qty(symbol, side, 0);
  }

  /** Id of the order that trades first on a side; 0, which may be an id, when there is none. */
  long firstOrderId(int symbol, byte side);

  /** Visits the orders of a level in the order in which they trade. */
  void forEachOrder(int symbol, byte side, int level, OrderVisitor visitor);

  /** Whether an order lives. */
  boolean contains(long orderId);

  /** Symbol of an order, or -1 when it does not live. */
  int orderSymbol(long orderId);

  /** Side of an order, or {@code MarketDataSink.UNKNOWN_SIDE} when it does not live. */
  byte orderSide(long orderId);

  /** What is left of an order, or {@code MarketDataSink.NULL_QTY} when it does not live. */
  long orderQty(long orderId);

  /** Price of an order, or {@code MarketDataSink.NULL_PX} when it does not live. */
  long orderPx(long orderId);

  /** Quantity that trades before an order at its price, or NULL_QTY when it does not live. */
  long qtyAhead(long orderId);

  /** Orders that live. */
  int liveOrders();

  /** Most orders that lived at a time. */
  int peakLiveOrders();

  /** Messages that named an order that was not there. */
  long unresolvedReferences();

  /** Times that a book became crossed while it must not be. */
  long crossedBooks();

  /** Quantities that could not be. */
  long negativeSizes();

  /** New orders whose id lived already. */
  long duplicateOrderIds();

  /** Whether a book is crossed now, allowed or not. */
  default boolean crossed(int symbol) {
    return levels(symbol, MarketDataSink.BUY) > 0
        && levels(symbol, MarketDataSink.SELL) > 0
        && bestPx(symbol, MarketDataSink.BUY) > bestPx(symbol, MarketDataSink.SELL);
  }

  /**
   * A digest of all orders of all symbols, in their places: equal books have equal ones, whatever
   * led to them. Counters are not part of it.
   */
  default long digest() {
    BookDigest digest = new BookDigest();
    for (int symbol = 0; symbol < symbols(); symbol++) {
      digest.symbol(this, symbol);
    }
    return digest.value();
  }

  /** The same of one symbol. */
  default long digest(int symbol) {
    BookDigest digest = new BookDigest();
    digest.symbol(this, symbol);
    return digest.value();
  }
}
