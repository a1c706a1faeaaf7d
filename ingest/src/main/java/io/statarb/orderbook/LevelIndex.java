package io.statarb.orderbook;

/**
 * Numbers of price levels by the hash of what they are: open addressing with linear probing, at
 * most three quarters full; a removal closes the gap, so nothing is ever left behind. The hash
 * stands beside the number, so that no other level is read on the way to the one that is looked
 * for. Two levels may have the same hash: the caller compares.
 *
 * <pre>
 *   a place: | hash, 32 bits | level, 32 |     0: free
 * </pre>
 *
 * A level begins its search at the place that the upper bits of its hash say, its home.
 */
final class LevelIndex {
  private static final int LEAST = 64;
  private static final int LEVEL_BITS = 32;

  private long[] places;
  private int homeShift;
  private int count;

  /** Makes one that holds so many levels before it grows. */
  LevelIndex(int expected) {
    int length = LEAST;
    while (most(length) < expected) {
      length *= 2;
    }
    allocate(length);
  }

  private static int most(int length) {
    return length - length / 4;
  }

  private void allocate(int length) {
    places = new long[length];
    homeShift = Integer.SIZE - Integer.numberOfTrailingZeros(length);
  }

  static int hash(int side, long key) {
    // Odd constants of SplitMix64 (Steele, Lea and Flood, 2014) spread near keys.
    return (int) ((key * 0x9E37_79B9_7F4A_7C15L + side * 0xBF58_476D_1CE4_E5B9L) >>> LEVEL_BITS);
  }

  /** Where the search for a hash begins. */
  int home(int hash) {
    return hash >>> homeShift;
  }

  /** What stands at a place; the search ends at 0. */
  long get(int at) {
    return places[at];
  }

  int next(int at) {
    return (at + 1) & (places.length - 1);
  }

  static int hash(long place) {
    return (int) (place >>> LEVEL_BITS);
  }

  static int level(long place) {
    return (int) place;
  }

  /** First level with a hash, or 0. */
  int first(int hash) {
    int at = home(hash);
    long place = places[at];
    while (place != 0 && hash(place) != hash) {
      at = next(at);
      place = places[at];
    }
    return level(place);
  }

  void put(int hash, int level) {
    if (count == most(places.length)) {
      grow();
    }
    count++;
    insert((long) hash << LEVEL_BITS | level);
  }

  private void insert(long place) {
    int at = home(hash(place));
    while (places[at] != 0) {
      at = next(at);
    }
    places[at] = place;
  }

  private void grow() {
    long[] old = places;
    allocate(old.length * 2);
    for (long place : old) {
      if (place != 0) {
        insert(place);
      }
    }
  }

  /** Removes a level that is there. */
  void remove(int hash, int level) {
    int gap = home(hash);
    while (level(places[gap]) != level) {
      gap = next(gap);
    }
    count--;
    int at = next(gap);
    while (places[at] != 0) {
      // One that stands no nearer to its home than the gap does may move into it.
      int fromHome = (at - home(hash(places[at]))) & (places.length - 1);
      int fromGap = (at - gap) & (places.length - 1);
      if (fromHome >= fromGap) {
        places[gap] = places[at];
        gap = at;
      }
      at = next(at);
    }
    places[gap] = 0;
  }
}
