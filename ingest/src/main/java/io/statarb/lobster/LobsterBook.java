package io.statarb.lobster;

import io.statarb.bookcheck.BookFaults;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The book of one LOBSTER file, rebuilt from its messages as far as they can tell it.
 *
 * <p>The file begins in mid-day and knows only the levels in sight, so an order can be in the book
 * without a submission that was seen: it was there at the beginning, or came while its level was
 * out of sight. The quantity of such orders is known by level, from the row that showed the level
 * first. A reference is resolved when its order was submitted and is still there, or when its level
 * still has that much quantity of orders without a name. A reference to an order that was deleted
 * or wholly executed, that lies at another price or on the other side, or for which no such
 * quantity is left, is not. Without rows no level is known, and a reference to an order that was
 * never seen proves nothing: it is counted apart.
 */
final class LobsterBook {
  /** Size of an order whose submission was not seen. */
  private static final long UNKNOWN = Long.MAX_VALUE;

  /** Stamp of an order that is not held to a level. */
  private static final long NO_STAMP = 0;

  private static final class Order {
    final boolean buys;
    final long price;
    long remaining;
    final long stamp;

    Order(boolean buys, long price, long remaining, long stamp) {
      this.buys = buys;
      this.price = price;
      this.remaining = remaining;
      this.stamp = stamp;
    }
  }

  private final String symbol;
  private final BookFaults faults;
  private final @Nullable VisibleSide asks;
  private final @Nullable VisibleSide bids;
  private final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
  private final LongHashSet ended = new LongHashSet();
  private boolean begun;
  private boolean halted;

  private long toInitialLevels;
  private long beforeStart;
  private long outOfSight;
  private long atOtherPrice;
  private long hidden;
  private long crosses;
  private long halts;

  /**
   * Makes a book.
   *
   * @param levels levels of the rows; 0 when there are none
   */
  LobsterBook(String symbol, int levels, BookFaults faults) {
    this.symbol = symbol;
    this.faults = faults;
    asks = levels == 0 ? null : new VisibleSide("ask", false, levels);
    bids = levels == 0 ? null : new VisibleSide("bid", true, levels);
  }

  /** Counts that are no faults. */
  SortedMap<String, Long> details() {
    SortedMap<String, Long> details = new TreeMap<>();
    details.put("references_to_initial_levels", toInitialLevels);
    details.put("references_before_start", beforeStart);
    details.put("references_out_of_sight", outOfSight);
    details.put("executions_at_other_price", atOtherPrice);
    details.put("hidden_executions", hidden);
    details.put("cross_trades", crosses);
    details.put("halts", halts);
    return details;
  }

  /** Whether a first row was taken. */
  boolean begun() {
    return begun;
  }

  /** Takes the first row, which already holds what its message did. */
  void begin(LobsterRows row, LobsterMessages message) {
    begun = true;
    if (asks == null || bids == null) {
      throw new IllegalStateException("Invariant: a book with rows has levels");
    }
    asks.begin(row.askPrices, row.askSizes, row.asks);
    bids.begin(row.bidPrices, row.bidSizes, row.bids);
    if (message.flaw != null || message.size <= 0) {
      return;
    }
    if (message.type == LobsterMessages.SUBMIT) {
      nameFirst(message);
    } else if (message.type == LobsterMessages.HALT) {
      halt(message);
    } else if (message.type == LobsterMessages.DELETE) {
      ended.add(message.orderId);
    }
  }

  private void nameFirst(LobsterMessages message) {
    VisibleSide side = side(message.buys);
    int level = side == null ? -1 : side.find(message.price);
    if (side == null || level < 0 || side.unnamed(level) < message.size) {
      if (side != null && side.inSight(message.price)) {
        fault(
            message,
            BookFaults.MISMATCH,
            () -> "the first row lacks the order that its message submits: id=" + message.orderId);
      }
      return;
    }
    side.name(level, message.size);
    orders.put(
        message.orderId, new Order(message.buys, message.price, message.size, side.stamp(level)));
  }

  /** Applies a message that is no flaw. */
  void apply(LobsterMessages message) {
    if (message.type == LobsterMessages.HALT) {
      halt(message);
      return;
    }
    if (message.size <= 0) {
      fault(message, BookFaults.NEGATIVE, () -> "size must be above 0: size=" + message.size);
      return;
    }
    switch (message.type) {
      case LobsterMessages.SUBMIT -> submit(message);
      case LobsterMessages.CANCEL, LobsterMessages.DELETE, LobsterMessages.EXECUTE ->
          reduce(message);
      case LobsterMessages.EXECUTE_HIDDEN -> hidden++;
      default -> crosses++;
    }
  }

  private void halt(LobsterMessages message) {
    halts++;
    halted = message.price != 1;
  }

  private void submit(LobsterMessages message) {
    if (orders.containsKey(message.orderId) || ended.contains(message.orderId)) {
      fault(
          message,
          "duplicate_order_id",
          () -> "an order of this id was there before: id=" + message.orderId);
    }
    VisibleSide side = side(message.buys);
    long stamp = NO_STAMP;
    if (side != null && side.inSight(message.price)) {
      stamp = side.add(message.price, message.size);
    }
    orders.put(message.orderId, new Order(message.buys, message.price, message.size, stamp));
  }

