package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;

import io.statarb.marketdata.TradingState;
import io.statarb.orderbook.BookCapacity;
import io.statarb.orderbook.FastOrderBooks;
import io.statarb.orderbook.OrderBooks;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The orders that rest after each message of a file, and what is wrong with a message in view of
 * them: it is about an order that does not rest and should, takes more than is left of it, brings
 * an id that was there before, or an order that should have traded. An order about which something
 * was wrong is not followed any further, so that one defect is found once. Confined to one thread.
 */
final class RestingOrders {
  /** As far back as a record may be late. */
  private static final int MOST_IDS = 1_024;

  /** An order trades at a price that is better by a fraction, as in a cross; not by more. */
  private static final double MOST_BETTER = 0.1;

  private final OrderBooks books = new FastOrderBooks(BookCapacity.SMALL);

  /** Orders that live where another one says that they cannot. */
  private final OrderBooks aside = new FastOrderBooks(BookCapacity.SMALL);

  private final List<SymbolRecords> symbols;
  private final boolean complete;
  private final KnownOrders known;
  private final FutureIds future = new FutureIds();
  private final CrossedOrders crossed;

  /** Symbols that do not trade, whose books may cross. */
  private final BitSet resting = new BitSet();

  /** Orders that messages were about which did not rest then. */
  private final Set<Long> endedBefore = new LinkedHashSet<>();

  /** Where orders came from, in a file whose messages name the prices of their orders. */
  private final Long2ObjectHashMap<Came> came = new Long2ObjectHashMap<>();

  private boolean namesPrices;
  private boolean anyOrder;
  private boolean fromOpening;
  private boolean lost;

  /** The record that brought an order. */
  private record Came(long record, long tsNs) {}

  /**
   * Makes empty books.
   *
   * @param symbols told what is wrong, by number
   * @param complete whether the file tells of all orders of its symbols, not only of those in sight
   */
  RestingOrders(List<SymbolRecords> symbols, boolean complete) {
    this.symbols = symbols;
    this.complete = complete;
    known = new KnownOrders(complete);
    crossed = new CrossedOrders(books, aside, symbols);
  }

  /** Trading in a symbol enters a state. */
  void state(int symbol, TradingState state) {
    fromOpening |= !anyOrder && state == TradingState.CLOSED;
    resting.set(symbol, state != TradingState.TRADING && state != TradingState.UNKNOWN);
  }

  /**
   * Takes a new order.
   *
   * @param possible whether its size can be
   */
  void add(
      long record,
      int symbol,
      long tsNs,
      long orderId,
      byte side,
      long qtyE8,
      long pxE9,
      boolean possible) {
    anyOrder = true;
    // Of an order whose end was told before it, as late records are, nothing rests.
    if (endedBefore.remove(orderId)) {
      known.end(orderId);
    } else if (isNew(record, symbol, tsNs, orderId)) {
      boolean rests =
          possible && pxE9 > 0 && books.add(symbol, orderId, side, qtyE8, pxE9) == OrderBooks.OK;
      rests(record, symbol, tsNs, orderId, rests);
    }
  }

  void reduce(long record, int symbol, long tsNs, long orderId, long qtyE8) {
    anyOrder = true;
    crossed.heardOf(orderId);
    Orders orders = symbols.get(symbol).orders;
    if (!orders.takes(qtyE8)) {
      orders.badSize(record, tsNs, orderId);
      of(orderId).delete(symbol, orderId);
      known.untrack(orderId);
    } else if (!known.untracked(orderId)) {
      int result = of(orderId).reduce(symbol, orderId, qtyE8);
      if (result == OrderBooks.UNRESOLVED) {
        unresolved(record, symbol, tsNs, orderId, false);
      } else if (result == OrderBooks.BAD_QUANTITY) {
        orders.badSize(record, tsNs, orderId);
        known.untrack(orderId);
      }
    }
  }

