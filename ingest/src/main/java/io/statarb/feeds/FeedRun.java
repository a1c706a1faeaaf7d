package io.statarb.feeds;

import io.statarb.time.NanoClock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a command lends to a protocol.
 *
 * @param clock monotonic; times everything
 * @param wall for stamps only
 * @param stop whether the process is to end
 * @param say takes a line for people, e.g. on which port is listened
 */
public record FeedRun(NanoClock clock, NanoClock wall, BooleanSupplier stop, Consumer<String> say) {
  /** Whether the process is to end. */
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  /** Tells people something. */
  public void say(String line) {
    say.accept(line);
  }
}
