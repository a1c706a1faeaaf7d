package io.statarb.features;

import java.util.Arrays;

/**
 * Gathers the closes of the legs of one bar. All closes of a bar have one time; a bar counts once
 * each leg has closed, so that no spread mixes the prices of two days. Time is the number of bars
 * begun, one second each: what is a time constant in seconds elsewhere is one in bars here.
 */
final class BarClock {
  private static final long BAR_NS = 1_000_000_000L;
  private static final long NO_BAR = Long.MIN_VALUE;

  private final long[] bid;
  private final long[] ask;
  private final boolean[] closed;
  private long closeNs = NO_BAR;
  private long bars;
  private int missing;

  BarClock(int legs) {
    bid = new long[legs];
    ask = new long[legs];
    closed = new boolean[legs];
  }

  /**
   * Takes the close of a leg.
   *
   * @param tsNs time of the close, UTC ns; a new one begins a bar
   * @param quote whether there is a price
   * @return whether the bar is complete with it
   */
  boolean close(long tsNs, int leg, long bidPxTicks, long askPxTicks, boolean quote) {
    if (tsNs != closeNs) {
      closeNs = tsNs;
      bars++;
      missing = closed.length;
      Arrays.fill(closed, false);
    }
    if (!quote || closed[leg]) {
      return false;
    }
    closed[leg] = true;
    bid[leg] = bidPxTicks;
    ask[leg] = askPxTicks;
    missing--;
    return missing == 0;
  }

  /** Time of the current bar on the clock of bars, ns. */
  long nowNs() {
    return bars * BAR_NS;
  }

  long bidPxTicks(int leg) {
    return bid[leg];
  }

  long askPxTicks(int leg) {
    return ask[leg];
  }

  void reset() {
    closeNs = NO_BAR;
    bars = 0;
    missing = 0;
    Arrays.fill(closed, false);
  }
}
