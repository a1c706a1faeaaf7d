package io.statarb.orderbook;

import java.util.Arrays;

/**
 * The price levels of all sides of all books, each side a sorted run of (key, level) in one shared
 * array, the best key last: what changes most is found and moved in a few steps from the end. Keys
 * grow towards the better price on both sides.
 *
 * <pre>
 *   sides, two longs a side:   | first entry, size | capacity, flags of the book |
 *   entries, two longs each:   | key | level |
 * </pre>
 *
 * A run that is full moves to one of twice the size; runs that were left are used again.
 */
final class SortedSides {
  private static final int SIDE_LONGS = 2;
  private static final int PLACE = 0;
  private static final int CAPACITY_FLAGS = 1;
  private static final int ENTRY_LONGS = 2;
  private static final int LEAST_ENTRIES = 4;

  /** Steps from the best price before a search halves what is left. */
  private static final int NEAR = 16;

  /** Entries that are moved one by one; more are moved as a block. */
  private static final int FEW = 6;

  private static final long LOW = 0xFFFF_FFFFL;

  private long[] sides;
  private long[] entries;
  private int usedLongs;

  /** First free run by log2 of its entries, chained through its first long; -1 ends. */
  private final int[] freeRuns = new int[Integer.SIZE];

  SortedSides(BookCapacity capacity) {
    sides = new long[Math.min(capacity.symbols(), Sides.MAX_SYMBOLS) * 2 * SIDE_LONGS];
    entries = new long[capacity.levels() * ENTRY_LONGS * 2];
    Arrays.fill(freeRuns, -1);
  }

  /** Makes room for a symbol. */
  void require(int symbol) {
    if (symbol * 2L * SIDE_LONGS >= sides.length || symbol < 0) {
      grow(symbol);
    }
  }

  private void grow(int symbol) {
    Sides.requireSymbol(symbol);
    int symbols = Math.max(symbol + 1, sides.length / SIDE_LONGS);
    sides = Arrays.copyOf(sides, Math.min(symbols, Sides.MAX_SYMBOLS) * 2 * SIDE_LONGS);
  }

  int size(int side) {
    int at = side * SIDE_LONGS + PLACE;
    return at >= 0 && at < sides.length ? (int) sides[at] : 0;
  }

  /** Level of the best entry of a side, near which most happens; means nothing when it is empty. */
  int lastLevel(int side) {
    int at = side * SIDE_LONGS + PLACE;
    return at < 0 || at >= sides.length ? 0 : (int) entries[last(sides[at]) + 1];
  }

  /** First long of the last entry of a place, or of where it would be. */
  private static int last(long place) {
    return (int) (place >>> 32) + Math.max(0, (int) place - 1) * ENTRY_LONGS;
  }

  /** Level at a key or next to it, or 0. */
  int levelNear(int side, long key) {
    if (size(side) == 0) {
      return 0;
    }
    return level(side, Math.max(0, find(side, key)));
  }

  /** Key of the best level; means nothing when there is none. */
  long best(int side) {
    return entries[last(sides[side * SIDE_LONGS + PLACE])];
  }

  int flags(int side) {
    return (int) sides[side * SIDE_LONGS + CAPACITY_FLAGS];
  }

  void flags(int side, int flags) {
    int at = side * SIDE_LONGS + CAPACITY_FLAGS;
    sides[at] = (sides[at] & ~LOW) | flags;
  }

  long key(int side, int index) {
    return entries[first(side) + index * ENTRY_LONGS];
  }

  int level(int side, int index) {
    return (int) entries[first(side) + index * ENTRY_LONGS + 1];
  }

  private int first(int side) {
    return (int) (sides[side * SIDE_LONGS + PLACE] >>> 32);
  }

  /** Index of the last entry whose key is not above the given one, or -1. */
  int find(int side, long key) {
    long place = sides[side * SIDE_LONGS + PLACE];
    int first = (int) (place >>> 32);
    int index = (int) place - 1;
    int nearest = Math.max(0, index - NEAR);
    while (index >= nearest) {
      if (entries[first + index * ENTRY_LONGS] <= key) {
        return index;
      }
      index--;
    }
    return index < 0 ? -1 : farther(first, index, key);
  }

  private int farther(int first, int last, long key) {
    int low = 0;
    int high = last;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (entries[first + middle * ENTRY_LONGS] <= key) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high;
  }

  /**
   * Inserts a level.
   *
   * @param index its index, one above what {@link #find} said
   * @return whether it is the best now
   */
  boolean insert(int side, int index, long key, int level) {
    int at = side * SIDE_LONGS;
    int size = (int) sides[at + PLACE];
    if (size == (int) (sides[at + CAPACITY_FLAGS] >>> 32)) {
      enlarge(at, size);
    }
    int first = (int) (sides[at + PLACE] >>> 32);
    int from = first + index * ENTRY_LONGS;
    move(from, from + ENTRY_LONGS, size - index);
    entries[from] = key;
    entries[from + 1] = level;
    sides[at + PLACE]++;
    return index == size;
  }

  /**
   * Removes a level.
   *
   * @return whether it was the best
   */
  boolean remove(int side, int index) {
    int at = side * SIDE_LONGS;
    int size = (int) sides[at + PLACE] - 1;
    int first = (int) (sides[at + PLACE] >>> 32);
    int to = first + index * ENTRY_LONGS;
    move(to + ENTRY_LONGS, to, size - index);
    sides[at + PLACE]--;
    return index == size;
  }

  private void move(int from, int to, int count) {
    if (count > FEW) {
      System.arraycopy(entries, from, entries, to, count * ENTRY_LONGS);
    } else if (to > from) {
      for (int i = count * ENTRY_LONGS - 1; i >= 0; i--) {
        entries[to + i] = entries[from + i];
      }
    } else {
      for (int i = 0; i < count * ENTRY_LONGS; i++) {
        entries[to + i] = entries[from + i];
      }
    }
  }

  private void enlarge(int at, int size) {
    int capacity = Math.max(LEAST_ENTRIES, size * 2);
    int oldFirst = (int) (sides[at + PLACE] >>> 32);
    int first = run(capacity);
    System.arraycopy(entries, oldFirst, entries, first, size * ENTRY_LONGS);
    if (size > 0) {
      int sizeClass = Integer.numberOfTrailingZeros(size);
      entries[oldFirst] = freeRuns[sizeClass];
      freeRuns[sizeClass] = oldFirst;
    }
    sides[at + PLACE] = ((long) first << 32) | (size & LOW);
    sides[at + CAPACITY_FLAGS] = ((long) capacity << 32) | (sides[at + CAPACITY_FLAGS] & LOW);
  }

  /** A free run of a power of two of entries. */
  private int run(int capacity) {
    int sizeClass = Integer.numberOfTrailingZeros(capacity);
    int free = freeRuns[sizeClass];
    if (free >= 0) {
      freeRuns[sizeClass] = (int) entries[free];
      return free;
    }
    int longs = capacity * ENTRY_LONGS;
    if (usedLongs > entries.length - longs) {
      entries = Arrays.copyOf(entries, Math.max(entries.length * 2, usedLongs + longs));
    }
    int first = usedLongs;
    usedLongs += longs;
    return first;
  }
}
