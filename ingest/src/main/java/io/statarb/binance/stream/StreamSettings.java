package io.statarb.binance.stream;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * What a client listens to, and its limits; times in ns of the monotonic clock.
 *
 * @param market which snapshots are asked for
 * @param streams where the streams are, {@code ws://host:port}
 * @param rest where snapshots are had, {@code http://host:port}
 * @param symbols in upper case, each once; 300 at most, as a connection has 1,024 streams
 * @param staleAfterNs silence of a symbol after which it is stale
 * @param silentAfterNs silence of the connection, pings included, after which all symbols are stale
 * @param deadAfterNs silence of a connection, pings included, after which another one is made
 * @param alarmAfterNs time without data since the start that is an alarm
 * @param answerWithinNs how long a connection or a snapshot is waited for
 * @param snapshots how often a snapshot is asked for until a symbol is blind
 * @param connections how often a connection is tried until all are blind
 */
public record StreamSettings(
    Market market,
    URI streams,
    URI rest,
    List<String> symbols,
    long staleAfterNs,
    long silentAfterNs,
    long deadAfterNs,
    long alarmAfterNs,
    long answerWithinNs,
    Backoff snapshots,
    Backoff connections) {
  private static final int MOST_SYMBOLS = 300;
  private static final long MS = 1_000_000L;

  /** Checks the limits. */
  public StreamSettings {
    symbols = List.copyOf(symbols);
    if (symbols.isEmpty()
        || symbols.size() > MOST_SYMBOLS
        || symbols.stream().distinct().count() != symbols.size()) {
      throw new IllegalArgumentException(
          "there must be 1 to %d symbols, each once: %s".formatted(MOST_SYMBOLS, symbols));
    }
    for (String symbol : symbols) {
      if (!symbol.matches("[0-9A-Z_]{1,64}")) {
        throw new IllegalArgumentException("no symbol of this venue: '%s'".formatted(symbol));
      }
    }
    if (!"ws".equals(streams.getScheme()) || streams.getHost() == null) {
      throw new IllegalArgumentException(
          "streams are at a ws:// address, TLS is left to a proxy: " + streams);
    }
    if (!"http".equals(rest.getScheme()) || rest.getHost() == null) {
      throw new IllegalArgumentException(
          "snapshots are at a http:// address, TLS is left to a proxy: " + rest);
    }
    if (staleAfterNs < 1
        || silentAfterNs < 1
        || deadAfterNs < 1
        || alarmAfterNs < 1
        || answerWithinNs < 1) {
      throw new IllegalArgumentException(
          "times must be positive: staleAfterNs=%d silentAfterNs=%d deadAfterNs=%d alarmAfterNs=%d answerWithinNs=%d"
              .formatted(staleAfterNs, silentAfterNs, deadAfterNs, alarmAfterNs, answerWithinNs));
    }
  }

  /**
   * Defaults for streams and snapshots on one host. A symbol that trades sends several messages a
   * second, so 5 s of silence say something; the venue pings every 20 s; ten snapshots in about 30
   * s stay within its limits.
   */
  public static StreamSettings of(Market market, URI streams, List<String> symbols) {
    return new StreamSettings(
        market,
        streams,
        URI.create("http://" + streams.getRawAuthority()),
        symbols,
        5_000 * MS,
        5_000 * MS,
        30_000 * MS,
        5_000 * MS,
        5_000 * MS,
        new Backoff(100 * MS, 5_000 * MS, 10),
        new Backoff(100 * MS, 10_000 * MS, 10));
  }

  /** All streams of all symbols in one connection. */
  URI streamsUri() {
    StringBuilder names = new StringBuilder();
    for (String symbol : symbols) {
      String lower = symbol.toLowerCase(Locale.ROOT);
      for (String type : List.of(StreamNames.DEPTH, StreamNames.BOOK_TICKER, StreamNames.TRADE)) {
        names.append(names.isEmpty() ? "" : "/").append(lower).append(type);
      }
    }
    return URI.create("ws://%s/stream?streams=%s".formatted(streams.getRawAuthority(), names));
  }

  URI snapshotUri(String symbol) {
    return URI.create(
        "http://%s%s?symbol=%s&limit=%d"
            .formatted(rest.getRawAuthority(), market.depthPath(), symbol, market.mostLevels()));
  }
}
