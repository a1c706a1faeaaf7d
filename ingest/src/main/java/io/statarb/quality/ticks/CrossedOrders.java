package io.statarb.quality.ticks;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;

import io.statarb.orderbook.OrderBooks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * New orders that reach the best price of the other side while their symbol trades, where they
 * would have traded instead of resting. Either the new one is wrong or the one that rests should
 * have left. It is the new one when a later message is about the resting one, which therefore
 * lived; a resting one that meets two and is never heard of again had left, which is one defect at
 * most, and none where the message that took it out is known to be missing. Confined to one thread.
 */
final class CrossedOrders {
  /** Meetings that are remembered: more are a habit of the source. */
  private static final int MOST = 1 << 16;

  private final OrderBooks books;

  /** Orders that live and are out of the books as one that met them may be right. */
  private final OrderBooks aside;

  private final List<SymbolRecords> symbols;
  private final List<Meeting> meetings = new ArrayList<>();

  /** By the id of the order that rested: those of which it is not known which order was wrong. */
  private final Map<Long, List<Meeting>> open = new HashMap<>();

  /** A new order that should have traded. */
  private static final class Meeting {
    private final Orders orders;
    private final Orders.Crossing crossing;
    private boolean certain;

    Meeting(Orders orders, Orders.Crossing crossing) {
      this.orders = orders;
      this.crossing = crossing;
    }
  }

  CrossedOrders(OrderBooks books, OrderBooks aside, List<SymbolRecords> symbols) {
    this.books = books;
    this.aside = aside;
    this.symbols = symbols;
  }

  /** A message is about an order, which lived until then. */
  void heardOf(long orderId) {
    List<Meeting> of = open.isEmpty() ? null : open.remove(orderId);
    if (of != null) {
      of.forEach(meeting -> meeting.certain = true);
    }
  }

  /** Takes an order that has come to rest; it does not where it should have traded. */
  void rests(long record, int symbol, long tsNs, long orderId) {
    byte side = books.orderSide(orderId);
    if (side == UNKNOWN_SIDE) {
      return;
    }
    long pxE9 = books.orderPx(orderId);
    byte other = side == BUY ? SELL : BUY;
    while (reaches(side, pxE9, books.bestPx(symbol, other)) && meetings.size() < MOST) {
      long restingId = books.firstOrderId(symbol, other);
      boolean again = meet(record, symbol, tsNs, side, pxE9, restingId);
      putAside(symbol, again ? restingId : orderId);
      if (!again) {
        return;
      }
    }
  }

  private void putAside(int symbol, long orderId) {
    aside.add(
        symbol, orderId, books.orderSide(orderId), books.orderQty(orderId), books.orderPx(orderId));
    books.delete(symbol, orderId);
  }

  private static boolean reaches(byte side, long pxE9, long otherE9) {
    return otherE9 != NULL_PX && (side == BUY ? pxE9 >= otherE9 : pxE9 <= otherE9);
  }

  /** Takes that two orders meet; tells whether the resting one met another before. */
  private boolean meet(long record, int symbol, long tsNs, byte side, long pxE9, long restingId) {
    Orders orders = symbols.get(symbol).orders;
    long restingE9 = books.orderPx(restingId);
    Meeting meeting =
        new Meeting(
            orders,
            new Orders.Crossing(
                orders.count(),
                record,
                tsNs,
                side == BUY ? pxE9 : restingE9,
                side == BUY ? restingE9 : pxE9));
    meetings.add(meeting);
    List<Meeting> of = open.computeIfAbsent(restingId, id -> new ArrayList<>(1));
    of.add(meeting);
    return of.size() > 1;
  }

  /**
   * Tells what was wrong.
   *
   * @param lost whether messages are missing that may have taken orders out
   */
  void finish(boolean lost) {
    if (!lost) {
      Collection<List<Meeting>> undecided = open.values();
      undecided.forEach(of -> of.getFirst().certain = true);
    }
    for (Meeting meeting : meetings) {
      if (meeting.certain) {
        meeting.orders.crossed(meeting.crossing);
      }
    }
    meetings.clear();
    open.clear();
  }
}
