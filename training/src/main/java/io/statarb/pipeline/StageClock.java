package io.statarb.pipeline;

import io.statarb.time.NanoClock;

/** The clock that stages are timed with; it decides nothing. */
final class StageClock {
  private static final NanoClock CLOCK = NanoClock.system();

  private StageClock() {}

  static long nowNs() {
    return CLOCK.nowNs();
  }
}
