package io.statarb.binance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.binance.BinanceCaptureLoader;
import io.statarb.depthbook.DepthBookSink;
import io.statarb.depthbook.SequencedBook;
import io.statarb.loaders.LoadOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * ING-04, ING-09 and ING-12 on real sockets: whatever happens on the way, a book that is said to be
 * live is the recording's at that update, and the last one is the recording's last or blind. {@code
 * -Dseeds=N} for as many runs, {@code -Dseed=N} to replay one.
 */
final class StreamFeedTest {
  private static final int SEEDS = Integer.getInteger("seeds", 20);
  private static final int WHOLE = Integer.MAX_VALUE;

  private static List<Long> seeds() {
    String one = System.getProperty("seed", "");
    if (!one.isEmpty()) {
      return List.of(Long.parseLong(one));
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  private static StreamFaults drawn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new StreamFaults(
        random.nextDouble(0.03),
        random.nextDouble(0.05),
        random.nextDouble(0.05),
        random.nextDouble(),
        random.nextLong(30_000_000),
        random.nextBoolean() ? 0 : random.nextLong(300, 3000),
        random.nextLong(300_000_000),
        random.nextDouble(0.95));
  }

  private static StreamFaults only(double drop, double snapshotFail, long cutEvery) {
    return new StreamFaults(drop, 0, 0, 0, 0, cutEvery, 0, snapshotFail);
  }

  private static StreamRig rig(Market market, StreamFaults faults, double speed, long seed) {
    Path file = market == Market.SPOT ? StreamRig.SPOT : StreamRig.COIN_M;
    return new StreamRig(file, market, faults, speed, seed);
  }

  private static SequencedBook loaded(Path file, String symbol) {
    DepthBookSink sink = new DepthBookSink();
    new BinanceCaptureLoader().load(file, LoadOptions.NONE, sink);
    return Objects.requireNonNull(sink.book(symbol));
  }

  private static String lines(SequencedBook book, int levels) {
    return BookLines.of("X", book.book(), levels);
  }

  @ParameterizedTest
  @EnumSource(names = {"SPOT", "COIN_M"})
  void shouldEndWithTheBookOfTheFileWhenNothingIsLost(Market market) {
    for (double speed : new double[] {0, 1, 20}) {
      try (StreamRig rig = rig(market, StreamFaults.NONE, speed, 1)) {
        assertThat(rig.run()).isEmpty();
        StreamCounters counters = rig.client().books().counters();
        SequencedBook file =
            loaded(market == Market.SPOT ? StreamRig.SPOT : StreamRig.COIN_M, rig.symbol());
        SequencedBook book = rig.client().books().book(rig.symbol());
        assertThat(book.lastUpdateId()).isEqualTo(file.lastUpdateId());
        assertThat(rig.finalContradiction()).isEmpty();
        assertThat(lines(book, 100)).isEqualTo(lines(file, 100));
        if (market == Market.SPOT) {
          // A snapshot on spot is deeper than this book: not a level differs, however far out.
          assertThat(lines(book, WHOLE)).isEqualTo(lines(file, WHOLE));
        }
        if (speed == 1) {
          assertThat(rig.liveStates()).isGreaterThan(100);
          assertThat(counters.quotesCompared()).isGreaterThan(100);
        }
        assertThat(counters.gaps()).isZero();
        assertThat(counters.quoteMismatches()).isZero();
        assertThat(counters.refused()).isZero();
        assertThat(rig.client().counters().reconnects()).isZero();
        assertThat(rig.messages())
            .isEqualTo(rig.publisher().counters().messages())
            .isEqualTo(counters.depthUpdates() + counters.bookTickers() + counters.trades());
        assertThat(rig.tapped()).isEqualTo(rig.messages());
        assertThat(rig.alarms()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SPOT", "COIN_M"})
  void shouldEqualTheRecordingOrBeBlindWhateverHappensOnTheWay(Market market) {
    int blind = 0;
    long gaps = 0;
    long reconnects = 0;
    long compared = 0;
    for (long seed : seeds()) {
      try (StreamRig rig = rig(market, drawn(seed), 1.0 + seed % 4, seed)) {
        assertThat(rig.run()).describedAs("-Dseed=%d %s", seed, rig.story()).isEmpty();
        if (rig.blind()) {
          blind++;
        } else {
          assertThat(rig.finalContradiction())
              .describedAs("-Dseed=%d %s", seed, rig.story())
              .isEmpty();
        }
        gaps += rig.client().books().counters().gaps();
        reconnects += rig.client().counters().reconnects();
        compared += rig.compared();
      }
    }
    System.out.printf(
        "binance stream %s: %d seeds, %d of them blind, %d gaps, %d reconnects, %d books compared%n",
        market, seeds().size(), blind, gaps, reconnects, compared);
    if (seeds().size() >= SEEDS) {
      assertThat(gaps).isGreaterThan(SEEDS);
      assertThat(reconnects).isPositive();
      assertThat(compared).isGreaterThan(10L * SEEDS);
      assertThat(blind).isLessThan(SEEDS / 2);
    }
  }

  @Test
  void shouldGoOnFromANewSnapshotAfterEachGap() {
    try (StreamRig rig = rig(Market.SPOT, only(0.02, 0, 0), 1, 5)) {
      assertThat(rig.run()).isEmpty();
      StreamCounters counters = rig.client().books().counters();
      assertThat(counters.gaps()).isPositive();
      assertThat(counters.resyncs()).isPositive();
      assertThat(rig.blind()).isFalse();
      assertThat(rig.story()).anyMatch(line -> line.contains("LIVE -> GAP: update "));
    }
  }

  @Test
  void shouldConnectAgainAndGoOnWhenTheConnectionIsCut() {
    try (StreamRig rig = rig(Market.COIN_M, only(0, 0, 500), 1, 3)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.publisher().counters().cut()).isPositive();
      assertThat(rig.client().counters().reconnects())
          .isEqualTo(rig.publisher().counters().connections() - 1)
          .isPositive();
      assertThat(rig.finalContradiction()).isEmpty();
    }
  }

  @Test
  void shouldBeBlindWithAReasonWhenNoSnapshotIsToBeHad() {
    try (StreamRig rig = rig(Market.SPOT, only(0, 1, 0), 1, 1)) {
      assertThat(rig.run()).isEmpty();
      assertThat(rig.blind()).isTrue();
      assertThat(rig.liveStates()).isZero();
      assertThat(rig.client().books().counters().blind()).isEqualTo(1);
      assertThat(rig.story().getLast()).contains("BLIND: snapshot of http://").contains("HTTP 503");
    }
  }

  @Test
  void shouldBeLiveAgainAfterBlindOnlyWhenAsked() {
    try (StreamRig rig = rig(Market.SPOT, only(0, 0.9, 0), 1, 2)) {
      while (!rig.blind() && !rig.client().finished()) {
        rig.step();
      }
      assertThat(rig.blind()).isTrue();
      for (int i = 0; i < 2000; i++) {
        rig.step();
      }
      assertThat(rig.blind()).isTrue();
      while (!rig.live() && rig.messages() < 4800) {
        rig.client().resync(rig.symbol());
        rig.step();
      }
      assertThat(rig.story().toString()).contains("BLIND -> GAP").contains("GAP -> LIVE");
    }
  }

  @Test
  void shouldBeBlindWhenNobodyListens() {
    try (StreamRig rig = rig(Market.SPOT, StreamFaults.NONE, 1, 1)) {
      rig.publisher().close();
      rig.freeze(60_000);
      assertThat(rig.client().finished()).isTrue();
      assertThat(rig.blind()).isTrue();
      assertThat(rig.alarms()).containsExactly(StreamAlarm.NO_DATA_AT_OPEN, StreamAlarm.GIVEN_UP);
    }
  }

  @Test
  void shouldBeStaleAndThenConnectAgainWhenThePublisherFallsSilent() {
    try (StreamRig rig = rig(Market.SPOT, StreamFaults.NONE, 1, 1)) {
      while (rig.client().books().state(rig.symbol()) != SyncState.LIVE) {
        rig.step();
      }
      long live = rig.liveStates();
      rig.freeze(4_000);
      assertThat(rig.client().books().state(rig.symbol())).isEqualTo(SyncState.LIVE);
      rig.freeze(1_002);
      assertThat(rig.client().books().state(rig.symbol())).isEqualTo(SyncState.STALE);
      assertThat(rig.alarms()).contains(StreamAlarm.FEED_SILENT);
      rig.freeze(25_000);
      assertThat(rig.client().books().state(rig.symbol())).isEqualTo(SyncState.GAP);
      assertThat(rig.liveStates()).isEqualTo(live);
      assertThat(rig.run()).isEmpty();
      assertThat(rig.finalContradiction()).isEmpty();
    }
  }

  @Test
  void shouldRaiseTheAlarmWithinFiveSecondsWhenNoDataComes() {
    try (StreamRig rig = rig(Market.SPOT, StreamFaults.NONE, 1, 1)) {
      rig.freeze(4_999);
      assertThat(rig.alarms()).doesNotContain(StreamAlarm.NO_DATA_AT_OPEN);
      rig.freeze(2);
      assertThat(rig.alarms()).containsOnlyOnce(StreamAlarm.NO_DATA_AT_OPEN);
    }
  }
}
