package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.NULL_QTY;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;

import io.statarb.marketdata.MarketDataSink;

/**
 * Books in a few arrays of numbers, shared by all symbols: an order is found by its id as an index,
 * its level by a number that it carries, and only the first or last order of a price touches the
 * sorted levels of a side. Allocates nothing as long as its capacity lasts, and grows then.
 *
 * <pre>
 *   orders, four longs a slot:  | order id | quantity | before, behind | level |
 *   levels, four longs each:    | key | quantity | first, last | orders, side |
 * </pre>
 *
 * A side is twice the symbol plus 0 (buy) or 1 (sell). A key is the price of a bid and the
 * complement of the price of an ask, so that a higher key is a better price on both. Slot 0 means
 * none; what is free is chained through its third (orders) or first (levels) long, last freed first
 * used, so that the memory in use stays in cache.
 *
 * <p>Owned by the thread that feeds it.
 */
public final class FastOrderBooks implements OrderBooks {
  // Of an order.
  private static final int ID = 0;
  private static final int QTY = 1;
  static final int LINKS = 2;
  static final int LEVEL = 3;

  // Of a level; QTY is at the same place.
  private static final int KEY = 0;
  static final int ENDS = 2;
  static final int COUNT_SIDE = 3;

  static final long ONE_ORDER = 1L << 32;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final int MAY_CROSS = 1;
  private static final int WAS_CROSSED = 2;

  // Read ahead as well.
  final OrderIds ids;
  final SortedSides sides;
  final Records orders;
  final Records levels;

  private int freeOrder;
  private int usedOrders = 1;
  private int freeLevel;
  private int usedLevels = 1;

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
    ids = new OrderIds(capacity);
    sides = new SortedSides(capacity);
    orders = new Records(capacity.orders() + 1);
    levels = new Records(capacity.levels() + 1);
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
    if (ids.slot(orderId) != OrderIds.NONE) {
      duplicateOrderIds++;
      return DUPLICATE;
    }
    if (qty <= 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    long key = (side & 1) == MarketDataSink.BUY ? px : ~px;
    int index = sides.find(side, key);
    if (index >= 0 && sides.key(side, index) == key) {
      int level = sides.level(side, index);
      long sum = levels.get(level, QTY) + qty;
      if (sum < 0) {
        negativeSizes++;
        return BAD_QUANTITY;
      }
      append(level, slot(orderId, qty, level), sum);
    } else {
      open(side, index + 1, key, orderId, qty);
    }
    liveOrders++;
    peakLiveOrders = Math.max(peakLiveOrders, liveOrders);
    return OK;
  }

  private void append(int level, int slot, long sum) {
    long ends = levels.get(level, ENDS);
    int last = (int) ends;
    orders.setLow(last, LINKS, slot);
    orders.set(slot, LINKS, (long) last << 32);
    levels.set(level, QTY, sum);
    levels.set(level, ENDS, (ends & ~LOW) | slot);
    levels.add(level, COUNT_SIDE, ONE_ORDER);
  }

  private void open(int side, int index, long key, long orderId, long qty) {
    int level = freeLevel;
    if (level != 0) {
      freeLevel = (int) levels.get(level, KEY);
    } else {
      level = usedLevels++;
      levels.require(usedLevels);
    }
    int slot = slot(orderId, qty, level);
    orders.set(slot, LINKS, 0);
    levels.set(level, KEY, key);
    levels.set(level, QTY, qty);
    levels.set(level, ENDS, ((long) slot << 32) | slot);
    levels.set(level, COUNT_SIDE, ONE_ORDER | side);
    bestChanged |= sides.insert(side, index, key, level);
  }

  private int slot(long orderId, long qty, int level) {
    int slot = freeOrder;
    if (slot != 0) {
      freeOrder = (int) orders.get(slot, LINKS);
    } else {
      slot = usedOrders++;
      orders.require(usedOrders);
    }
    orders.set(slot, ID, orderId);
    orders.set(slot, QTY, qty);
    orders.set(slot, LEVEL, level);
    ids.put(orderId, slot);
    return slot;
  }