  /**
   * Takes the price that a message to come names of its order. One that is not the order's own,
   * which may trade at a better one, is wrong here or was where the order came.
   *
   * @return whether it can be
   */
  boolean fits(long record, int symbol, long tsNs, long orderId, long pxE9, boolean trades) {
    namesPrices = true;
    OrderBooks of = of(orderId);
    long ownE9 = of.orderSymbol(orderId) == symbol ? of.orderPx(orderId) : pxE9;
    double better = of.orderSide(orderId) == BUY ? ownE9 - pxE9 : pxE9 - ownE9;
    boolean tradesAt = trades && better >= 0 && better <= MOST_BETTER * ownE9;
    if (pxE9 <= 0 || pxE9 == ownE9 || tradesAt) {
      return true;
    }
    // Of one that is put aside something was said before.
    if (!aside.contains(orderId)) {
      Came by = came.getOrDefault(orderId, new Came(record, tsNs));
      symbols.get(symbol).orders.otherPrice(record, tsNs, orderId, pxE9, by.record, by.tsNs, ownE9);
    }
    drop(symbol, orderId);
    return false;
  }

  /** Takes that something was wrong with an order. */
  void drop(int symbol, long orderId) {
    if (of(orderId).delete(symbol, orderId) == OrderBooks.OK) {
      known.untrack(orderId);
    }
  }

  void delete(long record, int symbol, long tsNs, long orderId) {
    anyOrder = true;
    crossed.heardOf(orderId);
    came.remove(orderId);
    if (!known.endUntracked(orderId)
        && of(orderId).delete(symbol, orderId) == OrderBooks.UNRESOLVED) {
      unresolved(record, symbol, tsNs, orderId, true);
    }
  }

  /**
   * Takes that an order is replaced.
   *
   * @param possible whether the new size can be
   */
  void replace(
      long record,
      int symbol,
      long tsNs,
      long oldId,
      long newId,
      long qtyE8,
      long pxE9,
      boolean possible) {
    OrderBooks old = of(oldId);
    byte side = old.orderSymbol(oldId) == symbol ? old.orderSide(oldId) : UNKNOWN_SIDE;
    delete(record, symbol, tsNs, oldId);
    if (newId == oldId || isNew(record, symbol, tsNs, newId)) {
      boolean rests =
          possible
              && pxE9 > 0
              && side != UNKNOWN_SIDE
              && books.add(symbol, newId, side, qtyE8, pxE9) == OrderBooks.OK;
      rests(record, symbol, tsNs, newId, rests);
    }
  }

  /** No more messages follow. */
  void finish() {
    crossed.finish(lost || !complete);
    for (FutureIds.Reference of : future.found()) {
      symbols.get(of.symbol).orders.neverGiven(of.record, of.tsNs, of.orderId);
    }
  }

  private OrderBooks of(long orderId) {
    return aside.contains(orderId) ? aside : books;
  }

  private boolean isNew(long record, int symbol, long tsNs, long orderId) {
    boolean added = known.bring(symbol, orderId);
    if (added) {
      future.brought(symbol, orderId);
    } else {
      symbols.get(symbol).orders.idUsed(record, tsNs, orderId);
    }
    return added;
  }

  private void rests(long record, int symbol, long tsNs, long orderId, boolean rests) {
    if (rests && namesPrices) {
      came.put(orderId, new Came(record, tsNs));
    }
    if (!rests) {
      known.untrack(orderId);
    } else if (!resting.get(symbol)) {
      crossed.rests(record, symbol, tsNs, orderId);
    }
  }

  private void unresolved(long record, int symbol, long tsNs, long orderId, boolean ends) {
    if (known.missed(symbol, orderId, fromOpening)) {
      lost = true;
      symbols.get(symbol).orders.unknown(record, tsNs, orderId);
    } else if (!complete && !known.told(orderId)) {
      future.refers(record, symbol, tsNs, orderId);
    }
    if (!known.told(orderId)) {
      if (endedBefore.size() == MOST_IDS) {
        endedBefore.remove(endedBefore.iterator().next());
      }
      endedBefore.add(orderId);
      if (ends) {
        known.end(orderId);
      } else if (lost) {
        known.untrack(orderId);
      }
    }
  }
}
