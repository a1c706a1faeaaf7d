package io.statarb.bench;

import com.sun.management.ThreadMXBean;
import io.statarb.time.NanoClock;
import java.lang.management.ManagementFactory;

/**
 * Wall time, processor time and allocated bytes of the calling thread, summed over windows of
 * {@link #start} and {@link #stop}. The JVM's counters allocate when they are first read, which is
 * no work of what is measured: a new meter measures windows around nothing until that is over, and
 * {@link #emptyWindowBytes} says what one still costs then. Confined to one thread.
 */
public final class ThreadMeter {
  private static final int EMPTY_WINDOWS = 32;

  private final NanoClock clock;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long firstEmptyBytes;
  private final long emptyBytes;
  private long windows;
  private long wallNs;
  private long cpuNs;
  private long bytes;
  private long startNs;
  private long startCpuNs;
  private long startBytes;

  /** Makes a meter that has measured nothing. */
  public ThreadMeter(NanoClock clock) {
    this.clock = clock;
    this.firstEmptyBytes = emptyWindow();
    long last = firstEmptyBytes;
    for (int i = 1; i < EMPTY_WINDOWS; i++) {
      last = emptyWindow();
    }
    this.emptyBytes = last;
    windows = 0;
    wallNs = 0;
    cpuNs = 0;
  }

  private long emptyWindow() {
    start();
    stop();
    long spent = bytes;
    bytes = 0;
    return spent;
  }

  /** Begins a window. */
  public void start() {
    startBytes = threads.getCurrentThreadAllocatedBytes();
    startCpuNs = threads.getCurrentThreadCpuTime();
    startNs = clock.nowNs();
  }

  /** Ends it; returns how long it was, in ns. */
  public long stop() {
    long tookNs = clock.nowNs() - startNs;
    cpuNs += threads.getCurrentThreadCpuTime() - startCpuNs;
    bytes += threads.getCurrentThreadAllocatedBytes() - startBytes;
    wallNs += tookNs;
    windows++;
    return tookNs;
  }

  /** Length of all windows, ns. */
  public long wallNs() {
    return wallNs;
  }

  /** The thread's own time in them, ns. */
  public long cpuNs() {
    return cpuNs;
  }

  /** Bytes allocated in them, less those of measuring. */
  public long allocatedBytes() {
    return bytes - windows * emptyBytes;
  }

  /** Bytes that a window around nothing shows, once the counters have been read before. */
  public long emptyWindowBytes() {
    return emptyBytes;
  }

  /** Bytes that this meter's first window around nothing showed. */
  public long firstEmptyWindowBytes() {
    return firstEmptyBytes;
  }
}
