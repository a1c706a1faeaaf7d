package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.depthbook.SequencedBook;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A publisher and a client on one real socket, stepped by one thread. Time goes on by one
 * millisecond a step, so that 45 recorded seconds take a fraction of one. Each book that is said to
 * be live is compared with the recording.
 */
final class StreamRig implements AutoCloseable, StreamListener {
  static final Path SAMPLES =
      Path.of(System.getProperty("statarb.home"), "ingest", "samples", "binance-l2");
  static final Path SPOT = SAMPLES.resolve("spot/btcusdt_20240808.gz");
  static final Path COIN_M = SAMPLES.resolve("cm/btcusd_perp_20240808.gz");

  private static final long STEP_NS = 1_000_000;
  private static final long MOST_STEPS = 400_000;

  /** Every so many live states one is compared. */
  private static final int COMPARED = 7;

  private final ReferenceBooks reference;
  private final List<String> failures = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final List<StreamAlarm> alarms = new ArrayList<>();
  private final String symbol;
  private final StreamPublisher publisher;
  private final StreamClient client;
  private long nowNs = 1_000_000_000;
  private long liveStates;
  private long compared;
  private long messages;
  private long tapped;
  private boolean justLive;

  StreamRig(Path file, Market market, StreamFaults faults, double speed, long seed) {
    symbol = file.equals(SPOT) ? "BTCUSDT" : "BTCUSD_PERP";
    reference = new ReferenceBooks(file, symbol);
    publisher =
        new StreamPublisher(
            PublisherSettings.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), speed, faults, seed),
            List.of(file),
            () -> nowNs);
    client =
        new StreamClient(
            StreamSettings.of(
                market,
                URI.create("ws://127.0.0.1:" + publisher.address().getPort()),
                List.of(symbol)),
            () -> nowNs,
            () -> nowNs,
            (bytes, from, to, stamp, now) -> tapped++,
            this);
  }

  /** Until the client is done; what was wrong. */
  List<String> run() {
    long steps = 0;
    while (!client.finished()) {
      step();
      if (++steps > MOST_STEPS) {
        failures.add("no end after %d steps: %s".formatted(steps, client.books().state(symbol)));
        break;
      }
    }
    return failures;
  }

  void step() {
    publisher.doWork();
    client.doWork();
    nowNs += STEP_NS;
  }

  /** The publisher does nothing for so many milliseconds. */
  void freeze(int ms) {
    for (int i = 0; i < ms; i++) {
      client.doWork();
      nowNs += STEP_NS;
    }
  }

  @Override
  public void onMessage(BinanceMessage message, long now, long stamp) {
    messages++;
  }

  @Override
  public void onBook(String name, SequencedBook book, long now) {
    if (client.books().state(symbol) != SyncState.LIVE) {
      failures.add("a book was shown in state " + client.books().state(symbol));
    }
    if (justLive || liveStates++ % COMPARED == 0) {
      compare(book);
    }
    justLive = false;
  }

  private void compare(SequencedBook book) {
    compared++;
    String contradiction = reference.contradiction(book);
    if (!contradiction.isEmpty()) {
      failures.add(contradiction);
    }
  }

  @Override
  public void onState(String name, SyncState from, SyncState to, String reason, long now) {
    justLive = to == SyncState.LIVE;
    story.add("%d ms %s -> %s: %s".formatted(now / STEP_NS, from, to, reason));
  }

  @Override
  public void onAlarm(StreamAlarm alarm, long detail, long now) {
    alarms.add(alarm);
  }

  /** How the last book differs from the last one of the recording, or empty. */
  String finalContradiction() {
    SequencedBook last = publisher.book(symbol);
    if (last == null || last.lastUpdateId() != client.books().book(symbol).lastUpdateId()) {
      return "ends at update %d".formatted(client.books().book(symbol).lastUpdateId());
    }
    return reference.contradiction(client.books().book(symbol));
  }

  boolean live() {
    return client.books().state(symbol) == SyncState.LIVE;
  }

  boolean blind() {
    return client.books().state(symbol) == SyncState.BLIND;
  }

  String symbol() {
    return symbol;
  }

  StreamPublisher publisher() {
    return publisher;
  }

  StreamClient client() {
    return client;
  }

  List<String> story() {
    return story;
  }

  List<StreamAlarm> alarms() {
    return alarms;
  }

  long liveStates() {
    return liveStates;
  }

  long compared() {
    return compared;
  }

  long messages() {
    return messages;
  }

  long tapped() {
    return tapped;
  }

  @Override
  public void close() {
    client.close();
    publisher.close();
    reference.close();
  }
}
