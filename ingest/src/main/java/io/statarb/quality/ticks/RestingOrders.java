package io.statarb.quality.ticks;

import io.statarb.marketdata.MarketDataSink;
import io.statarb.marketdata.TradingState;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.util.List;

/**
 * The orders that rest after each message of a file, and what is wrong with a message in view of
 * them: it is about an order that does not rest, takes more than is left of it, brings an id that
 * rests already, or crosses a book while its symbol trades. Which orders rest is only known of a
 * file that begins before its market opens; of another one no order is missed. Confined to one
 * thread.
 */
final class RestingOrders {
  private final OrderBooks books = new FastOrderBooks(BookCapacity.SMALL);
  private final List<SymbolRecords> symbols;
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
    if (pxE9 > 0) {
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
      orders.crossed(
          record,
          tsNs,
          books.bestPx(symbol, MarketDataSink.BUY),
          books.bestPx(symbol, MarketDataSink.SELL));
    }
  }
}
