package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.NULL_QTY;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;

/**
 * Books in a few tables of numbers, shared by all symbols: an order stands where its id points
 * ({@link Orders}), carries the number of its level ({@link PriceLevels}), and only the first or
 * last order of a price touches the sorted levels of a side ({@link SortedSides}). An order that
 * comes or goes touches no other. Allocates nothing as long as its capacity lasts, and grows then.
 *
 * <p>A side is twice the symbol plus 0 (buy) or 1 (sell). A key is the price of a bid and the
 * complement of the price of an ask, so that a higher key is a better price on both.
 *
 * <p>Owned by the thread that feeds it.
 */
public final class FastOrderBooks implements OrderBooks {
  private static final int MAY_CROSS = 1;
  private static final int WAS_CROSSED = 2;

  // Read ahead as well.
  final SortedSides sides;
  final PriceLevels levels;
  final Orders orders;

  private int symbols;
  private int liveOrders;
  private int peakLiveOrders;
  private long unresolvedReferences;
  private long crossedBooks;
  private long negativeSizes;
  private long duplicateOrderIds;

  /** Whether the operation under way changed a best price. */
  private boolean bestChanged;

  /** Makes empty books. */
  public FastOrderBooks(BookCapacity capacity) {
    sides = new SortedSides(capacity);
    levels = new PriceLevels(capacity);
    orders = new Orders(capacity, levels);
  }

  @Override
  public int add(int symbol, long orderId, byte side, long qty, long px) {
    Sides.require(side);
    admit(symbol);
    int result = join(symbol * 2 + side, orderId, qty, px);
    if (bestChanged) {
      watch(symbol);
    }
    return result;
  }

  private void admit(int symbol) {
    if (symbol >= symbols || symbol < 0) {
      sides.require(symbol);
      symbols = symbol + 1;
    }
  }

