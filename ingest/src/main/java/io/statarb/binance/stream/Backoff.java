package io.statarb.binance.stream;

/**
 * How often something is tried again: each wait is twice the one before.
 *
 * @param firstNs wait after the first failure
 * @param mostNs longest wait
 * @param attempts failures in a row after which it is given up
 */
public record Backoff(long firstNs, long mostNs, int attempts) {
  private static final int MOST_DOUBLINGS = 20;

  /** Checks the limits. */
  public Backoff {
    if (firstNs < 1
        || mostNs < firstNs
        || mostNs > Long.MAX_VALUE >> MOST_DOUBLINGS
        || attempts < 1) {
      throw new IllegalArgumentException(
          "waits must be positive and grow: firstNs=%d mostNs=%d attempts=%d"
              .formatted(firstNs, mostNs, attempts));
    }
  }

  /** Wait after so many failures in a row, one at least. */
  long delayNs(int failures) {
    return Math.min(mostNs, firstNs << Math.min(failures - 1, MOST_DOUBLINGS));
  }

  /** Whether so many failures in a row are enough. */
  boolean givesUp(int failures) {
    return failures >= attempts;
  }
}
