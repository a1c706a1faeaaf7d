package io.statarb.cleansing;

import java.util.SortedMap;

/**
 * What became of the lines of one instrument in one session.
 *
 * @param instrument name of the instrument
 * @param read lines that belong to the session, and lines outside all sessions that are counted
 *     with it
 * @param accepted lines with a price: GOOD and LOCKED
 * @param locked those of them that are LOCKED
 * @param quarantined all others, by reason
 */
public record SeriesQuality(
    String instrument, long read, long accepted, long locked, SortedMap<String, Long> quarantined) {

  /** Checks that each line is counted once. */
  public SeriesQuality {
    quarantined = Counts.unmodifiable(quarantined);
    Counts.requireWhole(instrument, read, accepted, quarantined);
  }

  /** Share of quarantined lines among those of the session, a fraction; 0 when there are none. */
  public double quarantinedShare() {
    long outside = quarantined.getOrDefault(Counts.OUTSIDE, 0L);
    long inside = read - outside;
    return inside == 0 ? 0 : (double) (inside - accepted) / inside;
  }
}
