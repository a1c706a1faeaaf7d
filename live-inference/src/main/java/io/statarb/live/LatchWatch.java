package io.statarb.live;

import io.statarb.control.KillSwitch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches the kill switch's latch file on a thread of its own, so that the hot thread only reads a
 * field. A latch that cannot be read counts as latched.
 */
final class LatchWatch implements AutoCloseable {
  /** A kill has one second of wall time to halt trading; this leaves most of it to the loop. */
  private static final long POLL_NS = 10_000_000;

  private final KillSwitch killSwitch;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Controls.@Nullable Order kill;
  private volatile Controls.@Nullable Order resumed;

  /** Guarded by this. */
  private boolean looked;

  private LatchWatch(KillSwitch killSwitch) {
    this.killSwitch = killSwitch;
    this.thread = new Thread(this::run, "kill-watch");
    thread.setDaemon(true);
  }

  /** Looks once, so that a latched switch is known before the first tick, and goes on looking. */
  static LatchWatch start(KillSwitch killSwitch) {
    LatchWatch watch = new LatchWatch(killSwitch);
    watch.poll();
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(POLL_NS);
      poll();
    }
  }

  /** Looks at the latch once; called by hand as well as by the thread. */
  synchronized void poll() {
    try {
      look();
    } catch (RuntimeException e) {
      kill = new Controls.Order("kill-watch", "", "the latch cannot be read: " + e.getMessage());
    }
  }

  private void look() {
    KillSwitch.State state = killSwitch.state();
    if (!state.latched()) {
      if (kill != null || !looked) {
        KillSwitch.Resumption lifted = killSwitch.resumption();
        resumed =
            lifted == null
                ? null
                : new Controls.Order(lifted.by(), lifted.approvedBy(), lifted.reason());
        // In this order: the hot thread must not see the kill gone and an old resume.
        kill = null;
        looked = true;
      }
      return;
    }
    looked = true;
    resumed = null;
    String by = state.by();
    String reason = state.reason();
    kill =
        new Controls.Order(
            by == null ? "unknown" : by, "", reason == null ? "the latch cannot be read" : reason);
  }

  /** Who latched it and why; null while it is not latched. */
  Controls.@Nullable Order kill() {
    return kill;
  }

  /** Who lifted it; null while it is latched, and where nobody properly did. */
  Controls.@Nullable Order resumed() {
    return resumed;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
