package io.statarb.orderbook;

import java.util.Arrays;

/**
 * The prices of all sides of all books, each side a sorted run of keys in one shared array, the
 * best key last: what changes most is found and moved in a few steps from the end. Keys grow
 * towards the better price on both sides.
 *
 * <pre>
 *   sides, two longs a side:   | first key, size | capacity, flags of the book |
 * </pre>
 *
 * A run that is full moves to one of twice the size; runs that were left are used again.
 */
final class SortedSides {
  private static final int SIDE_LONGS = 2;
  private static final int PLACE = 0;
  private static final int CAPACITY_FLAGS = 1;
  private static final int LEAST_KEYS = 4;

  /** Keys from the best that are looked at one by one; behind them a search halves what is left. */
  private static final int NEAR = 16;

  private static final long LOW = 0xFFFF_FFFFL;

  private static final int KEYS_OF_A_LINE = 8;

  private long[] sides;
  private long[] keys;
  private int usedLongs;

  /** First free run by log2 of its keys, chained through its first long; -1 ends. */
  private final int[] freeRuns = new int[Integer.SIZE];

  SortedSides(BookCapacity capacity) {
    sides = new long[Math.min(capacity.symbols(), Sides.MAX_SYMBOLS) * 2 * SIDE_LONGS];
    keys = new long[capacity.levels() * 2];
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

  /** Where the best key of a side stands, or would; to be read ahead. */
  int bestAt(int side) {
    int at = side * SIDE_LONGS + PLACE;
    return at < 0 || at >= sides.length ? 0 : last(sides[at]);
  }

  /** Reads a key by where it stands. */
  long keyAt(int at) {
    return keys[at];
  }

  /** Reads a key so many lines before a place. */
  long keyOfLineBefore(int at, int lines) {
    return keys[Math.max(0, at - lines * KEYS_OF_A_LINE)];
  }

  /** First long of the last entry of a place, or of where it would be. */
  private static int last(long place) {
    return (int) (place >>> 32) + Math.max(0, (int) place - 1);
  }

  /** Key of the best level; means nothing when there is none. */
  long best(int side) {
    return keys[last(sides[side * SIDE_LONGS + PLACE])];
  }

  int flags(int side) {
    return (int) sides[side * SIDE_LONGS + CAPACITY_FLAGS];
  }

  void flags(int side, int flags) {
    int at = side * SIDE_LONGS + CAPACITY_FLAGS;
    sides[at] = (sides[at] & ~LOW) | flags;
  }

  long key(int side, int index) {
    return keys[first(side) + index];
  }

  private int first(int side) {
    return (int) (sides[side * SIDE_LONGS + PLACE] >>> 32);
  }

  /**
   * Adds a level, which is not there.
   *
   * @return whether it is the best now
   */
  boolean add(int side, long key) {
    int at = side * SIDE_LONGS;
    int size = (int) sides[at + PLACE];
    if (size == (int) (sides[at + CAPACITY_FLAGS] >>> 32)) {
      enlarge(at, size);
    }
    int first = first(side);
    int end = first + size;
    int nearest = Math.max(first, end - NEAR);
    // Better ones move up on the way to its place, which most often is near.
    int to = end;
    while (to > nearest && keys[to - 1] > key) {
      keys[to] = keys[to - 1];
      to--;
    }
    if (to == nearest && to > first && keys[to - 1] > key) {
      int place = above(first, to, key);
      System.arraycopy(keys, place, keys, place + 1, to - place);
      to = place;
    }
    keys[to] = key;
    sides[at + PLACE]++;
    return to == end;
  }

  /**
   * Removes a level, which is there.
   *
   * @return whether it was the best
   */
  boolean remove(int side, long key) {
    int at = side * SIDE_LONGS;
    int first = first(side);
    int last = first + (int) sides[at + PLACE] - 1;
    int nearest = Math.max(first, last - NEAR);
    // Better ones move down on the way to it.
    int from = last;
    long moved = keys[from];
    while (moved != key && from > nearest) {
      from--;
      long next = keys[from];
      keys[from] = moved;
      moved = next;
    }
    if (moved != key) {
      int place = above(first, from, key);
      System.arraycopy(keys, place, keys, place - 1, from - place);
      keys[from - 1] = moved;
    }
    sides[at + PLACE]--;
    return from == last;
  }

  /** Where the first key above a given one stands, between two places. */
  private int above(int from, int to, long key) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (keys[middle] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void enlarge(int at, int size) {
    int capacity = Math.max(LEAST_KEYS, size * 2);
    int oldFirst = (int) (sides[at + PLACE] >>> 32);
    int first = run(capacity);
    System.arraycopy(keys, oldFirst, keys, first, size);
    if (size > 0) {
      int sizeClass = Integer.numberOfTrailingZeros(size);
      keys[oldFirst] = freeRuns[sizeClass];
      freeRuns[sizeClass] = oldFirst;
    }
    sides[at + PLACE] = ((long) first << 32) | (size & LOW);
    sides[at + CAPACITY_FLAGS] = ((long) capacity << 32) | (sides[at + CAPACITY_FLAGS] & LOW);
  }

  /** A free run of a power of two of keys. */
  private int run(int capacity) {
    int sizeClass = Integer.numberOfTrailingZeros(capacity);
    int free = freeRuns[sizeClass];
    if (free >= 0) {
      freeRuns[sizeClass] = (int) keys[free];
      return free;
    }
    int longs = capacity;
    if (usedLongs > keys.length - longs) {
      keys = Arrays.copyOf(keys, Math.max(keys.length * 2, usedLongs + longs));
    }
    int first = usedLongs;
    usedLongs += longs;
    return first;
  }
}
