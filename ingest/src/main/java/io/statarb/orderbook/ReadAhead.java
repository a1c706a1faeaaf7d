package io.statarb.orderbook;

/**
 * Reads what messages to come will need of {@link FastOrderBooks}, so that it is in cache when they
 * come; changes nothing. It goes step by step for a whole group of messages, order to level to
 * side, so that the memory of one step arrives together instead of one after the other. What it
 * finds may be old when a message comes; it is only a hint.
 *
 * <p>Where there is much to wait for, a loop does nothing but read, and is a method: a processor
 * waits for as many reads together as it has begun instructions for, so each instruction between
 * two of them costs, and those of a variable that found no register as well. Nothing branches on
 * what was read from an order: a branch that was foretold wrongly throws away the reads behind it.
 *
 * <p>Owned by the thread that owns the books; allocates nothing.
 */
public final class ReadAhead {
  private final SortedSides sides;
  private final PriceLevels levels;
  private final LevelIndex index;
  private final Orders orders;

  private final int[] slots;

  /** Levels that the last loop found. */
  private final int[] found;

  private final int[] queues;

  /** Hashes of the levels that will close, behind them those of the new orders. */
  private final int[] hashes;

  /** Sides of levels that will close, behind them those of levels that are not there. */
  private final int[] changing;

  private int closing;

  /** What was read; kept so that the compiler does not leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private int sum;

  /**
   * Reads ahead in books.
   *
   * @param most messages of a group at most
   */
  public ReadAhead(FastOrderBooks books, int most) {
    sides = books.sides;
    levels = books.levels;
    index = levels.index;
    orders = books.orders;
    slots = new int[most];
    found = new int[most];
    queues = new int[most];
    hashes = new int[2 * most + 1];
    changing = new int[2 * most + 1];
  }

  /**
   * The first half: orders that live, and their levels.
   *
   * @param count number of orders
   * @param orderIds their ids; those that do not live do no harm
   * @param itsSides gets the side of each: twice the symbol plus 0 (buy) or 1 (sell)
   */
  public void orders(int count, long[] orderIds, int[] itsSides) {
    for (int i = 0; i < count; i++) {
      slots[i] = orders.place(orderIds[i]);
    }
    readOrders(count);
    for (int i = 0; i < count; i++) {
      long standing = orders.standing(slots[i]);
      found[i] = (int) (standing >>> Integer.SIZE);
      queues[i] = (int) standing;
    }
    readLevels(count, found);
    readLevels(count, queues);
    closing = 0;
    for (int i = 0; i < count; i++) {
      int level = found[i];
      int side = levels.side(level);
      itsSides[i] = side;
      // Stays only where the order is the last of its level.
      hashes[closing] = LevelIndex.hash(side, levels.key(level));
      changing[closing] = side;
      closing -= levels.ifOne(level);
    }
  }

  /**
   * The second half: levels of new orders, and the prices near which a level comes or goes.
   *
   * @param count number of new orders
   * @param itsSides their sides
   * @param keys their prices; of sells the complement
   */
  public void places(int count, int[] itsSides, long[] keys) {
    int changes = closing;
    for (int i = 0; i < count; i++) {
      hashes[closing + i] = LevelIndex.hash(itsSides[i], keys[i]);
    }
    readHomes(closing + count);
    for (int i = 0; i < count; i++) {
      found[i] = index.first(hashes[closing + i]);
    }
    readLevels(count, found);
    for (int i = 0; i < count; i++) {
      // Stays only where there is no level.
      changing[changes] = itsSides[i];
      changes -= (found[i] - 1) >> 31;
    }
    for (int i = 0; i < changes; i++) {
      changing[i] = sides.bestAt(changing[i]);
    }
    readKeys(changes);
  }

  private void readOrders(int count) {
    int read = 0;
    for (int i = 0; i < count; i++) {
      read += orders.level(slots[i]);
    }
    sum += read;
  }

  private void readLevels(int count, int[] records) {
    int read = 0;
    for (int i = 0; i < count; i++) {
      read += levels.used(records[i]);
    }
    sum += read;
  }

  private void readHomes(int count) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      read += index.get(index.home(hashes[i]));
    }
    sum += (int) read;
  }

  /** Reads the best keys of sides: of those that come or go nine of ten stand there. */
  private void readKeys(int count) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      int at = changing[i];
      read += sides.keyAt(at) + sides.keyOfLineBefore(at, 1);
      read += sides.keyOfLineBefore(at, 2) + sides.keyOfLineBefore(at, 3);
    }
    sum += (int) read;
  }
}
