package io.statarb.orderbook;

/**
 * The price levels of all books, found by side and key ({@link LevelIndex}), each with the queue of
 * its orders: a cache line a level that holds its last eight orders as well, so that an order joins
 * a level, or leaves it, without a touch of any other order. The orders of a longer queue, eight at
 * a time, move to records of their own.
 *
 * <pre>
 *   a level, a line:     | key 8 | quantity 8 | side 4 | 0 4 | used 4 | older 4 | 8 x 4 |
 *   older orders:        | newer 4 |                         | used 4 | older 4 | 8 x 4 |
 * </pre>
 *
 * The order that trades first is the first of the oldest record. Record 0 means none; what is free
 * is chained through its first int, last freed first used.
 */
final class PriceLevels {
  private static final int BYTES = 64;
  private static final int LONGS = BYTES / Long.BYTES;
  private static final int INTS = BYTES / Integer.BYTES;

  // Longs.
  private static final int KEY = 0;
  private static final int QTY = 1;
  private static final int USED_OLDER = 3;

  // Ints.
  private static final int NEWER = 0;
  private static final int SIDE = 4;
  private static final int USED = 6;
  private static final int OLDER = 7;
  private static final int QUEUE = 8;
  private static final int QUEUE_LENGTH = 8;

  // Read ahead as well.
  final LevelIndex index;

  private final Records records;
  private int free;
  private int used = 1;

  PriceLevels(BookCapacity capacity) {
    records = new Records(BYTES, capacity.levels() + 1);
    index = new LevelIndex(capacity.levels());
  }

  /** Level of a side at a key, or 0. */
  int find(int side, long key) {
    int hash = LevelIndex.hash(side, key);
    int at = index.home(hash);
    long place = index.get(at);
    while (place != 0
        && !(LevelIndex.hash(place) == hash && is(LevelIndex.level(place), side, key))) {
      at = index.next(at);
      place = index.get(at);
    }
    return LevelIndex.level(place);
  }

  private boolean is(int level, int side, long key) {
    return key(level) == key && side(level) == side;
  }

  /** Makes a level, which is not there, without orders. */
  int open(int side, long key) {
    int level = record();
    index.put(LevelIndex.hash(side, key), level);
    records.set(level * LONGS + KEY, key);
    records.set(level * LONGS + QTY, 0);
    records.setInt(level * INTS + SIDE, side);
    records.set(level * LONGS + USED_OLDER, 0);
    return level;
  }

  private int record() {
    int record = free;
    if (record != 0) {
      free = records.getInt(record * INTS + NEWER);
      return record;
    }
    records.require(used + 1);
    return used++;
  }

  /** Gives back a level that has no orders. */
  void close(int level) {
    index.remove(LevelIndex.hash(side(level), key(level)), level);
    giveBack(level);
  }

  private void giveBack(int record) {
    records.setInt(record * INTS + NEWER, free);
    free = record;
  }

  long key(int level) {
    return records.get(level * LONGS + KEY);
  }

  long qty(int level) {
    return records.get(level * LONGS + QTY);
  }

  void qty(int level, long qty) {
    records.set(level * LONGS + QTY, qty);
  }

  int side(int level) {
    return records.getInt(level * INTS + SIDE);
  }

  /** Number of orders. */
  int orders(int level) {
    int orders = 0;
    for (int queue = level; queue != 0; queue = records.getInt(queue * INTS + OLDER)) {
      orders += records.getInt(queue * INTS + USED);
    }
    return orders;
  }

  /** All bits where a level has exactly one order, otherwise 0. */
  int ifOne(int level) {
    long orders = records.get(level * LONGS + USED_OLDER);
    return (int) (((orders - 2) & ~(orders - 1)) >> 63);
  }

  /** An order joins the end of a level. Its record is the level itself. */
  void append(int level, int slot, Orders orders) {
    int at = records.getInt(level * INTS + USED);
    if (at == QUEUE_LENGTH) {
      moveAside(level, orders);
      at = 0;
    }
    records.setInt(level * INTS + QUEUE + at, slot);
    records.setInt(level * INTS + USED, at + 1);
  }

  /** The orders that stand in a level itself get a record of their own. */
  private void moveAside(int level, Orders orders) {
    int newest = record();
    int older = records.getInt(level * INTS + OLDER);
    records.setInt(newest * INTS + NEWER, level);
    records.setInt(newest * INTS + OLDER, older);
    records.setInt(newest * INTS + USED, QUEUE_LENGTH);
    for (int i = QUEUE; i < QUEUE + QUEUE_LENGTH; i++) {
      int slot = records.getInt(level * INTS + i);
      records.setInt(newest * INTS + i, slot);
      orders.queue(slot, newest);
    }
    if (older != 0) {
      records.setInt(older * INTS + NEWER, newest);
    }
    records.setInt(level * INTS + OLDER, newest);
  }

  /**
   * An order leaves.
   *
   * @param queue record in which it stands
   * @return whether its level has others
   */
  boolean remove(int level, int queue, int slot) {
    int left = records.getInt(queue * INTS + USED) - 1;
    records.setInt(queue * INTS + USED, left);
    int at = QUEUE + left;
    // Those behind it move up on the way to it from the end, where most that leave stand.
    int moved = records.getInt(queue * INTS + at);
    while (moved != slot) {
      at--;
      int next = records.getInt(queue * INTS + at);
      records.setInt(queue * INTS + at, moved);
      moved = next;
    }
    if (left > 0) {
      return true;
    }
    if (queue != level) {
      drop(queue);
    }
    return records.get(level * LONGS + USED_OLDER) != 0;
  }

  private void drop(int queue) {
    int newer = records.getInt(queue * INTS + NEWER);
    int older = records.getInt(queue * INTS + OLDER);
    records.setInt(newer * INTS + OLDER, older);
    if (older != 0) {
      records.setInt(older * INTS + NEWER, newer);
    }
    giveBack(queue);
  }

  /** An order that stands in a record has another slot now. */
  void replace(int queue, int slot, int with) {
    int at = QUEUE;
    while (records.getInt(queue * INTS + at) != slot) {
      at++;
    }
    records.setInt(queue * INTS + at, with);
  }

  /** The record of a level whose orders trade first; it may be empty when it is the level. */
  int oldest(int level) {
    int queue = level;
    for (int older = level; older != 0; older = records.getInt(queue * INTS + OLDER)) {
      queue = older;
    }
    return queue;
  }

  /** The record whose orders trade before those of another, or 0. */
  int older(int queue) {
    return records.getInt(queue * INTS + OLDER);
  }

  /** The record whose orders trade behind those of another, which is not its level. */
  int newer(int queue) {
    return records.getInt(queue * INTS + NEWER);
  }

  /** Orders that stand in a record. */
  int used(int queue) {
    return records.getInt(queue * INTS + USED);
  }

  /** Slot of an order that stands in a record. */
  int slot(int queue, int index) {
    return records.getInt(queue * INTS + QUEUE + index);
  }
}
