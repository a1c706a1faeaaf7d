package io.statarb.live;

import io.statarb.time.NanoClock;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds ticks back so that a session takes a given multiple of real time. Owned by the hot thread.
 */
final class Pacing {
  /** Short enough that a command is obeyed at once while a quiet market is waited for. */
  private static final long MAX_PARK_NS = 5_000_000;

  private final double speed;
  private final NanoClock clock;
  private boolean started;
  private long firstTickNs;
  private long firstWallNs;

  /**
   * Makes a pacing.
   *
   * @param speed market time per wall time; 0 for as fast as possible
   * @param clock the wall clock
   */
  Pacing(double speed, NanoClock clock) {
    this.speed = speed;
    this.clock = clock;
  }

  /**
   * Waits a little if the tick of this market time is not due yet; false, at once, when it is due.
   */
  boolean heldBack(long tsNs) {
    if (speed <= 0) {
      return false;
    }
    long nowNs = clock.nowNs();
    if (!started) {
      started = true;
      firstTickNs = tsNs;
      firstWallNs = nowNs;
    }
    long leftNs = firstWallNs + (long) ((tsNs - firstTickNs) / speed) - nowNs;
    if (leftNs <= 0) {
      return false;
    }
    LockSupport.parkNanos(Math.min(leftNs, MAX_PARK_NS));
    return true;
  }
}
