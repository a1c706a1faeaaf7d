package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.NULL_QTY;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The specification: maps, sorted maps and code that is obviously right. Slow. */
public final class NaiveOrderBooks implements OrderBooks {
  /** A resting order. */
  private static final class Order {
    final int symbol;
    final long id;
    final byte side;
    final long px;
    long qty;

    Order(int symbol, long id, byte side, long qty, long px) {
      this.symbol = symbol;
      this.id = id;
      this.side = side;
      this.qty = qty;
      this.px = px;
    }
  }

  /** The orders of a price, first come first. */
  private static final class Level {
    final Map<Long, Order> orders = new LinkedHashMap<>();
    long qty;
  }

  /** The two sides of a symbol, best price first. */
  private static final class Book {
    final NavigableMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    final NavigableMap<Long, Level> asks = new TreeMap<>();
    boolean mayCross;
    boolean wasCrossed;

    NavigableMap<Long, Level> side(byte side) {
      return side == BUY ? bids : asks;
    }
  }

  private final Map<Long, Order> live = new HashMap<>();
  private final List<Book> books = new ArrayList<>();
  private int peakLiveOrders;
  private long unresolvedReferences;
  private long crossedBooks;
  private long negativeSizes;
  private long duplicateOrderIds;

  /** Makes empty books. */
  public NaiveOrderBooks() {}

  @Override
  public int add(int symbol, long orderId, byte side, long qty, long px) {
    Sides.require(side);
    int result = join(symbol, orderId, side, qty, px);
    watch(symbol);
    return result;
  }

  private int join(int symbol, long orderId, byte side, long qty, long px) {
    Book book = book(symbol);
    if (live.containsKey(orderId)) {
      duplicateOrderIds++;
      return DUPLICATE;
    }
    Level level = book.side(side).get(px);
    if (qty <= 0 || (level != null && level.qty > Long.MAX_VALUE - qty)) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    if (level == null) {
      level = new Level();
      book.side(side).put(px, level);
    }
    Order order = new Order(symbol, orderId, side, qty, px);
    level.orders.put(orderId, order);
    level.qty += qty;
    live.put(orderId, order);
    peakLiveOrders = Math.max(peakLiveOrders, live.size());
    return OK;
  }

  @Override
  public int reduce(int symbol, long orderId, long qty) {
    Order order = resolve(symbol, orderId);
    if (order == null) {
      return UNRESOLVED;
    }
    if (qty <= 0) {
      negativeSizes++;
      return BAD_QUANTITY;
    }
    boolean tooMuch = qty > order.qty;
    if (tooMuch) {
      negativeSizes++;
    }
    if (qty >= order.qty) {
      leave(order);
    } else {
      order.qty -= qty;
      level(order).qty -= qty;
    }
    watch(symbol);
    return tooMuch ? BAD_QUANTITY : OK;
  }

  @Override
  public int delete(int symbol, long orderId) {
    Order order = resolve(symbol, orderId);
    if (order == null) {
      return UNRESOLVED;
    }
    leave(order);
    watch(symbol);
    return OK;
  }

  @Override
  public int replace(int symbol, long oldOrderId, long newOrderId, long qty, long px) {
    Order old = resolve(symbol, oldOrderId);
    if (old == null) {
      return UNRESOLVED;
    }
    leave(old);
    int result = join(symbol, newOrderId, old.side, qty, px);
    watch(symbol);
    return result;
  }

  private @Nullable Order resolve(int symbol, long orderId) {
    Order order = live.get(orderId);
    if (order == null || order.symbol != symbol) {
      unresolvedReferences++;
      return null;
    }
    return order;
  }

  private Level level(Order order) {
    Level level = books.get(order.symbol).side(order.side).get(order.px);
    if (level == null) {
      throw new IllegalStateException("Invariant: order without a level: orderId=" + order.id);
    }
    return level;
  }

  private void leave(Order order) {
    Level level = level(order);
    level.orders.remove(order.id);
    level.qty -= order.qty;
    live.remove(order.id);
    if (level.orders.isEmpty()) {
      books.get(order.symbol).side(order.side).remove(order.px);
    }
  }

