package io.statarb.live;

import io.statarb.cli.StopSignal;
import org.jspecify.annotations.Nullable;

/**
 * What the signals of the process ask, and the kill switch where it counts.
 *
 * @param stop the signals
 * @param latch the kill switch; null for a backtest, which sends nothing that could be halted
 */
record ProcessControls(StopSignal stop, @Nullable LatchWatch latch) implements Controls {
  @Override
  public @Nullable Order kill() {
    return latch == null ? null : latch.kill();
  }

  @Override
  public @Nullable Order resumed() {
    return latch == null ? null : latch.resumed();
  }

  @Override
  public boolean stopRequested() {
    return stop.requested();
  }
}
