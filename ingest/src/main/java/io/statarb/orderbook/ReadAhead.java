package io.statarb.orderbook;

/**
 * Reads what messages to come will need of {@link FastOrderBooks}, so that it is in cache when they
 * come; changes nothing. It goes step by step for a whole group of messages, order to level to
 * side, so that the memory of one step arrives together instead of one after the other. What it
 * finds may be old when a message comes; it is only a hint.
 *
 * <p>Where there is much to wait for, a loop does nothing but read: a processor waits for as many
 * reads together as it has begun instructions for, so each instruction between two of them costs.
 * Orders are read without a branch on what was read: one that was foretold wrongly throws away the
 * reads behind it. What is not needed is read from side 0, which is at hand. The search for a price
 * does branch; without, it takes more steps than that saves.
 *
 * <p>Owned by the thread that owns the books; allocates nothing.
 */
public final class ReadAhead {
  private final SortedSides sides;
  private final PriceLevels levels;
  private final LevelIndex index;
  private final Orders orders;

  /** What the last loop found for each message: slots, then levels, then sides. */
  private final int[] found;

  private final int[] queues;
  private final int[] hashes;

  /** What was read; kept so that the compiler does not leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long sum;

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
    found = new int[most];
    queues = new int[most];
    hashes = new int[most];
  }

  /**
   * Of orders that live: they, their levels, and the side of those that are the last of their
   * level.
   *
   * @param count number of orders
   * @param orderIds their ids; those that do not live do no harm
   * @param itsSides gets the side of each: twice the symbol plus 0 (buy) or 1 (sell)
   */
  public void orders(int count, long[] orderIds, int[] itsSides) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      found[i] = orders.place(orderIds[i]);
    }
    for (int i = 0; i < count; i++) {
      read += orders.level(found[i]);
    }
    for (int i = 0; i < count; i++) {
      int slot = found[i];
      found[i] = orders.level(slot);
      queues[i] = orders.queue(slot);
    }
    for (int i = 0; i < count; i++) {
      read += levels.used(found[i]);
    }
    for (int i = 0; i < count; i++) {
      int level = found[i];
      int side = levels.side(level);
      itsSides[i] = side;
      read += levels.used(queues[i]);
      int last = levels.ifLast(level);
      found[i] = side & last;
      hashes[i] = LevelIndex.hash(side, levels.key(level)) & last;
    }
    sum += read + readIndex(count) + readSides(count);
  }

  /**
   * Of new orders: their place on their side and their level.
   *
   * @param itsSides their sides
   * @param keys their prices; of sells the complement
   */
  public void places(int count, int[] itsSides, long[] keys) {
    for (int i = 0; i < count; i++) {
      hashes[i] = LevelIndex.hash(itsSides[i], keys[i]);
    }
    long read = readIndex(count);
    for (int i = 0; i < count; i++) {
      found[i] = index.first(hashes[i]);
    }
    for (int i = 0; i < count; i++) {
      read += levels.used(found[i]);
    }
    for (int i = 0; i < count; i++) {
      // The side where there is no level.
      found[i] = itsSides[i] & ((found[i] - 1) >> 31);
    }
    sum += read + readSides(count);
  }

  private long readIndex(int count) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      read += index.get(index.home(hashes[i]));
    }
    return read;
  }

  /** Reads the best prices of the sides found, near which all happens. */
  private long readSides(int count) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      found[i] = sides.bestAt(found[i]);
    }
    for (int i = 0; i < count; i++) {
      read += sides.keyAt(found[i]);
    }
    for (int i = 0; i < count; i++) {
      read += sides.keyOfLineBefore(found[i]);
    }
    return read;
  }
}
