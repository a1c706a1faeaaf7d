package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.MessageDelivery;
import io.statarb.binance.MessageKind;
import io.statarb.depthbook.BookCounts;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.depthbook.WindowDepthBook;
import io.statarb.time.NanoClock;
import io.statarb.websocket.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the streams of some symbols over one connection and keeps a book of each ({@link
 * SymbolSync}). Connects again when the connection is lost or dead, a bounded number of times; then
 * every symbol is blind. Nothing is allocated for a message once books and buffers have grown.
 *
 * <p>Confined to the thread that calls {@link #doWork}; it never blocks.
 */
public final class StreamClient implements Agent, AutoCloseable {
  private static final int MESSAGES_A_TURN = 64;
  private static final int MOST_MESSAGE_BYTES = 1 << 22;

  private final StreamSettings settings;
  private final NanoClock clock;
  private final NanoClock stamps;
  private final MessageTap tap;
  private final StreamListener listener;
  private final DepthBookSink books =
      new DepthBookSink(() -> new WindowDepthBook(WindowDepthBook.WIDE, 0));
  private final BinanceMessage message = new BinanceMessage();
  private final List<SymbolSync> symbols = new ArrayList<>();
  private final List<byte[]> names = new ArrayList<>();
  private @Nullable WebSocketClient connection;
  private boolean started;
  private boolean heard;
  private boolean silent;
  private boolean ended;
  private boolean givenUp;
  private boolean alarmedAtOpen;
  private int lastSymbol;
  private int failures;
  private long startedNs;
  private long connectNs;
  private long lastSignNs;
  private long opened;
  private long records;
  private long depthUpdates;
  private long bookTickers;
  private long trades;
  private long refused;
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
      MessageTap tap,
      StreamListener listener) {
    this.settings = settings;
    this.clock = clock;
    this.stamps = stamps;
    this.tap = tap;
    this.listener = listener;
    MessageDelivery delivery = new MessageDelivery(books, settings.symbols().getFirst());
    for (String symbol : settings.symbols()) {
      symbols.add(new SymbolSync(symbol, settings, books, delivery, listener));
      names.add(symbol.getBytes(StandardCharsets.US_ASCII));
    }
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
    for (SymbolSync symbol : symbols) {
      work += symbol.step(open, tap, stamps.nowNs(), nowNs);
      if (!ended) {
        symbol.watch(nowNs);
      }
    }
    watch(nowNs);
    return work;
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
    symbols.forEach(symbol -> symbol.opened(nowNs));
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
    symbols.forEach(symbol -> symbol.lost(why, nowNs));
    if (settings.connections().givesUp(failures)) {
      givenUp = true;
      String reason = "%d attempts to connect: %s".formatted(failures, why);
      symbols.forEach(symbol -> symbol.blind(reason, nowNs));
      alarm(StreamAlarm.GIVEN_UP, failures, nowNs);
    } else {
      connectNs = nowNs + settings.connections().delayNs(failures);
    }
  }

  private void take(WebSocketClient line, long nowNs) {
    long stampNs = stamps.nowNs();
    records++;
    tap.onMessage("", nowNs, stampNs, line.bytes(), line.from(), line.to());
    MessageKind kind = message.read(line.bytes(), line.from(), line.to());
    switch (kind) {
      case DEPTH_UPDATE -> depthUpdates++;
      case BOOK_TICKER -> bookTickers++;
      case TRADE, AGGREGATE_TRADE -> trades++;
      case RESPONSE -> {
        return;
      }
      case SNAPSHOT, REFUSED -> {
        refused++;
        return;
      }
    }
    SymbolSync symbol = symbolOfMessage();
    if (symbol == null) {
      refused++;
      return;
    }
    heard = true;
    failures = 0;
    symbol.take(message, records, stampNs, nowNs);
    listener.onMessage(message, nowNs, stampNs);
  }

  private @Nullable SymbolSync symbolOfMessage() {
    if (message.symbolIs(names.get(lastSymbol))) {
      return symbols.get(lastSymbol);
    }
    for (int i = 0; i < names.size(); i++) {
      if (message.symbolIs(names.get(i))) {
        lastSymbol = i;
        return symbols.get(i);
      }
    }
    return null;
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
    } else if (silenceNs > settings.staleAfterNs() && !silent) {
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
    symbols.stream()
        .filter(each -> each.symbol().equals(symbol))
        .forEach(each -> each.resync(nowNs));
  }

  /** Whether the other end has said all, and every book is whole or given up. */
  public boolean finished() {
    return givenUp
        || (ended
            && symbols.stream()
                .map(SymbolSync::state)
                .allMatch(state ->
                    state == SyncState.LIVE
                        || state == SyncState.STALE
                        || state == SyncState.BLIND));
  }

  /** State of a symbol. */
  public SyncState state(String symbol) {
    return sync(symbol).state();
  }

  /** Book of a symbol; to be looked at between two calls of {@link #doWork}. */
  public SequencedBook book(String symbol) {
    return sync(symbol).book();
  }

  private SymbolSync sync(String symbol) {
    for (SymbolSync each : symbols) {
      if (each.symbol().equals(symbol)) {
        return each;
      }
    }
    throw new IllegalArgumentException("not a symbol of this feed: " + symbol);
  }

  /** What was counted so far. */
  public StreamCounters counters() {
    BookCounts counts = books.counts();
    long syncs = sum(SymbolSync::syncs);
    return new StreamCounters(
        depthUpdates,
        bookTickers,
        trades,
        refused,
        sum(SymbolSync::outdated),
        sum(SymbolSync::gaps),
        sum(symbol -> symbol.request().requests()),
        sum(symbol -> symbol.request().failures()),
        syncs,
        sum(SymbolSync::resyncs),
        Math.max(0, opened - 1),
        symbols.stream().filter(symbol -> symbol.state() == SyncState.BLIND).count(),
        counts.quotesCompared(),
        counts.quoteMismatches(),
        sum(SymbolSync::stale),
        alarms);
  }

  private long sum(ToLongFunction<SymbolSync> count) {
    return symbols.stream().mapToLong(count).sum();
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
    symbols.forEach(symbol -> symbol.request().restart());
  }
}