  @Override
  public int reduce(int symbol, long orderId, long qty) {
    int slot = resolve(symbol, orderId);
    if (slot == OrderIds.NONE) {
      return UNRESOLVED;
    }
    if (qty <= 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    long left = orders.get(slot, QTY) - qty;
    if (left > 0) {
      orders.set(slot, QTY, left);
      levels.add(level(slot), QTY, -qty);
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
    if (slot == OrderIds.NONE) {
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
    if (slot == OrderIds.NONE) {
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
    int slot = ids.slot(orderId);
    if (slot == OrderIds.NONE || side(slot) >> 1 != symbol) {
      unresolvedReferences++;
      return OrderIds.NONE;
    }
    return slot;
  }

  private int side(int slot) {
    return (int) levels.get(level(slot), COUNT_SIDE);
  }

  private int level(int slot) {
    return (int) orders.get(slot, LEVEL);
  }

  private void leave(int slot) {
    int level = level(slot);
    ids.remove(orders.get(slot, ID));
    long countSide = levels.get(level, COUNT_SIDE) - ONE_ORDER;
    if (countSide < ONE_ORDER) {
      int side = (int) countSide;
      bestChanged |= sides.remove(side, sides.find(side, levels.get(level, KEY)));
      levels.set(level, KEY, freeLevel);
      freeLevel = level;
    } else {
      levels.set(level, COUNT_SIDE, countSide);
      levels.add(level, QTY, -orders.get(slot, QTY));
      unlink(slot, level);
    }
    orders.set(slot, LINKS, freeOrder);
    freeOrder = slot;
    liveOrders--;
  }

  /**
   * Takes an order out of a level that has others. The one before the last is not told: that it is
   * the last now stands in its level, and its link behind means nothing. Most orders that leave are
   * the last of their level, and their neighbour is a line of memory that nothing else needs.
   */
  private void unlink(int slot, int level) {
    long links = orders.get(slot, LINKS);
    int before = (int) (links >>> 32);
    if (slot == last(level)) {
      levels.setLow(level, ENDS, before);
      return;
    }
    int behind = (int) links;
    orders.setHigh(behind, LINKS, before);
    if (before == 0) {
      levels.setHigh(level, ENDS, behind);
    } else {
      orders.setLow(before, LINKS, behind);
    }
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
        leave(first(sides.level(side, sides.size(side) - 1)));
      }
    }
    watch(symbol);
  }

  private int first(int level) {
    return (int) (levels.get(level, ENDS) >>> 32);
  }

  private int last(int level) {
    return (int) levels.get(level, ENDS);
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
    return level < 0 || level >= count ? 0 : sides.level(symbol * 2 + side, count - 1 - level);
  }

  @Override
  public long px(int symbol, byte side, int level) {
    int count = levels(symbol, side);
    if (level < 0 || level >= count) {
      return NULL_PX;
    }
    long key = sides.key(symbol * 2 + side, count - 1 - level);
    return side == MarketDataSink.BUY ? key : ~key;
  }

  @Override
  public long qty(int symbol, byte side, int level) {
    int number = level(symbol, side, level);
    return number == 0 ? NULL_QTY : levels.get(number, QTY);
  }

  @Override
  public int orders(int symbol, byte side, int level) {
    int number = level(symbol, side, level);
    return number == 0 ? 0 : (int) (levels.get(number, COUNT_SIDE) >>> 32);
  }

  @Override
  public long firstOrderId(int symbol, byte side) {
    int number = level(symbol, side, 0);
    return number == 0 ? 0 : orders.get(first(number), ID);
  }

  @Override
  public void forEachOrder(int symbol, byte side, int level, OrderVisitor visitor) {
    int number = level(symbol, side, level);
    long px = px(symbol, side, level);
    int slot = number == 0 ? 0 : first(number);
    while (slot != 0) {
      visitor.order(orders.get(slot, ID), px, orders.get(slot, QTY));
      slot = slot == last(number) ? 0 : (int) orders.get(slot, LINKS);
    }
  }

  @Override
  public boolean contains(long orderId) {
    return ids.slot(orderId) != OrderIds.NONE;
  }

  @Override
  public int orderSymbol(long orderId) {
    int slot = ids.slot(orderId);
    return slot == OrderIds.NONE ? -1 : side(slot) >> 1;
  }

  @Override
  public byte orderSide(long orderId) {
    int slot = ids.slot(orderId);
    return slot == OrderIds.NONE ? UNKNOWN_SIDE : (byte) (side(slot) & 1);
  }

  @Override
  public long orderQty(long orderId) {
    int slot = ids.slot(orderId);
    return slot == OrderIds.NONE ? NULL_QTY : orders.get(slot, QTY);
  }

  @Override
  public long orderPx(long orderId) {
    int slot = ids.slot(orderId);
    if (slot == OrderIds.NONE) {
      return NULL_PX;
    }
    long key = levels.get(level(slot), KEY);
    return (side(slot) & 1) == MarketDataSink.BUY ? key : ~key;
  }

  @Override
  public long qtyAhead(long orderId) {
    int slot = ids.slot(orderId);
    if (slot == OrderIds.NONE) {
      return NULL_QTY;
    }
    long ahead = 0;
    int before = (int) (orders.get(slot, LINKS) >>> 32);
    while (before != 0) {
      ahead += orders.get(before, QTY);
      before = (int) (orders.get(before, LINKS) >>> 32);
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
