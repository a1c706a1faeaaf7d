package io.statarb.binance.stream;

import java.net.InetSocketAddress;

/**
 * How a recording is published.
 *
 * @param address where to listen; port 0 takes a free one
 * @param speed recorded time per wall time; 0: as fast as the slowest subscriber takes it
 * @param rate messages per second at speed 0; 0: no limit
 * @param faults what goes wrong
 * @param pingEveryNs distance of pings
 * @param lingerNs how long streams stay open and snapshots are served after the last message,
 *     request or lost connection
 * @param seed of all faults
 */
public record PublisherSettings(
    InetSocketAddress address,
    double speed,
    double rate,
    StreamFaults faults,
    long pingEveryNs,
    long lingerNs,
    long seed) {
  private static final long SECOND = 1_000_000_000L;

  /** As often as the venue does on spot. */
  private static final long PING_EVERY_NS = 20 * SECOND;

  /** Long enough for a last gap to be mended. */
  private static final long LINGER_NS = 3 * SECOND;

  /** Checks the limits. */
  public PublisherSettings {
    if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)
        || !(rate >= 0 && rate < Double.POSITIVE_INFINITY)
        || pingEveryNs < 1
        || lingerNs < 0) {
      throw new IllegalArgumentException(
          "limits must be positive: speed=%s rate=%s pingEveryNs=%d lingerNs=%d"
              .formatted(speed, rate, pingEveryNs, lingerNs));
    }
  }

  /** The usual times. */
  public static PublisherSettings of(
      InetSocketAddress address, double speed, StreamFaults faults, long seed) {
    return new PublisherSettings(address, speed, 0, faults, PING_EVERY_NS, LINGER_NS, seed);
  }
}
