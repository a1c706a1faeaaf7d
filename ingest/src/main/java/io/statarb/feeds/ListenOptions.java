package io.statarb.feeds;

import io.statarb.cli.Refusal;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code statarb feed listen} is asked for, whatever the protocol. */
public final class ListenOptions {
  private static final double NS_PER_SECOND = 1e9;

  @Option(
      names = "--line",
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "Addresses of lines A, B and so on, separated by commas; port 0 takes a free one and tells it")
  private List<String> lines = List.of();

  @Option(
      names = "--url",
      paramLabel = "ws://HOST:PORT",
      description = "Where streams are had (binance-ws)")
  private @Nullable URI url;

  @Option(
      names = "--rest-url",
      paramLabel = "http://HOST:PORT",
      description = "Where snapshots are had (binance-ws); without it host and port of --url")
  private @Nullable URI restUrl;

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description = "Symbols that are subscribed to (binance-ws); separated by commas")
  private List<String> symbols = List.of();

  @Option(
      names = "--market",
      defaultValue = "spot",
      paramLabel = "NAME",
      description = "spot (default), usd-m or coin-m: which snapshots are asked for (binance-ws)")
  private String market = "";

  @Option(
      names = "--retransmit",
      paramLabel = "HOST:PORT",
      description = "Where lost messages are asked for; without it what is lost stays lost")
  private @Nullable String retransmit;

  @Option(
      names = "--session",
      defaultValue = "",
      description = "Name of the session; without it that of the first packet")
  private String session = "";

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "New file to which each raw packet is appended before it is looked at")
  private @Nullable Path journal;

  @Option(
      names = "--for",
      defaultValue = "0",
      paramLabel = "SECONDS",
      description = "Stop after this time; 0 (default): at the end of the session")
  private double forSeconds;

  @Option(
      names = "--out-state",
      paramLabel = "FILE",
      description =
          "Write the final books, one resting order or level a line; the digest is its SHA-256")
  private @Nullable Path outState;

  @Option(
      names = "--give-up-after",
      defaultValue = "1",
      paramLabel = "SECONDS",
      description =
          "How long messages are asked for before they are lost (default: ${DEFAULT-VALUE})")
  private double giveUpAfter;

  @Option(
      names = "--alarm-after",
      defaultValue = "4",
      paramLabel = "SECONDS",
      description = "Silence since the start that is an alarm (default: ${DEFAULT-VALUE})")
  private double alarmAfter;

  @Option(
      names = "--stale-after",
      defaultValue = "3",
      paramLabel = "SECONDS",
      description = "Silence after which the feed or a line is stale (default: ${DEFAULT-VALUE})")
  private double staleAfter;

  @Option(
      names = "--symbol-stale-after",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "Silence after which a symbol is stale (default: ${DEFAULT-VALUE})")
  private double symbolStaleAfter;

  /** For picocli. */
  public ListenOptions() {}

  void check() {
    BookState.checkFolder(outState);
    if (!(forSeconds >= 0 && forSeconds <= 1e8)) {
      throw Refusal.usage("--for must be 0 to 1e8 seconds: " + forSeconds);
    }
    requirePositive("--give-up-after", giveUpAfter);
    requirePositive("--alarm-after", alarmAfter);
    requirePositive("--stale-after", staleAfter);
    requirePositive("--symbol-stale-after", symbolStaleAfter);
  }

  private static void requirePositive(String name, double seconds) {
    if (!(seconds >= 1e-3 && seconds <= 1e8)) {
      throw Refusal.usage("%s must be 0.001 to 1e8 seconds: %s".formatted(name, seconds));
    }
  }

  /**
   * Addresses as they were written, line A first.
   *
   * @throws Refusal when there is none
   */
  public List<String> lines() {
    if (lines.isEmpty()) {
      throw Refusal.usage("--line is missing: addresses of lines A, B and so on, as HOST:PORT");
    }
    return List.copyOf(lines);
  }

  /**
   * Where streams are had.
   *
   * @throws Refusal when it is not said
   */
  public URI url() {
    URI given = url;
    if (given == null) {
      throw Refusal.usage("--url is missing: where streams are had, as ws://HOST:PORT");
    }
    return given;
  }

  /** Where snapshots are had, or null for the place of the streams. */
  public @Nullable URI restUrl() {
    return restUrl;
  }

  /**
   * Symbols that are subscribed to.
   *
   * @throws Refusal when there is none
   */
  public List<String> symbols() {
    if (symbols.isEmpty()) {
      throw Refusal.usage("--symbols is missing: which are subscribed to, such as BTCUSDT");
    }
    return List.copyOf(symbols);
  }

  /** Name of the market. */
  public String market() {
    return market;
  }

  /** Address at which lost messages are asked for, or null. */
  public @Nullable String retransmit() {
    return retransmit;
  }

  /** Name of the session, or empty. */
  public String session() {
    return session;
  }

  /** File of the journal, or null. */
  public @Nullable Path journal() {
    return journal;
  }

  /** Longest time to listen, or {@code Long.MAX_VALUE}. */
  public long forNs() {
    return forSeconds == 0 ? Long.MAX_VALUE : ns(forSeconds);
  }

  /** File of the final books, or null. */
  public @Nullable Path outState() {
    return outState;
  }

  /** How long messages are asked for before they are lost. */
  public long giveUpAfterNs() {
    return ns(giveUpAfter);
  }

  /** Silence since the start that is an alarm. */
  public long alarmAfterNs() {
    return ns(alarmAfter);
  }

  /** Silence after which the feed is stale. */
  public long staleAfterNs() {
    return ns(staleAfter);
  }

  /** Silence after which a symbol is stale. */
  public long symbolStaleAfterNs() {
    return ns(symbolStaleAfter);
  }

  private static long ns(double seconds) {
    return (long) (seconds * NS_PER_SECOND);
  }
}
