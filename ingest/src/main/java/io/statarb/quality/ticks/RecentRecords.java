package io.statarb.quality.ticks;

/**
 * Tells a record that says again what one not long before it said, by a hash of all that it says. A
 * table of fixed size in which a newer record takes the place of an older one of the same slot: of
 * the last ten thousand records nearly all are known, and a day of a market needs no more memory
 * than an hour of a stock. Confined to one thread.
 */
final class RecentRecords {
  private static final int SLOTS = 1 << 17;

  private final long[] hashes = new long[SLOTS];

  /**
   * Whether a record was there already; it is now.
   *
   * @param values all that it says
   */
  boolean repeats(long... values) {
    long hash = 1;
    for (long value : values) {
      hash = mix(hash ^ value);
    }
    int slot = (int) (hash >>> 32) & (SLOTS - 1);
    boolean known = hashes[slot] == hash;
    hashes[slot] = hash;
    return known;
  }

  /** S. Vigna's finisher of SplitMix64: every bit of the input moves every bit of the output. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
