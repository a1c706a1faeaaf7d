package io.statarb.orderbook;

/**
 * Reads what messages to come will need of {@link FastOrderBooks}, so that it is in cache when they
 * come; changes nothing. It goes step by step for a whole group of messages, id to order to level
 * and neighbours to side, so that the memory of one step arrives together instead of one after the
 * other. What it finds may be old when a message comes; it is only a hint.
 *
 * <p>Orders are read without a branch on what was read: one that was foretold wrongly throws away
 * the reads behind it. What is not needed is read from order 0 or side 0, which are at hand. The
 * search for a price does branch; without, it takes more steps than that saves.
 *
 * <p>Owned by the thread that owns the books; allocates nothing.
 */
public final class ReadAhead {
  private static final long TWO_ORDERS = FastOrderBooks.ONE_ORDER * 2;

  private final OrderIds ids;
  private final SortedSides sides;
  private final Records orders;
  private final Records levels;
  private final int[] slots;
  private final int[] found;

  /** What was read; kept so that the compiler does not leave the reading out. */
  @SuppressWarnings("UnusedVariable")
  private long sum;

  /**
   * Reads ahead in books.
   *
   * @param most messages of a group at most
   */
  public ReadAhead(FastOrderBooks books, int most) {
    ids = books.ids;
    sides = books.sides;
    orders = books.orders;
    levels = books.levels;
    slots = new int[most];
    found = new int[most];
  }

  /**
   * Of orders that live: they, their levels, their neighbours where they will be told, and the side
   * of those that are the last of their level.
   *
   * @param count number of orders
   * @param orderIds their ids; those that do not live do no harm
   * @param itsSides gets the side of each: twice the symbol plus 0 (buy) or 1 (sell)
   */
  public void orders(int count, long[] orderIds, int[] itsSides) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      slots[i] = ids.slot(orderIds[i]);
    }
    for (int i = 0; i < count; i++) {
      read += level(slots[i]);
    }
    for (int i = 0; i < count; i++) {
      read += levels.get(level(slots[i]), FastOrderBooks.ENDS);
    }
    for (int i = 0; i < count; i++) {
      int slot = slots[i];
      int level = level(slot);
      long links = orders.get(slot, FastOrderBooks.LINKS);
      int told = ifNot(slot, (int) levels.get(level, FastOrderBooks.ENDS));
      read += orders.get((int) links & told, FastOrderBooks.LINKS);
      read += orders.get((int) (links >>> 32) & told, FastOrderBooks.LINKS);
      long countSide = levels.get(level, FastOrderBooks.COUNT_SIDE);
      itsSides[i] = (int) countSide;
      found[i] = (int) countSide & (int) ((countSide - TWO_ORDERS) >> 63);
    }
    for (int i = 0; i < count; i++) {
      read += sides.lastLevel(found[i]);
    }
    sum += read;
  }

  private int level(int slot) {
    return (int) orders.get(slot, FastOrderBooks.LEVEL);
  }

  /** All bits unless two numbers are equal. */
  private static int ifNot(int one, int other) {
    int difference = one - other;
    return (difference | -difference) >> 31;
  }

  /** Of ids that are to be given: where they will be found. */
  public void ids(int count, long[] orderIds) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      read += ids.slot(orderIds[i]);
    }
    sum += read;
  }

  /**
   * Of new orders: their place on their side, their level and the order they will stand behind.
   *
   * @param itsSides their sides
   * @param keys their prices; of sells the complement
   */
  public void places(int count, int[] itsSides, long[] keys) {
    long read = 0;
    for (int i = 0; i < count; i++) {
      read += sides.lastLevel(itsSides[i]);
    }
    for (int i = 0; i < count; i++) {
      found[i] = sides.levelNear(itsSides[i], keys[i]);
    }
    for (int i = 0; i < count; i++) {
      found[i] = (int) levels.get(found[i], FastOrderBooks.ENDS);
    }
    for (int i = 0; i < count; i++) {
      read += orders.get(found[i], FastOrderBooks.LINKS);
    }
    sum += read;
  }
}
