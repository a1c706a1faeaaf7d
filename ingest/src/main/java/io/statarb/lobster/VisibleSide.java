package io.statarb.lobster;

/**
 * What is known of one side of the book: the levels that the rows can show, best first.
 *
 * <p>All levels up to the last one that the row before showed are known; behind it nothing is,
 * unless that row had empty levels: then there is nothing behind it. A level that comes into sight
 * is taken from the row. Its quantity belongs to orders that nobody named; each level has a stamp
 * of its own, so that orders of a level that went out of sight are not held to what they were.
 */
final class VisibleSide {
  /** Side, for findings. */
  final String name;

  /** 1 where a higher price is better. */
  private final int sign;

  private final int levels;
  private final long[] prices;
  private final long[] sizes;

  /** Quantity of orders that were there when the level came into sight and that have no name. */
  private final long[] unnamed;

  private final long[] stamps;
  private int count;
  private boolean complete;
  private long boundary;
  private long nextStamp = 1;

  // Where the last comparison differed.
  private int differing;
  private long expectedPrice;
  private long expectedSize;

  VisibleSide(String name, boolean bids, int levels) {
    this.name = name;
    this.sign = bids ? 1 : -1;
    this.levels = levels;
    prices = new long[levels + 2];
    sizes = new long[levels + 2];
    unnamed = new long[levels + 2];
    stamps = new long[levels + 2];
  }

  /** Whether a level at this price would be known if it existed. */
  boolean inSight(long price) {
    return complete || sign * price >= sign * boundary;
  }

  boolean empty() {
    return count == 0;
  }

  long bestPrice() {
    return prices[0];
  }

  /** Index of a known level, or -1. */
  int find(long price) {
    int at = position(price);
    return at < count && prices[at] == price ? at : -1;
  }

  long stamp(int level) {
    return stamps[level];
  }

  long size(int level) {
    return sizes[level];
  }

  long unnamed(int level) {
    return unnamed[level];
  }

  /** Adds a named order's size; returns the level's stamp. The price must be in sight. */
  long add(long price, long size) {
    int at = position(price);
    if (at == count || prices[at] != price) {
      open(at, price, 0);
    }
    sizes[at] += size;
    return stamps[at];
  }

  /**
   * Takes size from a level; what is more than the level has is not taken.
   *
   * @param fromUnnamed how much of it belongs to unnamed orders
   */
  void take(int level, long size, long fromUnnamed) {
    sizes[level] -= Math.min(size, sizes[level]);
    unnamed[level] -= Math.min(fromUnnamed, unnamed[level]);
    if (sizes[level] == 0) {
      close(level);
    }
  }

  /** An order of the level got a name: it is no longer among the unnamed. */
  void name(int level, long size) {
    unnamed[level] -= Math.min(size, unnamed[level]);
  }

  /** Takes the first row as it is: all its quantity is unnamed. */
  void begin(long[] rowPrices, long[] rowSizes, int rowCount) {
    count = 0;
    for (int i = 0; i < rowCount; i++) {
      open(i, rowPrices[i], rowSizes[i]);
      unnamed[i] = rowSizes[i];
    }
    settle(rowCount);
  }

  /**
   * Compares the known levels with a row, then takes the row: levels that came into sight as
   * unnamed quantity, differences as quantity that nothing explains.
   *
   * @return whether they agree
   */
  boolean compare(long[] rowPrices, long[] rowSizes, int rowCount) {
    boolean agrees = true;
    int known = Math.min(count, levels);
    for (int i = 0; i < rowCount && agrees; i++) {
      if (i < known) {
        agrees = rowPrices[i] == prices[i] && rowSizes[i] == sizes[i];
      } else {
        agrees = !inSight(rowPrices[i]) && (i == 0 || behind(rowPrices[i], rowPrices[i - 1]));
      }
      if (!agrees) {
        differs(i, known);
      }
    }
    if (agrees && rowCount < known) {
      agrees = false;
      differs(rowCount, known);
    }
    if (agrees) {
      for (int i = count; i < rowCount; i++) {
        open(i, rowPrices[i], rowSizes[i]);
        unnamed[i] = rowSizes[i];
      }
      count = Math.min(count, levels);
    } else {
      adopt(rowPrices, rowSizes, rowCount);
    }
    settle(rowCount);
    return agrees;
  }

  /** Says the first difference of the last comparison. */
  String difference(long[] rowPrices, long[] rowSizes, int rowCount) {
    String row =
        differing < rowCount ? rowSizes[differing] + " at " + rowPrices[differing] : "nothing";
    String book = expectedSize > 0 ? expectedSize + " at " + expectedPrice : "nothing";
    return "%s level %d: the row has %s, the book %s".formatted(name, differing + 1, row, book);
  }

  private void differs(int level, int known) {
    differing = level;
    expectedPrice = level < known ? prices[level] : 0;
    expectedSize = level < known ? sizes[level] : 0;
  }

  /** After a difference the row is believed; orders keep their place where their level stands. */
  private void adopt(long[] rowPrices, long[] rowSizes, int rowCount) {
    long[] newUnnamed = new long[rowCount];
    long[] newStamps = new long[rowCount];
    for (int i = 0; i < rowCount; i++) {
      int old = find(rowPrices[i]);
      boolean revealed = old < 0 && !inSight(rowPrices[i]);
      newStamps[i] = old < 0 ? nextStamp++ : stamps[old];
      newUnnamed[i] = old >= 0 ? unnamed[old] : revealed ? rowSizes[i] : 0;
    }
    count = rowCount;
    System.arraycopy(rowPrices, 0, prices, 0, rowCount);
    System.arraycopy(rowSizes, 0, sizes, 0, rowCount);
    System.arraycopy(newUnnamed, 0, unnamed, 0, rowCount);
    System.arraycopy(newStamps, 0, stamps, 0, rowCount);
  }

  private void settle(int rowCount) {
    complete = rowCount < levels;
    boundary = count > 0 ? prices[count - 1] : 0;
  }

  private boolean behind(long price, long other) {
    return sign * price < sign * other;
  }

  private int position(long price) {
    int at = 0;
    while (at < count && sign * prices[at] > sign * price) {
      at++;
    }
    return at;
  }

  private void open(int at, long price, long size) {
    int moved = count - at;
    System.arraycopy(prices, at, prices, at + 1, moved);
    System.arraycopy(sizes, at, sizes, at + 1, moved);
    System.arraycopy(unnamed, at, unnamed, at + 1, moved);
    System.arraycopy(stamps, at, stamps, at + 1, moved);
    prices[at] = price;
    sizes[at] = size;
    unnamed[at] = 0;
    stamps[at] = nextStamp++;
    count++;
  }

  private void close(int at) {
    int moved = count - at - 1;
    System.arraycopy(prices, at + 1, prices, at, moved);
    System.arraycopy(sizes, at + 1, sizes, at, moved);
    System.arraycopy(unnamed, at + 1, unnamed, at, moved);
    System.arraycopy(stamps, at + 1, stamps, at, moved);
    count--;
  }
}
