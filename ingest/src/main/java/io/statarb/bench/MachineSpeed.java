package io.statarb.bench;

import io.statarb.time.NanoClock;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How fast this machine is just now, so that figures of two machines, or of one that is shared with
 * others, can be told apart from figures of two programs. Takes a second; nothing else is running.
 *
 * @param stepNs ns of one step of a xorshift generator (Marsaglia 2003), six operations of a cycle
 *     each that wait for each other: how fast it computes
 * @param memoryReadNs ns of a read that waits for the one before, at random in 64 MB: how far away
 *     memory is
 */
public record MachineSpeed(double stepNs, double memoryReadNs) {
  private static final int STEPS = 20_000_000;
  private static final int READS = 1_000_000;
  private static final int LINE_LONGS = 8;
  private static final int LINES = 1 << 20;
  private static final int RUNS = 5;

  /** What came out; kept so that the compiler does not leave the work out. */
  @SuppressWarnings("UnusedVariable")
  private static volatile long kept;

  /** Measures; of several runs the median. */
  public static MachineSpeed measure(NanoClock clock) {
    long[] ring = ring();
    double[] steps = new double[RUNS];
    double[] reads = new double[RUNS];
    // The first two runs are for the compiler.
    for (int run = -2; run < RUNS; run++) {
      long start = clock.nowNs();
      kept = steps(start);
      long middle = clock.nowNs();
      kept = follow(ring);
      long end = clock.nowNs();
      if (run >= 0) {
        steps[run] = (double) (middle - start) / STEPS;
        reads[run] = (double) (end - middle) / READS;
      }
    }
    return new MachineSpeed(median(steps), median(reads));
  }

  private static long steps(long seed) {
    long x = seed | 1;
    for (int i = 0; i < STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  private static long follow(long[] ring) {
    int at = 0;
    for (int i = 0; i < READS; i++) {
      at = (int) ring[at];
    }
    return at;
  }

  /** A ring through all lines in an order that no prefetcher foretells (Sattolo 1986). */
  private static long[] ring() {
    SplittableRandom random = new SplittableRandom(1);
    int[] next = new int[LINES];
    for (int i = 0; i < LINES; i++) {
      next[i] = i;
    }
    for (int i = LINES - 1; i > 0; i--) {
      int j = random.nextInt(i);
      int held = next[i];
      next[i] = next[j];
      next[j] = held;
    }
    long[] ring = new long[LINES * LINE_LONGS];
    for (int i = 0; i < LINES; i++) {
      ring[i * LINE_LONGS] = (long) next[i] * LINE_LONGS;
    }
    return ring;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
