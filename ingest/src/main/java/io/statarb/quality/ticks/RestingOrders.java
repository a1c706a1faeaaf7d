package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.SELL;

import io.statarb.marketdata.TradingState;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The orders that rest after each message of a file, and what is wrong with a message in view of
 * them: it is about an order that does not rest, takes more than is left of it, brings an id that
 * rests already, or crosses a book while its symbol trades. Which orders rest is only known of a
 * file that begins before its market opens; of another one no order is missed. Confined to one
 * thread.
 */
final class RestingOrders {
  /** As far back as a record may be late. */
  private static final int MOST_IDS = 1_024;

  private final OrderBooks books = new FastOrderBooks(BookCapacity.SMALL);
  private final List<SymbolRecords> symbols;

  /** Orders that crossed. */
  private final Set<Long> crossedBefore = new LinkedHashSet<>();

  /** Orders that messages were about which did not rest then. */
  private final Set<Long> endedBefore = new LinkedHashSet<>();

  private long crossings;
  private boolean anyOrder;
  private boolean fromOpening;

  /**
   * Makes empty books.
   *
   * @param symbols told what is wrong, by number
   */
  RestingOrders(List<SymbolRecords> symbols) {
    this.symbols = symbols;
  }

  /** Trading in a symbol enters a state. */
  void state(int symbol, TradingState state) {
    fromOpening |= !anyOrder && state == TradingState.CLOSED;
    books.mayCross(symbol, state != TradingState.TRADING && state != TradingState.UNKNOWN);
  }

  void add(long record, int symbol, long tsNs, long orderId, byte side, long qtyE8, long pxE9) {
    // Of an order whose end was told before it, as late records are, nothing rests.
    if (pxE9 > 0 && !endedBefore.remove(orderId)) {
      judge(record, symbol, tsNs, orderId, books.add(symbol, orderId, side, qtyE8, pxE9));
    }
  }

  void reduce(long record, int symbol, long tsNs, long orderId, long qtyE8) {
    judge(record, symbol, tsNs, orderId, books.reduce(symbol, orderId, qtyE8));
  }

  void delete(long record, int symbol, long tsNs, long orderId) {
    judge(record, symbol, tsNs, orderId, books.delete(symbol, orderId));
  }

  void replace(long record, int symbol, long tsNs, long oldId, long newId, long qtyE8, long pxE9) {
    int result =
        pxE9 > 0 ? books.replace(symbol, oldId, newId, qtyE8, pxE9) : books.delete(symbol, oldId);
    judge(record, symbol, tsNs, result == OrderBooks.DUPLICATE ? newId : oldId, result);
  }

  private void judge(long record, int symbol, long tsNs, long orderId, int result) {
    anyOrder = true;
    Orders orders = symbols.get(symbol).orders;
    switch (result) {
      case OrderBooks.UNRESOLVED -> {
        keep(endedBefore, orderId);
        if (fromOpening) {
          orders.unknown(record, tsNs, orderId);
        }
      }
      case OrderBooks.DUPLICATE -> orders.idRests(record, tsNs, orderId);
      case OrderBooks.BAD_QUANTITY -> orders.badSize(record, tsNs, orderId);
      default -> {
        // Done.
      }
    }
    if (books.crossedBooks() > crossings) {
      crossings = books.crossedBooks();
      crossed(record, symbol, tsNs);
    }
  }

  /** An order that should have left crosses with others again and again, which is one defect. */
  private void crossed(long record, int symbol, long tsNs) {
    long bidId = books.firstOrderId(symbol, BUY);
    long askId = books.firstOrderId(symbol, SELL);
    if (!crossedBefore.contains(bidId) && !crossedBefore.contains(askId)) {
      symbols
          .get(symbol)
          .orders
          .crossed(record, tsNs, books.bestPx(symbol, BUY), books.bestPx(symbol, SELL));
    }
    keep(crossedBefore, bidId);
    keep(crossedBefore, askId);
  }

  private static void keep(Set<Long> ids, long orderId) {
    if (ids.size() == MOST_IDS) {
      ids.remove(ids.iterator().next());
    }
    ids.add(orderId);
  }
}