  private int join(int side, long orderId, long qty, long px) {
    int slot = orders.place(orderId);
    if (orders.level(slot) != 0) {
      duplicateOrderIds++;
      return DUPLICATE;
    }
    if (qty <= 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    long key = key(side, px);
    int level = levels.find(side, key);
    if (level == 0) {
      level = levels.open(side, key);
      bestChanged |= sides.add(side, key);
    }
    long sum = levels.qty(level) + qty;
    if (sum < 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    levels.qty(level, sum);
    levels.append(level, orders.put(slot, orderId, qty, level), orders);
    liveOrders++;
    peakLiveOrders = Math.max(peakLiveOrders, liveOrders);
    return OK;
  }

  /** The price of a bid, the complement of the price of an ask; also the way back. */
  private static long key(int side, long px) {
    return px ^ -(side & 1);
  }

  @Override
  public int reduce(int symbol, long orderId, long qty) {
    int slot = resolve(symbol, orderId);
    if (slot == Orders.NONE) {
      return UNRESOLVED;
    }
    if (qty <= 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    long left = orders.qty(slot) - qty;
    if (left > 0) {
      int level = orders.level(slot);
      orders.qty(slot, left);
      levels.qty(level, levels.qty(level) - qty);
      return OK;
    }
    leave(slot);
    if (bestChanged) {
      watch(symbol);
    }
    if (left < 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    return OK;
  }

  @Override
  public int delete(int symbol, long orderId) {
    int slot = resolve(symbol, orderId);
    if (slot == Orders.NONE) {
      return UNRESOLVED;
    }
    leave(slot);
    if (bestChanged) {
      watch(symbol);
    }
    return OK;
  }

  @Override
  public int replace(int symbol, long oldOrderId, long newOrderId, long qty, long px) {
    int slot = resolve(symbol, oldOrderId);
    if (slot == Orders.NONE) {
      return UNRESOLVED;
    }
    int side = side(slot);
    leave(slot);
    int result = join(side, newOrderId, qty, px);
    if (bestChanged) {
      watch(symbol);
    }
    return result;
  }

  private int resolve(int symbol, long orderId) {
    int slot = orders.slot(orderId);
    if (slot == Orders.NONE || side(slot) >> 1 != symbol) {
      unresolvedReferences++;
      return Orders.NONE;
    }
    return slot;
  }

  private int side(int slot) {
    return levels.side(orders.level(slot));
  }

  private void leave(int slot) {
    long standing = orders.standing(slot);
    int level = (int) (standing >>> Integer.SIZE);
    if (levels.remove(level, (int) standing, slot)) {
      levels.qty(level, levels.qty(level) - orders.qty(slot));
    } else {
      int side = levels.side(level);
      bestChanged |= sides.remove(side, levels.key(level));
      levels.close(level);
    }
    orders.remove(slot);
    liveOrders--;
  }

  /** Counts a book that has become crossed; called when a best price or the rule changed. */
  private void watch(int symbol) {
    bestChanged = false;
    int bid = symbol * 2;
    int flags = sides.flags(bid);
    boolean crossed = (flags & MAY_CROSS) == 0 && crossed(symbol);
    if (crossed && (flags & WAS_CROSSED) == 0) {
      crossedBooks++;
    }
    int now = crossed ? flags | WAS_CROSSED : flags & ~WAS_CROSSED;
    if (now != flags) {
      sides.flags(bid, now);
    }
  }

  @Override
  public boolean crossed(int symbol) {
    int bid = symbol * 2;
    return sides.size(bid) > 0 && sides.size(bid + 1) > 0 && sides.best(bid) > ~sides.best(bid + 1);
  }

  @Override
  public void mayCross(int symbol, boolean allowed) {
    admit(symbol);
    int flags = sides.flags(symbol * 2);
    sides.flags(symbol * 2, allowed ? flags | MAY_CROSS : flags & ~MAY_CROSS);
    watch(symbol);
  }

  @Override
  public void clear(int symbol) {
    if (symbol >= symbols) {
      return;
    }
    for (int side = symbol * 2; side <= symbol * 2 + 1; side++) {
      while (sides.size(side) > 0) {
        int level = levels.find(side, sides.best(side));
        leave(first(level));
      }
    }
    watch(symbol);
  }

  /** Slot of the order of a level that trades first. */
  private int first(int level) {
    int queue = levels.oldest(level);
    return levels.slot(queue, 0);
  }

  @Override
  public int symbols() {
    return symbols;
  }

  @Override
  public int levels(int symbol, byte side) {
    return symbol < symbols ? sides.size(symbol * 2 + side) : 0;
  }

  /** Number of a level, or 0. */
  private int level(int symbol, byte side, int level) {
    int count = levels(symbol, side);
    int itsSide = symbol * 2 + side;
    return level < 0 || level >= count
        ? 0
        : levels.find(itsSide, sides.key(itsSide, count - 1 - level));
  }

  @Override
  public long px(int symbol, byte side, int level) {
    int count = levels(symbol, side);
    if (level < 0 || level >= count) {
      return NULL_PX;
    }
    long key = sides.key(symbol * 2 + side, count - 1 - level);
    return key(side, key);
  }

  @Override
  public long qty(int symbol, byte side, int level) {
    int number = level(symbol, side, level);
    return number == 0 ? NULL_QTY : levels.qty(number);
  }

  @Override
  public int orders(int symbol, byte side, int level) {
    int number = level(symbol, side, level);
    return number == 0 ? 0 : levels.orders(number);
  }

  @Override
  public long firstOrderId(int symbol, byte side) {
    int number = level(symbol, side, 0);
    return number == 0 ? 0 : orders.id(first(number));
  }

  @Override
  public void forEachOrder(int symbol, byte side, int level, OrderVisitor visitor) {
    int number = level(symbol, side, level);
    long px = px(symbol, side, level);
    int queue = number == 0 ? 0 : levels.oldest(number);
    while (queue != 0) {
      for (int i = 0; i < levels.used(queue); i++) {
        int slot = levels.slot(queue, i);
        visitor.order(orders.id(slot), px, orders.qty(slot));
      }
      queue = queue == number ? 0 : levels.newer(queue);
    }
  }

  @Override
  public boolean contains(long orderId) {
    return orders.slot(orderId) != Orders.NONE;
  }

  @Override
  public int orderSymbol(long orderId) {
    int slot = orders.slot(orderId);
    return slot == Orders.NONE ? -1 : side(slot) >> 1;
  }

  @Override
  public byte orderSide(long orderId) {
    int slot = orders.slot(orderId);
    return slot == Orders.NONE ? UNKNOWN_SIDE : (byte) (side(slot) & 1);
  }

  @Override
  public long orderQty(long orderId) {
    int slot = orders.slot(orderId);
    return slot == Orders.NONE ? NULL_QTY : orders.qty(slot);
  }

  @Override
  public long orderPx(long orderId) {
    int slot = orders.slot(orderId);
    if (slot == Orders.NONE) {
      return NULL_PX;
    }
    long key = levels.key(orders.level(slot));
    return key(side(slot), key);
  }

  @Override
  public long qtyAhead(long orderId) {
    int slot = orders.slot(orderId);
    if (slot == Orders.NONE) {
      return NULL_QTY;
    }
    int queue = orders.queue(slot);
    long ahead = 0;
    for (int i = 0; levels.slot(queue, i) != slot; i++) {
      ahead += orders.qty(levels.slot(queue, i));
    }
    for (queue = levels.older(queue); queue != 0; queue = levels.older(queue)) {
      for (int i = 0; i < levels.used(queue); i++) {
        ahead += orders.qty(levels.slot(queue, i));
      }
    }
    return ahead;
  }

  @Override
  public int liveOrders() {
    return liveOrders;
  }

  @Override
  public int peakLiveOrders() {
    return peakLiveOrders;
  }

  @Override
  public long unresolvedReferences() {
    return unresolvedReferences;
  }

  @Override
  public long crossedBooks() {
    return crossedBooks;
  }

  @Override
  public long negativeSizes() {
    return negativeSizes;
  }

  @Override
  public long duplicateOrderIds() {
    return duplicateOrderIds;
  }
}
