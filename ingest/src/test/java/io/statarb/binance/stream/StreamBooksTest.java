package io.statarb.binance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.statarb.binance.MessageKind;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The venue's rules, one by one, and what a message costs. */
final class StreamBooksTest {
  private final List<String> states = new ArrayList<>();
  private final StreamBooks books =
      new StreamBooks(
          StreamSettings.of(Market.SPOT, URI.create("ws://127.0.0.1:1"), List.of("X")),
          StreamTap.NONE,
          new StreamListener() {
            @Override
            public void onState(
                String symbol, SyncState from, SyncState to, String reason, long nowNs) {
              states.add(to + " " + reason);
            }
          });

  private void take(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    books.take(bytes, 0, bytes.length, 1, 1);
  }

  private SyncState spot(long first, long last) {
    take(
        "{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":%d,\"u\":%d,\"b\":[[\"1.%d\",\"1\"]],\"a\":[]}"
            .formatted(first, last, last));
    return books.state("X");
  }

  private SyncState futures(long first, long last, long previous) {
    take(
        "{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":%d,\"u\":%d,\"pu\":%d,\"b\":[],\"a\":[[\"2.%d\",\"1\"]]}"
            .formatted(first, last, previous, last));
    return books.state("X");
  }

  private SyncState snapshot(long last) {
    byte[] bytes =
        "{\"lastUpdateId\":%d,\"bids\":[[\"1\",\"1\"]],\"asks\":[[\"2\",\"1\"]]}"
            .formatted(last)
            .getBytes(StandardCharsets.UTF_8);
    books.takeSnapshot("X", bytes, 0, bytes.length, 1, 1);
    return books.state("X");
  }

