package io.statarb.basketscreen;

import java.util.List;

/**
 * Which columns may hedge which.
 *
 * @param sectors sector of each column; empty where it has none
 * @param withinSectors whether a hedge must be of the stock's sector
 */
record Peers(List<String> sectors, boolean withinSectors) {
  /** Whether a column may be a hedge leg of another. */
  boolean mayHedge(int y, int leg) {
    return y != leg && (!withinSectors || sameSector(y, leg));
  }

  /** Whether both are of one sector that is known. */
  boolean sameSector(int a, int b) {
    return !sectors.get(a).isEmpty() && sectors.get(a).equals(sectors.get(b));
  }

  /** Whether a column has any that may hedge it. */
  boolean any(int y) {
    for (int leg = 0; leg < sectors.size(); leg++) {
      if (mayHedge(y, leg)) {
        return true;
      }
    }
    return false;
  }
}
