package io.statarb.binance.stream;

/**
 * What goes wrong between publisher and client. The last change of each book is spared by all of
 * the shares: nothing that follows could tell that it is missing.
 *
 * @param drop share of messages that are lost
 * @param duplicate share of messages that are sent twice
 * @param reorder share of messages that are overtaken by the next one
 * @param delay share of messages that wait, those after them with them
 * @param delayNs how long such a one waits at most
 * @param cutEvery messages after which a connection is cut, on average; 0 for never
 * @param snapshotDelayNs how long an answer to a request for a snapshot waits; it holds the book of
 *     the moment at which it was asked for
 * @param snapshotFail share of requests for a snapshot that are answered with an error
 */
public record StreamFaults(
    double drop,
    double duplicate,
    double reorder,
    double delay,
    long delayNs,
    long cutEvery,
    long snapshotDelayNs,
    double snapshotFail) {
  /** Nothing goes wrong. */
  public static final StreamFaults NONE = new StreamFaults(0, 0, 0, 0, 0, 0, 0, 0);

  /** Checks the shares. */
  public StreamFaults {
    if (!isShare(drop)
        || !isShare(duplicate)
        || !isShare(reorder)
        || !isShare(delay)
        || !isShare(snapshotFail)) {
      throw new IllegalArgumentException(
          "shares must be 0 to 1: drop=%s duplicate=%s reorder=%s delay=%s snapshotFail=%s"
              .formatted(drop, duplicate, reorder, delay, snapshotFail));
    }
    if (delayNs < 0 || cutEvery < 0 || snapshotDelayNs < 0) {
      throw new IllegalArgumentException(
          "times and counts must not be negative: delayNs=%d cutEvery=%d snapshotDelayNs=%d"
              .formatted(delayNs, cutEvery, snapshotDelayNs));
    }
  }

  private static boolean isShare(double share) {
    return share >= 0 && share <= 1;
  }
}
