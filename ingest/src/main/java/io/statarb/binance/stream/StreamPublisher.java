package io.statarb.binance.stream;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.MessageDelivery;
import io.statarb.binance.MessageKind;
import io.statarb.depthbook.BookState;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.time.NanoClock;
import io.statarb.websocket.HttpHandler;
import io.statarb.websocket.HttpServer;
import io.statarb.websocket.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recording as the venue would send it: streams under {@code /ws} and {@code /stream},
 * snapshots of the book at the present point of the recording under the paths of {@link Market}.
 * Begins when the first stream is asked for. Waits a while after the last message, request or lost
 * connection, then closes every stream with {@link #END}.
 *
 * <p>A symbol of which the recording holds a snapshot has a book from there on, and before that
 * requests are answered with 503; one without any has the book that its changes make.
 */
public final class StreamPublisher implements Agent, AutoCloseable, HttpHandler {
  /** Reason given with closing code 1000 when all is played. */
  public static final String END = "end of recording";

  private static final int NORMAL = 1000;
  private static final double NS_PER_SECOND = 1e9;
  private static final int MESSAGES_A_TURN = 16;

  /** Bytes that may wait for a subscriber before a publisher without a pace waits for it. */
  private static final int ROOM_BYTES = 1 << 20;

  /** Bytes that may wait for a subscriber before it is cut off as too slow. */
  private static final int MOST_WAITING_BYTES = 1 << 26;

  /** How long a subscriber may take to close after it was told to. */
  private static final long GOODBYE_NS = 1_000_000_000;

  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final PublisherSettings settings;
  private final NanoClock clock;
  private final CaptureOutline outline;
  private final CaptureMessages source;
  private final DepthBookSink books = new DepthBookSink();
  private final MessageDelivery delivery;
  private final HttpServer server;
  private final SubscriptionRequests requests = new SubscriptionRequests();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final List<LateAnswer> answers = new ArrayList<>();
  private final SplittableRandom random;
  private final FaultyStream.Counts counts = new FaultyStream.Counts();
  private boolean hasNext;
  private boolean started;
  private boolean ended;
  private boolean closing;
  private long startedNs;
  private long firstTimeNs;
  private long lastWantedNs;
  private long closingNs;
  private long connections;
  private long messages;
  private long snapshots;
  private long pongs;
  private long tooSlow;

  private record LateAnswer(
      ServerConnection connection, int status, String reason, String json, long dueNs) {}

  /**
   * Reads the recording once, then listens.
   *
   * @param files captures that go on from each other; one at least
   */
  public StreamPublisher(PublisherSettings settings, List<Path> files, NanoClock clock) {
    this.settings = settings;
    this.clock = clock;
    outline = CaptureOutline.of(files);
    source = new CaptureMessages(files);
    delivery = new MessageDelivery(books, outline.defaultSymbol());
    random = new SplittableRandom(settings.seed());
    hasNext = source.next();
    firstTimeNs = source.tsRecvNs();
    server = new HttpServer(settings.address(), this);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public int doWork() {
    long nowNs = clock.nowNs();
    int work = server.poll();
    work += play(nowNs);
    for (Subscriber subscriber : subscribers) {
      work += serve(subscriber, nowNs);
    }
    work += answerLate(nowNs);
    return work + end(nowNs);
  }

  private int play(long nowNs) {
    if (!started) {
      started = subscribers.stream().anyMatch(Subscriber::wantsAny);
      startedNs = nowNs;
    }
    int played = 0;
    while (started && played < MESSAGES_A_TURN && hasNext && isDue(nowNs)) {
      publish(nowNs);
      played++;
    }
    return played;
  }

  private boolean isDue(long nowNs) {
    if (settings.speed() == 0) {
      return isDueByRate(nowNs)
          && subscribers.stream().anyMatch(Subscriber::wantsAny)
          && subscribers.stream().allMatch(each -> each.connection().waitingBytes() < ROOM_BYTES);
    }
    return source.tsRecvNs() - firstTimeNs <= (nowNs - startedNs) * settings.speed();
  }

  private boolean isDueByRate(long nowNs) {
    return settings.rate() == 0
        || messages * NS_PER_SECOND <= (nowNs - startedNs) * settings.rate();
  }

  private void publish(long nowNs) {
    BinanceMessage message = source.message();
    String symbol = message.hasSymbol() ? message.symbol() : outline.defaultSymbol();
    delivery.deliver(message, source.record(), source.tsRecvNs());
    if (message.kind() != MessageKind.SNAPSHOT) {
      String stream = StreamNames.of(message.kind(), symbol);
      Long last = outline.lastDepth().get(symbol);
      boolean spared =
          message.kind() == MessageKind.DEPTH_UPDATE && last != null && last == source.record();
      for (Subscriber subscriber : subscribers) {
        subscriber.offer(stream, source.bytes(), message, spared, nowNs, counts);
      }
      messages++;
    }
    hasNext = source.next();
  }

  private int serve(Subscriber subscriber, long nowNs) {
    ServerConnection connection = subscriber.connection();
    if (connection.isClosed() || closing) {
      return 0;
    }
    if (connection.waitingBytes() > MOST_WAITING_BYTES
        || !subscriber.ping(nowNs, settings.pingEveryNs())) {
      tooSlow++;
      connection.cut();
      return 1;
    }
    return subscriber.line().flush(nowNs, counts);
  }

  private int answerLate(long nowNs) {
    int answered = 0;
    for (int i = answers.size() - 1; i >= 0; i--) {
      LateAnswer answer = answers.get(i);
      if (answer.dueNs() - nowNs <= 0) {
        answer.connection().respond(answer.status(), answer.reason(), answer.json());
        answers.remove(i);
        answered++;
      }
    }
    return answered;
  }

  private int end(long nowNs) {
    boolean allSent = !hasNext && subscribers.stream().allMatch(each -> each.line().isEmpty());
    if (!ended && allSent) {
      ended = true;
      lastWantedNs = nowNs;
      return 1;
    }
    if (ended && !closing && nowNs - lastWantedNs >= settings.lingerNs()) {
      closing = true;
      closingNs = nowNs;
      subscribers.forEach(each -> each.connection().close(NORMAL, END));
      return 1;
    }
    if (closing && nowNs - closingNs >= GOODBYE_NS) {
      subscribers.forEach(each -> each.connection().cut());
    }
    return 0;
  }

  @Override
  public void onRequest(ServerConnection connection, String path, SortedMap<String, String> query) {
    if (connection.asksForUpgrade() && isStreamPath(path)) {
      subscribe(connection, path, query);
      return;
    }
    for (Market market : Market.values()) {
      if (path.equals(market.depthPath())) {
        answerDepth(connection, market, query);
        return;
      }
    }
    connection.respond(
        404,
        "Not Found",
        error(-1000, "streams are at /ws and /stream, snapshots at a depth path"));
  }

  private static boolean isStreamPath(String path) {
    return path.equals("/stream") || path.equals("/ws") || path.startsWith("/ws/");
  }

  private void subscribe(
      ServerConnection connection, String path, SortedMap<String, String> query) {
    connection.upgrade();
    long seed = settings.seed() + SEED_STEP * ++connections;
    long nowNs = clock.nowNs();
    lastWantedNs = nowNs;
    boolean combined = path.equals("/stream");
    Subscriber subscriber =
        new Subscriber(
            connection, combined, new FaultyStream(connection, settings.faults(), seed), nowNs);
    String names = combined ? query.getOrDefault("streams", "") : path.substring("/ws".length());
    Arrays.stream(names.split("/", -1))
        .filter(name -> !name.isEmpty())
        .forEach(subscriber::subscribe);
    subscribers.add(subscriber);
    if (closing) {
      connection.close(NORMAL, END);
    }
  }

  private void answerDepth(
      ServerConnection connection, Market market, SortedMap<String, String> query) {
    snapshots++;
    lastWantedNs = clock.nowNs() + settings.faults().snapshotDelayNs();
    boolean fail = random.nextDouble() < settings.faults().snapshotFail();
    String symbol = query.getOrDefault("symbol", "").toUpperCase(Locale.ROOT);
    String asked = query.getOrDefault("limit", Integer.toString(market.defaultLimit()));
    SequencedBook book = books.book(symbol);
    if (fail) {
      answer(connection, 503, "Service Unavailable", error(-1001, "failed on purpose"));
    } else if (!outline.lastDepth().containsKey(symbol)) {
      answer(connection, 400, "Bad Request", error(-1121, "no such symbol in this recording"));
    } else if (!asked.matches("[1-9]\\d{0,6}")) {
      answer(connection, 400, "Bad Request", error(-1130, "limit is no positive number"));
    } else if (book == null || !isKnown(book, symbol)) {
      answer(
          connection,
          503,
          "Service Unavailable",
          error(-1000, "the recording has not come to its first snapshot of this symbol"));
    } else {
      int limit = Math.min(Integer.parseInt(asked), market.mostLevels());
      answer(connection, 200, "OK", SnapshotJson.of(book, limit));
    }
  }

  private boolean isKnown(SequencedBook book, String symbol) {
    return book.state() == BookState.SYNCED
        || (book.state() == BookState.PARTIAL && !outline.withSnapshot().contains(symbol));
  }

  private void answer(ServerConnection connection, int status, String reason, String json) {
    long delayNs = settings.faults().snapshotDelayNs();
    if (delayNs == 0) {
      connection.respond(status, reason, json);
    } else {
      answers.add(new LateAnswer(connection, status, reason, json, clock.nowNs() + delayNs));
    }
  }

  private static String error(int code, String message) {
    return "{\"code\":%d,\"msg\":\"%s\"}".formatted(code, message);
  }

  @Override
  public void onMessage(ServerConnection connection, byte[] bytes, int from, int to) {
    Subscriber subscriber = of(connection);
    if (subscriber != null) {
      byte[] answer = requests.answer(subscriber, bytes, from, to);
      connection.send(answer, 0, answer.length);
    }
  }

  @Override
  public void onPong(ServerConnection connection) {
    pongs++;
    Subscriber subscriber = of(connection);
    if (subscriber != null) {
      subscriber.signed(clock.nowNs());
    }
  }

  @Override
  public void onClosed(ServerConnection connection) {
    if (subscribers.removeIf(each -> each.connection() == connection)) {
      // Whoever was cut off may come back to see the end.
      lastWantedNs = clock.nowNs();
    }
    answers.removeIf(each -> each.connection() == connection);
  }

  private @Nullable Subscriber of(ServerConnection connection) {
    for (Subscriber subscriber : subscribers) {
      if (subscriber.connection() == connection) {
        return subscriber;
      }
    }
    return null;
  }

  /** Whether all is played and every stream was told so. */
  public boolean finished() {
    return closing && subscribers.isEmpty();
  }

  /** The publisher's own book of a symbol, or null. */
  public @Nullable SequencedBook book(String symbol) {
    return books.book(symbol);
  }

  /** Symbols of the recording that have a book. */
  public List<String> symbols() {
    return List.copyOf(outline.lastDepth().keySet());
  }

  /** What was done so far. */
  public PublisherCounters counters() {
    return new PublisherCounters(
        messages,
        source.refused(),
        counts.sent,
        counts.dropped,
        counts.duplicated,
        counts.reordered,
        counts.cut,
        tooSlow,
        connections,
        snapshots,
        pongs);
  }

  @Override
  public String roleName() {
    return "binance-stream-publisher";
  }

  @Override
  public void onClose() {
    close();
  }

  @Override
  public void close() {
    server.close();
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
