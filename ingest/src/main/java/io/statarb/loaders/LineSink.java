package io.statarb.loaders;

/** Takes the lines of a raw file in the order of the file. */
@FunctionalInterface
public interface LineSink {
  /** Time of a line that has none. */
  long UNKNOWN_TIME = Long.MIN_VALUE;

  /**
   * Takes one line.
   *
   * @param line number of the line, from 1
   * @param tsNs its time, UTC ns within the file's day, or {@link #UNKNOWN_TIME}
   * @param bidPxTicks bid in ticks; means nothing when the line is malformed
   * @param askPxTicks ask in ticks; means nothing when the line is malformed
   * @param flaw what the reader itself found wrong: {@code Conditions.MALFORMED}, {@code OFF_TICK},
   *     {@code ONE_SIDED} (the missing price is NULL_PX), {@code OUTSIDE_SESSION}, or {@code GOOD}
   *     for nothing; {@code OPENING} for nothing where it is the opening of a bar
   */
  void line(int line, long tsNs, long bidPxTicks, long askPxTicks, byte flaw);
}