  /** Counts a book that has become crossed, whatever led to it. */
  private void watch(int symbol) {
    Book book = books.get(symbol);
    boolean crossed = crossed(symbol) && !book.mayCross;
    if (crossed && !book.wasCrossed) {
      crossedBooks++;
    }
    book.wasCrossed = crossed;
  }

  private Book book(int symbol) {
    Sides.requireSymbol(symbol);
    while (books.size() <= symbol) {
      books.add(new Book());
    }
    return books.get(symbol);
  }

  @Override
  public void mayCross(int symbol, boolean allowed) {
    book(symbol).mayCross = allowed;
    watch(symbol);
  }

  @Override
  public void clear(int symbol) {
    for (byte side = BUY; symbol < books.size() && side < UNKNOWN_SIDE; side++) {
      List<Order> orders = new ArrayList<>();
      books.get(symbol).side(side).values().forEach(level -> orders.addAll(level.orders.values()));
      orders.forEach(this::leave);
    }
    if (symbol < books.size()) {
      watch(symbol);
    }
  }

  @Override
  public int symbols() {
    return books.size();
  }

  @Override
  public int levels(int symbol, byte side) {
    return symbol < books.size() ? books.get(symbol).side(side).size() : 0;
  }

  private Map.@Nullable Entry<Long, Level> entry(int symbol, byte side, int level) {
    if (level < 0 || level >= levels(symbol, side)) {
      return null;
    }
    return books.get(symbol).side(side).entrySet().stream().skip(level).findFirst().orElse(null);
  }

  @Override
  public long bestPx(int symbol, byte side) {
    return levels(symbol, side) == 0 ? NULL_PX : books.get(symbol).side(side).firstKey();
  }

  @Override
  public long px(int symbol, byte side, int level) {
    Map.Entry<Long, Level> entry = entry(symbol, side, level);
    return entry == null ? NULL_PX : entry.getKey();
  }

  @Override
  public long qty(int symbol, byte side, int level) {
    Map.Entry<Long, Level> entry = entry(symbol, side, level);
    return entry == null ? NULL_QTY : entry.getValue().qty;
  }

  @Override
  public int orders(int symbol, byte side, int level) {
    Map.Entry<Long, Level> entry = entry(symbol, side, level);
    return entry == null ? 0 : entry.getValue().orders.size();
  }

  @Override
  public long firstOrderId(int symbol, byte side) {
    Map.Entry<Long, Level> entry = entry(symbol, side, 0);
    return entry == null ? 0 : entry.getValue().orders.keySet().iterator().next();
  }

  @Override
  public void forEachOrder(int symbol, byte side, int level, OrderVisitor visitor) {
    Map.Entry<Long, Level> entry = entry(symbol, side, level);
    if (entry != null) {
      entry.getValue().orders.values().forEach(o -> visitor.order(o.id, o.px, o.qty));
    }
  }

  @Override
  public boolean contains(long orderId) {
    return live.containsKey(orderId);
  }

  @Override
  public int orderSymbol(long orderId) {
    Order order = live.get(orderId);
    return order == null ? -1 : order.symbol;
  }

  @Override
  public byte orderSide(long orderId) {
    Order order = live.get(orderId);
    return order == null ? UNKNOWN_SIDE : order.side;
  }

  @Override
  public long orderQty(long orderId) {
    Order order = live.get(orderId);
    return order == null ? NULL_QTY : order.qty;
  }

  @Override
  public long orderPx(long orderId) {
    Order order = live.get(orderId);
    return order == null ? NULL_PX : order.px;
  }

  @Override
  public long qtyAhead(long orderId) {
    Order order = live.get(orderId);
    if (order == null) {
      return NULL_QTY;
    }
    long ahead = 0;
    for (Order other : level(order).orders.values()) {
      if (other == order) {
        break;
      }
      ahead += other.qty;
    }
    return ahead;
  }

  @Override
  public int liveOrders() {
    return live.size();
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