  @Test
  void shouldFollowOnSpotFromTheChangeThatReachesAcrossTheSnapshot() {
    assertThat(spot(10, 14)).isEqualTo(SyncState.SYNCING);
    assertThat(spot(15, 19)).isEqualTo(SyncState.SYNCING);
    assertThat(snapshot(8)).isEqualTo(SyncState.SYNCING);
    assertThat(snapshot(16)).isEqualTo(SyncState.LIVE);
    assertThat(books.book("X").lastUpdateId()).isEqualTo(19);
    // 1 of the snapshot and 1.19; 1.14 was in the snapshot already.
    assertThat(books.book("X").book().levels((byte) 0)).isEqualTo(2);
    assertThat(spot(20, 20)).isEqualTo(SyncState.LIVE);
    assertThat(spot(15, 19)).isEqualTo(SyncState.LIVE);
    assertThat(spot(19, 22)).isEqualTo(SyncState.LIVE);
    assertThat(spot(24, 25)).isEqualTo(SyncState.GAP);
    assertThat(books.book("X").book().levels((byte) 1)).isZero();
    assertThat(snapshot(22)).isEqualTo(SyncState.GAP);
    assertThat(snapshot(23)).isEqualTo(SyncState.LIVE);
    assertThat(books.counters().gaps()).isEqualTo(1);
    assertThat(books.counters().resyncs()).isEqualTo(1);
    assertThat(books.counters().outdated()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheFirstChangeBehindASnapshotOfTheLastUpdate() {
    assertThat(spot(10, 14)).isEqualTo(SyncState.SYNCING);
    assertThat(snapshot(14)).isEqualTo(SyncState.LIVE);
    assertThat(spot(15, 16)).isEqualTo(SyncState.LIVE);
  }

  @Test
  void shouldDemandTheChainOfFuturesOnceItHasBegun() {
    assertThat(futures(100, 110, 90)).isEqualTo(SyncState.SYNCING);
    assertThat(futures(120, 130, 110)).isEqualTo(SyncState.SYNCING);
    // Between two changes: ids belong to other symbols as well.
    assertThat(snapshot(115)).isEqualTo(SyncState.LIVE);
    assertThat(books.book("X").lastUpdateId()).isEqualTo(130);
    assertThat(futures(140, 150, 130)).isEqualTo(SyncState.LIVE);
    // An overlap would do no harm on spot; here it breaks the chain.
    assertThat(futures(145, 160, 140)).isEqualTo(SyncState.GAP);
    assertThat(snapshot(155)).isEqualTo(SyncState.LIVE);
    assertThat(futures(170, 180, 165)).isEqualTo(SyncState.GAP);
    assertThat(states).contains("GAP update after 165 does not follow 160");
  }

  @Test
  void shouldReachAcrossASnapshotThatIsAheadOfAllChanges() {
    assertThat(futures(100, 110, 90)).isEqualTo(SyncState.SYNCING);
    assertThat(snapshot(125)).isEqualTo(SyncState.LIVE);
    assertThat(futures(112, 120, 110)).isEqualTo(SyncState.LIVE);
    assertThat(books.book("X").lastUpdateId()).isEqualTo(125);
    assertThat(futures(121, 130, 120)).isEqualTo(SyncState.LIVE);
    assertThat(books.book("X").lastUpdateId()).isEqualTo(130);
    assertThat(futures(140, 150, 131)).isEqualTo(SyncState.GAP);
  }

  @Test
  void shouldKeepABlindBookEmpty() {
    spot(10, 14);
    books.blind("X", "enough", 1, 1);
    assertThat(spot(15, 19)).isEqualTo(SyncState.BLIND);
    assertThat(snapshot(19)).isEqualTo(SyncState.BLIND);
    assertThat(books.book("X").book().levels((byte) 0)).isZero();
    books.resync("X", 1, 1);
    assertThat(spot(20, 21)).isEqualTo(SyncState.GAP);
    assertThat(snapshot(20)).isEqualTo(SyncState.LIVE);
  }

  @Test
  void shouldRefuseWhatNobodyAskedForAndGoOn() {
    take("{\"e\":\"depthUpdate\",\"s\":\"Y\",\"U\":1,\"u\":2,\"b\":[],\"a\":[]}");
    take("{\"e\":\"depthUpdate\",\"s\":\"X\",\"U\":1");
    take("{\"lastUpdateId\":5,\"bids\":[],\"asks\":[]}");
    assertThat(books.counters().refused()).isEqualTo(3);
    assertThat(books.state("X")).isEqualTo(SyncState.WAITING);
  }

  @Test
  void shouldAllocateNothingForAMessage() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    try (CaptureMessages capture = new CaptureMessages(List.of(StreamRig.SPOT))) {
      while (capture.next()) {
        if (capture.message().kind() != MessageKind.SNAPSHOT) {
          messages.add(
              Arrays.copyOfRange(
                  capture.bytes(), capture.message().payloadFrom(), capture.message().payloadTo()));
        }
      }
    }
    int half = messages.size() / 2;
    // The first time loads classes.
    takeAll(synchronizedSpot(), messages);
    StreamBooks spot = synchronizedSpot();
    takeAll(spot, messages.subList(0, half));
    assertThat(spot.state("BTCUSDT")).isEqualTo(SyncState.LIVE);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    takeAll(spot, messages.subList(half, messages.size()));
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // Levels outside of the window may still make room now and then; a message costs nothing.
    assertThat(bytes / (messages.size() - half)).isLessThan(16);
  }

  private static StreamBooks synchronizedSpot() {
    StreamBooks spot =
        new StreamBooks(
            StreamSettings.of(Market.SPOT, URI.create("ws://127.0.0.1:1"), List.of("BTCUSDT")),
            StreamTap.NONE,
            new StreamListener() {});
    byte[] first =
        "{\"lastUpdateId\":50093239202,\"bids\":[],\"asks\":[]}".getBytes(StandardCharsets.UTF_8);
    spot.takeSnapshot("BTCUSDT", first, 0, first.length, 1, 1);
    return spot;
  }

  private static void takeAll(StreamBooks books, List<byte[]> messages) {
    for (byte[] message : messages) {
      books.take(message, 0, message.length, 1, 1);
    }
  }
}
