package io.statarb.feeds;

import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code statarb feed publish} is asked for, whatever the protocol. */
public final class PublishOptions {
  private static final long NS_PER_MS = 1_000_000L;
  private static final double NS_PER_SECOND = 1e9;
  private static final int NO_PORT = -1;
  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "Recorded messages; gzip or not")
  private Path from = Path.of("");

  @Option(
      names = "--to",
      split = ",",
      paramLabel = "HOST:PORT",
      description = "Where lines A, B and so on go; separated by commas")
  private List<String> to = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port of this machine on which subscribers are waited for (binance-ws); 0 takes a free one and tells it")
  private int port = NO_PORT;

  @Option(
      names = "--retransmit",
      paramLabel = "HOST:PORT",
      description = "Where lost messages can be asked for; port 0 takes a free one and tells it")
  private @Nullable String retransmit;

  @Option(names = "--session", defaultValue = "STATARB", description = "Name of the session")
  private String session = "";

  @Option(
      names = "--speed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Multiple of recorded time; 0 (default): not by recorded time but by --rate")
  private double speed;

  @Option(
      names = "--rate",
      defaultValue = "200000",
      paramLabel = "N",
      description =
          "Messages per second at speed 0 (default: ${DEFAULT-VALUE}); 0: as fast as can be")
  private double rate;

  @Option(
      names = "--per-packet",
      defaultValue = "16",
      paramLabel = "N",
      description = "Most messages in a packet (default: ${DEFAULT-VALUE}); 0: as many as fit")
  private int perPacket;

  @Option(
      names = "--drop",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of packets that are lost, on each line by itself")
  private double drop;

  @Option(
      names = "--duplicate",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of packets that are sent twice")
  private double duplicate;

  @Option(
      names = "--reorder",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of packets that later ones overtake")
  private double reorder;

  @Option(
      names = "--delay",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of packets that wait up to --delay-ms")
  private double delay;

  @Option(
      names = "--delay-ms",
      defaultValue = "5",
      paramLabel = "MS",
      description = "Longest wait of a delayed packet (default: ${DEFAULT-VALUE})")
  private double delayMs;

  @Option(
      names = "--disconnect-every",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Messages after which a connection is cut, on average (binance-ws); 0 (default): never")
  private long disconnectEvery;

  @Option(
      names = "--snapshot-delay-ms",
      defaultValue = "0",
      paramLabel = "MS",
      description = "How long each answer to a request for a snapshot waits (binance-ws)")
  private double snapshotDelayMs;

  @Option(
      names = "--snapshot-fail",
      defaultValue = "0",
      paramLabel = "P",
      description = "Share of requests for a snapshot that fail (binance-ws)")
  private double snapshotFail;

  @Option(
      names = "--ping-ms",
      defaultValue = "20000",
      paramLabel = "MS",
      description = "Distance of pings (binance-ws; default: ${DEFAULT-VALUE})")
  private double pingMs;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of all faults (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--linger",
      defaultValue = "2",
      paramLabel = "SECONDS",
      description =
          "How long the end is repeated after the last request was answered (default: ${DEFAULT-VALUE})")
  private double linger;

  /** For picocli. */
  public PublishOptions() {}

  void check() {
    requireNotNegative("--speed", speed);
    requireNotNegative("--rate", rate);
    requireNotNegative("--delay-ms", delayMs);
    requireNotNegative("--linger", linger);
    if (perPacket < 0 || perPacket >= 0xFFFF) {
      throw Refusal.usage("--per-packet must be 0 to 65534: " + perPacket);
    }
    requireShare("--drop", drop);
    requireShare("--duplicate", duplicate);
    requireShare("--reorder", reorder);
    requireShare("--delay", delay);
    requireShare("--snapshot-fail", snapshotFail);
    requireNotNegative("--disconnect-every", (double) disconnectEvery);
    requireNotNegative("--snapshot-delay-ms", snapshotDelayMs);
    if (!(pingMs >= 1 && pingMs <= 1e9)) {
      throw Refusal.usage("--ping-ms must be 1 to 1e9: " + pingMs);
    }
    if (port < NO_PORT || port > MAX_PORT) {
      throw Refusal.usage("--port must be 0 to %d: %d".formatted(MAX_PORT, port));
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value <= 1e9)) {
      throw Refusal.usage("%s must be 0 to 1e9: %s".formatted(name, value));
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw Refusal.usage("%s must be a share of 0 to 1: %s".formatted(name, value));
    }
  }

  /** File of recorded messages. */
  public Path from() {
    return from;
  }

  /**
   * Addresses as they were written, line A first.
   *
   * @throws Refusal when there is none
   */
  public List<String> to() {
    if (to.isEmpty()) {
      throw Refusal.usage("--to is missing: where lines A, B and so on go, as HOST:PORT");
    }
    return List.copyOf(to);
  }

  /**
   * Port on which subscribers are waited for; 0 takes a free one.
   *
   * @throws Refusal when there is none
   */
  public int port() {
    if (port == NO_PORT) {
      throw Refusal.usage("--port is missing: on which subscribers are waited for");
    }
    return port;
  }

  /** Address at which lost messages can be asked for, or null. */
  public @Nullable String retransmit() {
    return retransmit;
  }

  /** Name of the session. */
  public String session() {
    return session;
  }

  /** Recorded time per time; 0: by {@link #rate}. */
  public double speed() {
    return speed;
  }

  /** Messages per second at speed 0; 0: no limit. */
  public double rate() {
    return rate;
  }

  /** Most messages in a packet; 0: as many as fit. */
  public int perPacket() {
    return perPacket;
  }

  /** Share of packets that are lost. */
  public double drop() {
    return drop;
  }

  /** Share of packets that are sent twice. */
  public double duplicate() {
    return duplicate;
  }

  /** Share of packets that are overtaken. */
  public double reorder() {
    return reorder;
  }

  /** Share of packets that wait. */
  public double delay() {
    return delay;
  }

  /** Longest wait of those. */
  public long delayNs() {
    return (long) (delayMs * NS_PER_MS);
  }

  /** Messages after which a connection is cut, on average; 0 for never. */
  public long disconnectEvery() {
    return disconnectEvery;
  }

  /** How long answers with snapshots wait. */
  public long snapshotDelayNs() {
    return (long) (snapshotDelayMs * NS_PER_MS);
  }

  /** Share of requests for a snapshot that fail. */
  public double snapshotFail() {
    return snapshotFail;
  }

  /** Distance of pings. */
  public long pingNs() {
    return (long) (pingMs * NS_PER_MS);
  }

  /** Seed of all faults. */
  public long seed() {
    return seed;
  }

  /** How long the end is repeated after the last request was answered. */
  public long lingerNs() {
    return (long) (linger * NS_PER_SECOND);
  }
}
