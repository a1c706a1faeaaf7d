package io.statarb.tapetools;

import io.statarb.cli.Progress;
import io.statarb.time.NanoClock;

/** Says nothing in the first two seconds: most tapes are read by then. */
final class PatientProgress implements Progress {
  private static final long PATIENCE_NS = 2_000_000_000L;

  private final Progress shown = Progress.standard();
  private final NanoClock clock = NanoClock.monotonic();
  private final long startNs = clock.nowNs();

  @Override
  public void update(String step, long done, long total) {
    if (clock.nowNs() - startNs > PATIENCE_NS) {
      shown.update(step, done, total);
    }
  }

  @Override
  public void line(String text) {
    shown.line(text);
  }
}
