package io.statarb.binance.stream;

import io.statarb.time.NanoClock;
import io.statarb.websocket.HttpGet;
import io.statarb.websocket.WebSocketClient;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the streams of some symbols over one connection and keeps a book of each ({@link
 * StreamBooks}). Connects again when the connection is lost or dead, a bounded number of times;
 * then every symbol is blind. Nothing is allocated for a message once books and buffers have grown.
 *
 * <p>Confined to the thread that calls {@link #doWork}; it never blocks.
 */
public final class StreamClient implements Agent, AutoCloseable {
  private static final int MESSAGES_A_TURN = 64;
  private static final int MOST_MESSAGE_BYTES = 1 << 22;

  private final StreamSettings settings;
  private final NanoClock clock;
  private final NanoClock stamps;
  private final StreamListener listener;
  private final StreamBooks books;
  private @Nullable WebSocketClient connection;
  private boolean started;
  private boolean heard;
  private boolean silent;
  private boolean ended;
  private boolean givenUp;
  private boolean alarmedAtOpen;
  private int failures;
  private long startedNs;
  private long connectNs;
  private long lastSignNs;
  private long opened;
  private long alarms;

  /**
   * Not connected yet; the first {@link #doWork} connects.
   *
   * @param clock monotonic
   * @param stamps UTC, for times of receipt
   */
  public StreamClient(
      StreamSettings settings,
      NanoClock clock,
      NanoClock stamps,
      StreamTap tap,
      StreamListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.stamps = stamps;
    this.listener = listener;
    this.books = new StreamBooks(settings, tap, listener);
  }

  @Override
  public int doWork() {
    long nowNs = clock.nowNs();
    if (!started) {
      started = true;
      startedNs = nowNs;
      connectNs = nowNs;
    }
    int work = givenUp || ended ? 0 : pollConnection(nowNs);
    WebSocketClient line = connection;
    boolean open = ended || (line != null && line.isOpen());
    for (SymbolSync symbol : books.symbols()) {
      work += pollSnapshot(symbol, open, nowNs);
      if (!ended) {
        symbol.watch(line != null && line.isOpen() ? nowNs - lastSignNs : 0, nowNs);
      }
    }
    watch(nowNs);
    return work;
  }

  private int pollSnapshot(SymbolSync symbol, boolean open, long nowNs) {
    switch (symbol.pollSnapshot(open, nowNs)) {
      case SnapshotRequest.ANSWERED -> {
        HttpGet answer = symbol.request().answer();
        books.takeSnapshot(
            symbol.symbol(), answer.bytes(), answer.from(), answer.to(), stamps.nowNs(), nowNs);
      }
      case SnapshotRequest.GIVEN_UP ->
          books.blind(symbol.symbol(), symbol.request().reason(), stamps.nowNs(), nowNs);
      default -> {
        return 0;
      }
    }
    return 1;
  }

  private int pollConnection(long nowNs) {
    WebSocketClient line = connection;
    if (line == null) {
      if (connectNs - nowNs > 0) {
        return 0;
      }
      connection = new WebSocketClient(settings.streamsUri(), MOST_MESSAGE_BYTES);
      lastSignNs = nowNs;
      return 1;
    }
    int work = 0;
    while (work < MESSAGES_A_TURN) {
      int event = line.poll();
      if (event == WebSocketClient.NOTHING) {
        return work;
      }
      work++;
      lastSignNs = nowNs;
      silent = false;
      switch (event) {
        case WebSocketClient.OPENED -> opened(nowNs);
        case WebSocketClient.MESSAGE -> take(line, nowNs);
        case WebSocketClient.CLOSED -> {
          closed(line, nowNs);
          return work;
        }
        default -> {}
      }
    }
    return work;
  }

  private void opened(long nowNs) {
    opened++;
    books.symbols().forEach(symbol -> symbol.opened(nowNs));
  }

  private void closed(WebSocketClient line, long nowNs) {
    if (line.closeCode() == WebSocketClient.NORMAL && line.fact().equals(StreamPublisher.END)) {
      ended = true;
      connection = null;
    } else {
      lost(line.fact(), nowNs);
    }
  }

  private void lost(String why, long nowNs) {
    WebSocketClient line = connection;
    if (line != null) {
      line.close();
      connection = null;
    }
    failures++;
    books.lost(why, stamps.nowNs(), nowNs);
    if (settings.connections().givesUp(failures)) {
      givenUp = true;
      String reason = "%d attempts to connect: %s".formatted(failures, why);
      settings.symbols().forEach(symbol -> books.blind(symbol, reason, stamps.nowNs(), nowNs));
      alarm(StreamAlarm.GIVEN_UP, failures, nowNs);
    } else {
      connectNs = nowNs + settings.connections().delayNs(failures);
    }
  }

  private void take(WebSocketClient line, long nowNs) {
    if (books.take(line.bytes(), line.from(), line.to(), stamps.nowNs(), nowNs)) {
      heard = true;
      failures = 0;
    }
  }

  private void watch(long nowNs) {
    if (!heard && !alarmedAtOpen && nowNs - startedNs >= settings.alarmAfterNs()) {
      alarmedAtOpen = true;
      alarm(StreamAlarm.NO_DATA_AT_OPEN, nowNs - startedNs, nowNs);
    }
    WebSocketClient line = connection;
    if (line == null || ended) {
      return;
    }
    long silenceNs = nowNs - lastSignNs;
    if (!line.isOpen()) {
      if (silenceNs > settings.answerWithinNs()) {
        lost("no connection within %d ms".formatted(silenceNs / 1_000_000), nowNs);
      }
    } else if (silenceNs > settings.deadAfterNs()) {
      lost("not a byte for %d ms".formatted(silenceNs / 1_000_000), nowNs);
    } else if (silenceNs > settings.silentAfterNs() && !silent) {
      silent = true;
      alarm(StreamAlarm.FEED_SILENT, silenceNs, nowNs);
      line.ping();
    }
  }

  private void alarm(StreamAlarm alarm, long detail, long nowNs) {
    alarms++;
    listener.onAlarm(alarm, detail, nowNs);
  }

  /** Lets a blind symbol begin anew; with no connection given up, it also connects again. */
  public void resync(String symbol) {
    long nowNs = clock.nowNs();
    if (givenUp) {
      givenUp = false;
      failures = 0;
      connectNs = nowNs;
    }
    books.resync(symbol, stamps.nowNs(), nowNs);
  }

  /** Whether the other end has said all, and every book is whole or given up. */
  public boolean finished() {
    return givenUp || (ended && books.symbols().stream().allMatch(SymbolSync::isSettled));
  }

  /** Whether the other end said that nothing more will come. */
  public boolean ended() {
    return ended;
  }

  /** The books; to be looked at between two calls of {@link #doWork}. */
  public StreamBooks books() {
    return books;
  }

  /** What was counted of the connection so far. */
  public ConnectionCounters counters() {
    return new ConnectionCounters(
        Math.max(0, opened - 1),
        sum(symbol -> symbol.request().requests()),
        sum(symbol -> symbol.request().failures()),
        sum(SymbolSync::stale),
        alarms);
  }

  private long sum(ToLongFunction<SymbolSync> count) {
    return books.symbols().stream().mapToLong(count).sum();
  }

  @Override
  public String roleName() {
    return "binance-stream-client";
  }

  @Override
  public void onClose() {
    close();
  }

  @Override
  public void close() {
    WebSocketClient line = connection;
    if (line != null) {
      line.close();
    }
    books.symbols().forEach(symbol -> symbol.request().restart());
  }
}
