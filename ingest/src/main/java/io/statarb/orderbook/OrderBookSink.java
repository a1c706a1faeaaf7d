package io.statarb.orderbook;

import io.statarb.marketdata.Flaw;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies the orders that a loader or feed tells to books, prices E9 and quantities E8. A symbol
 * that is not trading continuously may cross; one whose state was never told must not. May be
 * extended to look at the books between messages; owned by the thread that feeds it.
 */
public class OrderBookSink implements MarketDataSink {
  private final OrderBooks books;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private long messages;
  private long flaws;

  /** Feeds empty books. */
  public OrderBookSink(OrderBooks books) {
    this.books = books;
  }

  @Override
  public final int symbol(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      number = names.size();
      numbers.put(name, number);
      names.add(name);
    }
    return number;
  }

  @Override
  public void addOrder(
      long record, int symbol, long tsEventNs, long orderId, byte side, long qtyE8, long pxE9) {
    messages++;
    if (side != BUY && side != SELL) {
      flaws++;
      return;
    }
    books.add(symbol, orderId, side, qtyE8, pxE9);
  }

  @Override
  public void executeOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    messages++;
    books.execute(symbol, orderId, qtyE8);
  }

  @Override
  public void reduceOrder(long record, int symbol, long tsEventNs, long orderId, long qtyE8) {
    messages++;
    books.reduce(symbol, orderId, qtyE8);
  }

  @Override
  public void deleteOrder(long record, int symbol, long tsEventNs, long orderId) {
    messages++;
    books.delete(symbol, orderId);
  }

  @Override
  public void replaceOrder(
      long record,
      int symbol,
      long tsEventNs,
      long oldOrderId,
      long newOrderId,
      long qtyE8,
      long pxE9) {
    messages++;
    books.replace(symbol, oldOrderId, newOrderId, qtyE8, pxE9);
  }

  @Override
  public void state(long record, int symbol, long tsEventNs, TradingState state) {
    books.mayCross(symbol, state != TradingState.TRADING && state != TradingState.UNKNOWN);
  }

  @Override
  public void flaw(long record, Flaw flaw, String fact) {
    flaws++;
  }

  /** The books. */
  public final OrderBooks books() {
    return books;
  }

  /** Number of a symbol in the books, or -1 when it was never named. */
  public final int symbolOf(String name) {
    return numbers.getOrDefault(name, -1);
  }

  /** Names of the symbols by number. */
  public final List<String> symbolNames() {
    return List.copyOf(names);
  }

  /** Messages about orders. */
  public final long messages() {
    return messages;
  }

  /** Records that could not be taken. */
  public final long flaws() {
    return flaws;
  }

  /** Messages that named an order that was not there. */
  public final long unresolvedReferences() {
    return books.unresolvedReferences();
  }

  /** Times that a book became crossed while it must not be. */
  public final long crossedBooks() {
    return books.crossedBooks();
  }

  /** Quantities that could not be. */
  public final long negativeSizes() {
    return books.negativeSizes();
  }
}
