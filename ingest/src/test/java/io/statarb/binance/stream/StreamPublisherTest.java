package io.statarb.binance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.binance.BinanceMessage;
import io.statarb.binance.MessageKind;
import io.statarb.marketdata.MarketDataSink;
import io.statarb.websocket.HttpGet;
import io.statarb.websocket.WebSocketClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the publisher answers to whom; time stands still unless a test moves it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StreamPublisherTest {
  private static final long SECOND = 1_000_000_000;

  private long nowNs = SECOND;
  private final StreamPublisher publisher = publisher(StreamRig.SPOT);

  private StreamPublisher publisher(Path file) {
    return new StreamPublisher(
        PublisherSettings.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, StreamFaults.NONE, 1),
        List.of(file),
        () -> nowNs);
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  private URI uri(String scheme, String target) {
    return URI.create(
        "%s://127.0.0.1:%d%s".formatted(scheme, publisher.address().getPort(), target));
  }

  private String get(String target) {
    try (HttpGet get = new HttpGet(uri("http", target))) {
      while (get.poll() == HttpGet.PENDING) {
        publisher.doWork();
      }
      return get.status()
          + " "
          + new String(get.bytes(), get.from(), get.to() - get.from(), StandardCharsets.UTF_8);
    }
  }

  private WebSocketClient opened(String target) {
    WebSocketClient client = new WebSocketClient(uri("ws", target), 1 << 20);
    while (client.poll() != WebSocketClient.OPENED) {
      publisher.doWork();
    }
    return client;
  }

  /** The next message, with time going on by a millisecond a step. */
  private String next(WebSocketClient client) {
    int event = client.poll();
    while (event != WebSocketClient.MESSAGE && event != WebSocketClient.CLOSED) {
      publisher.doWork();
      nowNs += SECOND / 1000;
      event = client.poll();
    }
    return event == WebSocketClient.CLOSED
        ? "closed " + client.closeCode() + " " + client.fact()
        : new String(
            client.bytes(), client.from(), client.to() - client.from(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldRefuseRequestsThatMakeNoSense() {
    assertThat(get("/nothing")).startsWith("404 ");
    assertThat(get("/api/v3/depth")).startsWith("400 ");
    assertThat(get("/api/v3/depth?symbol=DOGEUSDT")).startsWith("400 ");
    assertThat(get("/api/v3/depth?symbol=BTCUSDT&limit=-1")).startsWith("400 ");
    assertThat(get("/ws/btcusdt@depth")).startsWith("404 ");
  }

  @Test
  void shouldHaveNoBookBeforeTheSnapshotOfTheRecordingAndTheOneOfTheMomentAfterIt() {
    try (WebSocketClient client = opened("/ws/btcusdt@depth")) {
      assertThat(next(client)).contains("\"u\":50093239202,");
      assertThat(get("/api/v3/depth?symbol=BTCUSDT")).startsWith("503 ");
      String last = "";
      while (nowNs < 3 * SECOND) {
        last = next(client);
      }
      String answer = get("/api/v3/depth?symbol=btcusdt&limit=7").substring("200 ".length());
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      BinanceMessage snapshot = new BinanceMessage();
      assertThat(snapshot.read(bytes, 0, bytes.length)).isEqualTo(MessageKind.SNAPSHOT);
      assertThat(last).contains("\"u\":%d,".formatted(snapshot.lastUpdateId()));
      assertThat(snapshot.levels(MarketDataSink.BUY)).isEqualTo(7);
      assertThat(snapshot.levels(MarketDataSink.SELL)).isEqualTo(7);
      assertThat(get("/api/v3/depth?symbol=BTCUSDT").split("\\[\"", -1)).hasSize(201);
    }
  }

  @Test
  void shouldSendWhatIsSubscribedToAndNothingElse() {
    try (WebSocketClient client = opened("/ws")) {
      client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":7}");
      assertThat(next(client)).contains("\"result\":null").contains("\"id\":7");
      assertThat(next(client)).startsWith("{\"e\":\"trade\"");
      client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":8}");
      String answer = next(client);
      while (!answer.contains("\"id\":8")) {
        assertThat(answer).startsWith("{\"e\":\"trade\"");
        answer = next(client);
      }
      assertThat(answer).contains("[\"btcusdt@trade\"]");
      client.send("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":9}");
      while (!answer.contains("\"id\":9")) {
        answer = next(client);
      }
      client.send("{\"method\":\"DANCE\",\"id\":10}");
      assertThat(next(client)).contains("\"error\"");
      client.send("not JSON");
      assertThat(next(client)).contains("\"error\"");
    }
  }

  @Test
  void shouldNameTheStreamAsItWasAskedForAndSayWhenAllIsPlayed() {
    try (WebSocketClient client =
        opened("/stream?streams=btcusdt@depth@100ms/btcusdt@bookTicker")) {
      String message = next(client);
      assertThat(message)
          .startsWith("{\"stream\":\"btcusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\"");
      long messages = 0;
      while (!message.startsWith("closed")) {
        messages++;
        message = next(client);
      }
      assertThat(messages).isEqualTo(3561 + 449);
      assertThat(message).isEqualTo("closed 1000 " + StreamPublisher.END);
    }
  }
}
