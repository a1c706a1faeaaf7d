package io.statarb.depthbook;

import java.util.Arrays;

/**
 * Sets of changes in the order in which they came, kept until a snapshot says which of them count.
 * Grows by what comes up to a bound; beyond it the oldest sets are forgotten. One thread.
 */
final class DiffBuffer {
  private static final int FIRST_LEVELS = 256;
  private static final int FIRST_SETS = 16;

  private final int maxLevels;
  private long[] firstIds = new long[FIRST_SETS];
  private long[] lastIds = new long[FIRST_SETS];
  private long[] previousIds = new long[FIRST_SETS];
  // End of each set's levels; the next one begins there.
  private int[] ends = new int[FIRST_SETS];
  private int sets;
  private byte[] sides = new byte[FIRST_LEVELS];
  private long[] pxs = new long[FIRST_LEVELS];
  private long[] qtys = new long[FIRST_LEVELS];
  private int levels;

  DiffBuffer(int maxLevels) {
    this.maxLevels = maxLevels;
  }

  int sets() {
    return sets;
  }

  long firstUpdateId(int set) {
    return firstIds[set];
  }

  long lastUpdateId(int set) {
    return lastIds[set];
  }

  long previousUpdateId(int set) {
    return previousIds[set];
  }

  int begin(int set) {
    return set == 0 ? 0 : ends[set - 1];
  }

  int end(int set) {
    return ends[set];
  }

  byte side(int level) {
    return sides[level];
  }

  long pxE9(int level) {
    return pxs[level];
  }

  long qtyE8(int level) {
    return qtys[level];
  }

  void clear() {
    sets = 0;
    levels = 0;
  }

  void open(long firstUpdateId, long lastUpdateId, long previousUpdateId) {
    if (sets == maxLevels) {
      forgetOldestHalf();
    }
    if (sets == ends.length) {
      firstIds = Arrays.copyOf(firstIds, 2 * sets);
      lastIds = Arrays.copyOf(lastIds, 2 * sets);
      previousIds = Arrays.copyOf(previousIds, 2 * sets);
      ends = Arrays.copyOf(ends, 2 * sets);
    }
    firstIds[sets] = firstUpdateId;
    lastIds[sets] = lastUpdateId;
    previousIds[sets] = previousUpdateId;
    ends[sets++] = levels;
  }

  void add(byte side, long pxE9, long qtyE8) {
    if (sets == 0) {
      return;
    }
    if (levels == maxLevels) {
      forgetOldestHalf();
      if (sets == 0) {
        return;
      }
    }
    if (levels == pxs.length) {
      sides = Arrays.copyOf(sides, 2 * levels);
      pxs = Arrays.copyOf(pxs, 2 * levels);
      qtys = Arrays.copyOf(qtys, 2 * levels);
    }
    sides[levels] = side;
    pxs[levels] = pxE9;
    qtys[levels++] = qtyE8;
    ends[sets - 1] = levels;
  }

  /** Forgets half of the sets; one set that fills everything is forgotten whole. */
  private void forgetOldestHalf() {
    int gone = (sets + 1) / 2;
    int goneLevels = end(gone - 1);
    System.arraycopy(firstIds, gone, firstIds, 0, sets - gone);
    System.arraycopy(lastIds, gone, lastIds, 0, sets - gone);
    System.arraycopy(previousIds, gone, previousIds, 0, sets - gone);
    for (int set = gone; set < sets; set++) {
      ends[set - gone] = ends[set] - goneLevels;
    }
    System.arraycopy(sides, goneLevels, sides, 0, levels - goneLevels);
    System.arraycopy(pxs, goneLevels, pxs, 0, levels - goneLevels);
    System.arraycopy(qtys, goneLevels, qtys, 0, levels - goneLevels);
    sets -= gone;
    levels -= goneLevels;
  }
}
