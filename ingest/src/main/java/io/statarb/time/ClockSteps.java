package io.statarb.time;

/**
 * Stamps by the wall clock, intervals by the monotonic one, and the difference between them
 * watched: when the wall clock is set, the step is told, and nothing that is timed by the monotonic
 * clock changes. A clock that is slewed or smeared runs on without a step.
 *
 * <p>Confined to one thread.
 */
public final class ClockSteps {
  private final NanoClock monotonic;
  private final NanoClock wall;
  private final long thresholdNs;
  private final long intervalNs;
  private long syncedMonotonicNs;
  private long syncedWallNs;

  /**
   * Reads both clocks for the first time.
   *
   * @param thresholdNs least difference that counts as a step, e.g. 1,000,000
   * @param intervalNs how often the wall clock is looked at
   */
  public ClockSteps(NanoClock monotonic, NanoClock wall, long thresholdNs, long intervalNs) {
    if (thresholdNs < 1 || intervalNs < 0) {
      throw new IllegalArgumentException(
          "threshold and interval must be positive: thresholdNs=%d intervalNs=%d"
              .formatted(thresholdNs, intervalNs));
    }
    this.monotonic = monotonic;
    this.wall = wall;
    this.thresholdNs = thresholdNs;
    this.intervalNs = intervalNs;
    this.syncedMonotonicNs = monotonic.nowNs();
    this.syncedWallNs = wall.nowNs();
  }

  /**
   * Compares the clocks if it is time to.
   *
   * @param nowNs monotonic time
   * @return ns by which the wall clock was set since the last look, 0 when it was not
   */
  public long check(long nowNs) {
    if (nowNs - syncedMonotonicNs < intervalNs) {
      return 0;
    }
    long before = monotonic.nowNs();
    long wallNs = wall.nowNs();
    if (monotonic.nowNs() - before > thresholdNs / 2) {
      // This thread was put aside between the two readings: they say nothing. Next time.
      return 0;
    }
    long step = wallNs - stampNs(before);
    syncedMonotonicNs = before;
    syncedWallNs = wallNs;
    return Math.abs(step) > thresholdNs ? step : 0;
  }

  /**
   * UTC ns of a monotonic time.
   *
   * @param nowNs monotonic time
   */
  public long stampNs(long nowNs) {
    return syncedWallNs + (nowNs - syncedMonotonicNs);
  }
}
