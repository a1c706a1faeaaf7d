package io.statarb.time;

import java.time.Instant;

/** A clock. Below the loops that own one, time is a parameter. */
@FunctionalInterface
public interface NanoClock {
  /** Time now, UTC ns since 1970. */
  long nowNs();

  /** The wall clock of the machine; may step when the machine's time is set. */
  static NanoClock system() {
    return () -> {
      Instant now = Instant.now();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    };
  }

  /**
   * A clock for measuring: it never steps, reads are cheap and allocate nothing, but its zero is
   * arbitrary, so only differences mean anything.
   */
  static NanoClock monotonic() {
    return System::nanoTime;
  }
}
