package io.statarb.pit;

/**
 * The facts that rows get, each once and in ascending order, and for each row which of these it
 * gets. A set of bits finds both without a sort, in whatever order the rows are.
 */
final class WantedPlaces {
  /** A bit for each fact, set if a row gets it. */
  private final long[] bits;

  /** Number of bits set before each word. */
  private final int[] before;

  private final int[] placeOfRow;

  /**
   * @param placeOfRow fact of each row, negative where there is none
   * @param facts number of facts
   */
  WantedPlaces(int[] placeOfRow, int facts) {
    this.placeOfRow = placeOfRow;
    this.bits = new long[(facts + Long.SIZE - 1) / Long.SIZE];
    this.before = new int[bits.length + 1];
    for (int place : placeOfRow) {
      if (place >= 0) {
        bits[place / Long.SIZE] |= 1L << place;
      }
    }
    for (int word = 0; word < bits.length; word++) {
      before[word + 1] = before[word] + Long.bitCount(bits[word]);
    }
  }

  /** The facts. */
  int[] places() {
    int[] places = new int[before[bits.length]];
    int at = 0;
    for (int word = 0; word < bits.length; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        places[at++] = word * Long.SIZE + Long.numberOfTrailingZeros(left);
      }
    }
    return places;
  }

  /** For each row the index of its fact among these; negative where there is none. */
  int[] indexes() {
    int[] indexes = new int[placeOfRow.length];
    for (int row = 0; row < indexes.length; row++) {
      int place = placeOfRow[row];
      if (place < 0) {
        indexes[row] = -1;
      } else {
        int word = place / Long.SIZE;
        indexes[row] = before[word] + Long.bitCount(bits[word] & ((1L << place) - 1));
      }
    }
    return indexes;
  }
}
