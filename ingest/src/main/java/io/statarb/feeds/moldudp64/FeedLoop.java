package io.statarb.feeds.moldudp64;

import io.statarb.feeds.FeedRun;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * What the loops of a publisher and a listener share: idling, and a line for people now and then.
 */
final class FeedLoop {
  private static final long SAY_EVERY_NS = 2_000_000_000L;
  private static final double NS_PER_SECOND = 1e9;
  private static final long SHORTEST_PARK_NS = 1_000;

  /** Late by this much at most: a burst of 2 ms fits the kernel's buffer. */
  private static final long LONGEST_PARK_NS = TimeUnit.MICROSECONDS.toNanos(200);

  private final FeedRun run;
  private final Supplier<String> progress;
  private final IdleStrategy idle =
      new BackoffIdleStrategy(10, 10, SHORTEST_PARK_NS, LONGEST_PARK_NS);
  private final long startedNs;
  private long saidNs;
  private String said = "";

  /**
   * Starts.
   *
   * @param progress how far it is
   */
  FeedLoop(FeedRun run, Supplier<String> progress) {
    this.run = run;
    this.progress = progress;
    this.startedNs = run.clock().nowNs();
    this.saidNs = startedNs;
  }

  /** Ends a turn: tells how far it is now and then, rests when nothing was done. */
  void endTurn(int work, long nowNs) {
    tell(nowNs);
    idle.idle(work);
  }

  private void tell(long nowNs) {
    if (nowNs - saidNs < SAY_EVERY_NS) {
      return;
    }
    saidNs = nowNs;
    String now = progress.get();
    if (!now.equals(said)) {
      said = now;
      run.say("  " + now);
    }
  }

  /** Seconds since the start. */
  double seconds() {
    return (run.clock().nowNs() - startedNs) / NS_PER_SECOND;
  }

  long startedNs() {
    return startedNs;
  }
}
