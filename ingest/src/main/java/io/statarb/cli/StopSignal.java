package io.statarb.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT as a request: the JVM's shutdown waits until the loop has closed what it
 * writes, then ends with 143 or 130.
 *
 * <p>The hook's thread sets a flag, the loop's thread reads it.
 */
public final class StopSignal implements AutoCloseable {
  /** Longest wait for the loop, which looks at the flag in every turn. */
  private static final long GRACE_SECONDS = 10;

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean requested;

  private StopSignal() {}

  /** Begins to listen. */
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "stop-signal"));
    return signal;
  }

  private void onShutdown() {
    requested = true;
    try {
      if (!closed.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "statarb: the session did not stop in time: graceSeconds=" + GRACE_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process is to end. */
  public boolean requested() {
    return requested;
  }

  /** Lets the process end: nothing is open any more. */
  @Override
  public void close() {
    closed.countDown();
  }
}