  private void reduce(LobsterMessages message) {
    Order order = orders.get(message.orderId);
    if (order == null) {
      reduceUnseen(message);
      return;
    }
    if (order.buys != message.buys || !priceFits(order, message)) {
      unresolved(message, "the order lies at another price or side");
    } else if (order.remaining != UNKNOWN && message.size > order.remaining) {
      long remaining = order.remaining;
      fault(
          message,
          BookFaults.NEGATIVE,
          () ->
              "order %d has less than is taken from it: size=%d taken=%d"
                  .formatted(message.orderId, remaining, message.size));
    }
    VisibleSide side = side(order.buys);
    if (side == null) {
      // Its level may have been out of sight for a while.
      shrink(order, message, false);
      return;
    }
    int level = side.find(order.price);
    if (level >= 0 && side.stamp(level) == order.stamp) {
      side.take(level, message.size, 0);
      shrink(order, message, true);
      return;
    }
    if (level >= 0) {
      takeUnnamed(message, side, level);
    } else if (side.inSight(order.price)) {
      unresolved(message, "the order's level is gone");
    } else {
      outOfSight++;
    }
    shrink(order, message, false);
  }

  /** An execution may print at a price of its own, but never at a worse one than the order's. */
  private boolean priceFits(Order order, LobsterMessages message) {
    if (order.price == message.price) {
      return true;
    }
    boolean better = order.buys ? message.price < order.price : message.price > order.price;
    if (message.type == LobsterMessages.EXECUTE && better) {
      atOtherPrice++;
      return true;
    }
    return false;
  }

  /**
   * Takes the size from the order itself.
   *
   * @param exact whether its size is known to the share
   */
  private void shrink(Order order, LobsterMessages message, boolean exact) {
    boolean deleted = message.type == LobsterMessages.DELETE;
    if (exact && deleted && order.remaining != UNKNOWN && message.size < order.remaining) {
      long remaining = order.remaining;
      fault(
          message,
          "deletion_of_other_size",
          () ->
              "order %d is deleted with a size that it does not have: size=%d deleted=%d"
                  .formatted(message.orderId, remaining, message.size));
    }
    if (order.remaining != UNKNOWN) {
      order.remaining -= Math.min(order.remaining, message.size);
    }
    if (deleted || order.remaining == 0) {
      orders.remove(message.orderId);
      ended.add(message.orderId);
    }
  }

  private void reduceUnseen(LobsterMessages message) {
    if (ended.contains(message.orderId)) {
      unresolved(message, "the order was deleted or wholly executed before");
      return;
    }
    VisibleSide side = side(message.buys);
    if (side == null) {
      beforeStart++;
    } else {
      int level = side.find(message.price);
      if (level >= 0) {
        takeUnnamed(message, side, level);
      } else if (side.inSight(message.price)) {
        unresolved(message, "there is no level at its price");
      } else {
        outOfSight++;
      }
    }
    if (message.type == LobsterMessages.DELETE) {
      ended.add(message.orderId);
    } else {
      orders.put(message.orderId, new Order(message.buys, message.price, UNKNOWN, NO_STAMP));
    }
  }

  private void takeUnnamed(LobsterMessages message, VisibleSide side, int level) {
    long unnamed = side.unnamed(level);
    if (unnamed < message.size) {
      unresolved(
          message,
          "its level has only %d shares of orders that were there before".formatted(unnamed));
    } else {
      toInitialLevels++;
    }
    long there = side.size(level);
    if (there < message.size) {
      fault(
          message,
          BookFaults.NEGATIVE,
          () ->
              "the level at %d has less than is taken from it: size=%d taken=%d"
                  .formatted(message.price, there, message.size));
    }
    side.take(level, message.size, message.size);
  }

  /** Compares with the row of the message, then takes the row; returns whether they agree. */
  boolean compare(LobsterRows row, LobsterMessages message) {
    if (asks == null || bids == null) {
      throw new IllegalStateException("Invariant: a book with rows has levels");
    }
    boolean crossed = crossed();
    boolean asksAgree = asks.compare(row.askPrices, row.askSizes, row.asks);
    boolean bidsAgree = bids.compare(row.bidPrices, row.bidSizes, row.bids);
    if (!asksAgree || !bidsAgree) {
      VisibleSide side = asksAgree ? bids : asks;
      fault(
          message,
          BookFaults.MISMATCH,
          () ->
              "%s; order id=%d type=%d"
                  .formatted(
                      asksAgree
                          ? side.difference(row.bidPrices, row.bidSizes, row.bids)
                          : side.difference(row.askPrices, row.askSizes, row.asks),
                      message.orderId,
                      message.type));
    }
    if (crossed || crossed()) {
      VisibleSide ask = asks;
      VisibleSide bid = bids;
      fault(
          message,
          BookFaults.CROSSED,
          () -> "best bid %d, best ask %d".formatted(bid.bestPrice(), ask.bestPrice()));
    }
    return asksAgree && bidsAgree;
  }

  private boolean crossed() {
    return !halted
        && asks != null
        && bids != null
        && !asks.empty()
        && !bids.empty()
        && bids.bestPrice() > asks.bestPrice();
  }

  private @Nullable VisibleSide side(boolean buys) {
    return buys ? bids : asks;
  }

  private void unresolved(LobsterMessages message, String why) {
    fault(
        message,
        BookFaults.UNRESOLVED,
        () ->
            "%s: id=%d price=%d size=%d"
                .formatted(why, message.orderId, message.price, message.size));
  }

  private void fault(LobsterMessages message, String kind, Supplier<String> cause) {
    faults.add(message.line(), symbol, kind, cause);
  }
}
