package io.statarb.moldudp;

/**
 * What goes wrong with the packets of a line.
 *
 * @param drop share of packets that are lost
 * @param duplicate share of packets that are sent twice
 * @param reorder share of packets that are overtaken by up to three later ones
 * @param delay share of packets that wait up to {@code delayNs} at random, in order
 * @param delayNs longest such wait
 * @param skewNs each packet waits this long besides
 */
public record LineFaults(
    double drop, double duplicate, double reorder, double delay, long delayNs, long skewNs) {
  /** A packet that nothing overtakes goes out after this time all the same. */
  static final long REORDER_WAIT_NS = 5_000_000L;

  /** Nothing goes wrong. */
  public static final LineFaults NONE = new LineFaults(0, 0, 0, 0, 0);

  /** Checks the shares. */
  public LineFaults {
    if (!isShare(drop)
        || !isShare(duplicate)
        || !isShare(reorder)
        || !isShare(delay)
        || delayNs < 0
        || skewNs < 0) {
      throw new IllegalArgumentException(
          "shares must be 0 to 1 and times not negative: drop=%s duplicate=%s reorder=%s delay=%s delayNs=%d skewNs=%d"
              .formatted(drop, duplicate, reorder, delay, delayNs, skewNs));
    }
  }

  /** The same where each packet waits up to {@code delayNs}. */
  public LineFaults(double drop, double duplicate, double reorder, long delayNs, long skewNs) {
    this(drop, duplicate, reorder, 1, delayNs, skewNs);
  }

  /** Longest that a packet may wait before it goes out, ns. */
  public long longestWaitNs() {
    return skewNs + delayNs + REORDER_WAIT_NS;
  }

  private static boolean isShare(double share) {
    return share >= 0 && share <= 1;
  }
}
