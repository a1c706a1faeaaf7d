package io.statarb.depthbook;

/**
 * One side of a {@link WindowDepthBook}: a ladder for prices in the window, sorted levels for the
 * others. One thread.
 */
final class WindowSide {
  final Ladder ladder;

  /** Prices outside of the window or between two ticks. */
  SortedLevels outside;

  /** Turns a tick of the window, counted from below, into a slot: 0 or all ones. */
  final int flip;

  /** 1 where high prices are good, -1 where low ones are. */
  final long sign;

  private SortedLevels spare;

  WindowSide(int slots, int mostOutside, boolean highIsGood) {
    ladder = new Ladder(slots);
    outside = new SortedLevels(mostOutside);
    spare = new SortedLevels(mostOutside);
    flip = highIsGood ? 0 : slots - 1;
    sign = highIsGood ? 1 : -1;
  }

  int levels() {
    return ladder.count() + outside.count();
  }

  /** Whether all levels would fit outside of the window. */
  boolean fitsOutside() {
    return ladder.count() <= outside.room();
  }

  void clear() {
    ladder.clear();
    outside.clear();
  }

  long sizeBytes() {
    return ladder.sizeBytes() + outside.sizeBytes() + spare.sizeBytes();
  }

  /** Moves all levels of the window outside. */
  void empty(long basePxE9, long tickE9) {
    SortedLevels merged = spare;
    merged.clear();
    int at = 0;
    int slot = lowest();
    while (slot >= 0 || at < outside.count()) {
      boolean fromOutside =
          slot < 0 || (at < outside.count() && outside.key(at) < key(slot, basePxE9, tickE9));
      if (fromOutside) {
        merged.append(outside.key(at), outside.qtyE8(at));
        at++;
      } else {
        merged.append(key(slot, basePxE9, tickE9), ladder.qtyE8(slot));
        slot = ladder.above(slot);
      }
    }
    ladder.clear();
    spare = outside;
    outside = merged;
  }

  /** Moves the levels that lie on the window's ticks into it. */
  void fill(WindowDepthBook book) {
    SortedLevels kept = spare;
    kept.clear();
    for (int at = 0; at < outside.count(); at++) {
      long key = outside.key(at);
      int tick = book.tickOf(key * sign);
      if (tick >= 0) {
        ladder.set(tick ^ flip, outside.qtyE8(at));
      } else {
        kept.append(key, outside.qtyE8(at));
      }
    }
    spare = outside;
    outside = kept;
  }

  /** Key of the best level; only when there is one. */
  long bestKey(long basePxE9, long tickE9) {
    int slot = ladder.best();
    int last = outside.count() - 1;
    if (slot < 0) {
      return outside.key(last);
    }
    long key = key(slot, basePxE9, tickE9);
    return last >= 0 ? Math.max(key, outside.key(last)) : key;
  }

  long key(int slot, long basePxE9, long tickE9) {
    return (basePxE9 + (slot ^ flip) * tickE9) * sign;
  }

  private int lowest() {
    return ladder.above(-1);
  }
}
