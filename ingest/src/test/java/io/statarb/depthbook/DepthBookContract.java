package io.statarb.depthbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.NULL_QTY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every level-2 book does; the books are tested by subclasses. */
abstract class DepthBookContract {
  private static final long PX = 1_000_000_000L;
  private static final int CHANGES = 20_000;

  /** An empty book. */
  abstract DepthBook book();

  /** Where changes fall. */
  enum Flow {
    /** A market around one price, one tick. */
    QUIET(61_800 * PX, PX / 10, 500, 0, 0),
    /** Levels everywhere, most of them far from the best. */
    WIDE(61_800 * PX, PX / 100, 3_000_000, 0, 0),
    /** The best price walks through many windows. */
    WALKING(2_680 * PX, PX / 100, 2_000, 40, 0),
    /** Prices between ticks, at first few. */
    OFF_TICK(2_680 * PX, PX / 100, 2_000, 0, 20),
    /** Any price at all. */
    ANY(0, 1, Integer.MAX_VALUE, 0, 2),
    /** Negative prices. */
    NEGATIVE(-37 * PX, PX / 100, 4_000, 3, 0);

    final long px;
    final long tick;
    final int width;
    final int step;
    final int offTick;

    Flow(long px, long tick, int width, int step, int offTick) {
      this.px = px;
      this.tick = tick;
      this.width = width;
      this.step = step;
      this.offTick = offTick;
    }
  }

  @Test
  void shouldHaveNoBestWhenEmpty() {
    DepthBook book = book();
    assertThat(book.bestPxE9(BUY)).isEqualTo(NULL_PX);
    assertThat(book.bestQtyE8(BUY)).isEqualTo(NULL_QTY);
    assertThat(book.bestPxE9(SELL)).isEqualTo(NULL_PX);
    assertThat(book.bestQtyE8(SELL)).isEqualTo(NULL_QTY);
    assertThat(book.copy(BUY, new long[3], new long[3])).isZero();
    assertThat(book.set(BUY, 5 * PX, 0)).isEqualTo(DepthBook.OK);
    assertThat(book.levels(BUY)).isZero();
  }

  @Test
  void shouldGiveNextBestWhenBestIsRemoved() {
    DepthBook book = book();
    book.set(BUY, 100 * PX, 1);
    book.set(BUY, 101 * PX, 2);
    book.set(SELL, 103 * PX, 3);
    book.set(SELL, 102 * PX, 4);
    book.set(BUY, 101 * PX, 0);
    book.set(SELL, 102 * PX, 0);
    assertThat(book.bestPxE9(BUY)).isEqualTo(100 * PX);
    assertThat(book.bestQtyE8(BUY)).isEqualTo(1);
    assertThat(book.bestPxE9(SELL)).isEqualTo(103 * PX);
    assertThat(book.bestQtyE8(SELL)).isEqualTo(3);
  }

  @Test
  void shouldKeepBothSidesApartWhenTheyCross() {
    DepthBook book = book();
    book.set(BUY, 105 * PX, 1);
    book.set(SELL, 100 * PX, 2);
    book.set(SELL, 105 * PX, 3);
    assertThat(book.bestPxE9(BUY)).isEqualTo(105 * PX);
    assertThat(book.bestPxE9(SELL)).isEqualTo(100 * PX);
    assertThat(book.qtyE8(BUY, 105 * PX)).isEqualTo(1);
    assertThat(book.qtyE8(SELL, 105 * PX)).isEqualTo(3);
  }

  @Test
  void shouldBeEmptyAndUsableWhenCleared() {
    DepthBook book = book();
    for (int i = 0; i < 9_000; i++) {
      book.set(BUY, i * PX, i + 1);
      book.set(SELL, (20_000 + i) * PX, i + 1);
    }
    book.clear();
    assertThat(book.levels(BUY) + book.levels(SELL)).isZero();
    assertThat(book.bestPxE9(BUY)).isEqualTo(NULL_PX);
    assertThat(book.qtyE8(BUY, 77 * PX)).isZero();
    book.set(BUY, 3 * PX, 9);
    assertThat(book.bestPxE9(BUY)).isEqualTo(3 * PX);
    assertThat(book.copy(BUY, new long[5], new long[5])).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldHoldWhatWasSetWhenChangesAreRandom(Flow flow) {
    long seed = Long.getLong("seed", 20240808);
    System.out.println("DepthBookContract " + flow + " -Dseed=" + seed);
    Random random = new Random(seed);
    DepthBook book = book();
    Map<Long, Long> bids = new HashMap<>();
    Map<Long, Long> asks = new HashMap<>();
    long centre = flow.px;
    for (int i = 0; i < CHANGES; i++) {
      if (flow.step > 0 && random.nextInt(8) == 0) {
        centre += (random.nextInt(2 * flow.step + 1) - flow.step / 2) * flow.tick * 10;
      }
      byte side = random.nextBoolean() ? BUY : SELL;
      long px = centre + (random.nextInt(flow.width) - flow.width / 2) * flow.tick;
      if (flow.offTick > 0 && random.nextInt(flow.offTick) == 0) {
        px += flow == Flow.ANY ? random.nextLong() / 2 : random.nextInt((int) flow.tick);
      }
      long qty = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(1000);
      Map<Long, Long> levels = side == BUY ? bids : asks;
      if (qty == 0 && !levels.isEmpty() && random.nextBoolean()) {
        px = book.bestPxE9(side);
      }
      assertThat(book.set(side, px, qty)).isEqualTo(DepthBook.OK);
      if (qty == 0) {
        levels.remove(px);
      } else {
        levels.put(px, qty);
      }
      if (i % 500 == 0) {
        agrees(book, BUY, bids);
        agrees(book, SELL, asks);
      }
      if (random.nextInt(CHANGES) < 2) {
        book.clear();
        bids.clear();
        asks.clear();
      }
    }
    agrees(book, BUY, bids);
    agrees(book, SELL, asks);
  }

  private static void agrees(DepthBook book, byte side, Map<Long, Long> levels) {
    List<Long> prices = new ArrayList<>(levels.keySet());
    prices.sort(side == BUY ? Comparator.reverseOrder() : Comparator.naturalOrder());
    assertThat(book.levels(side)).isEqualTo(prices.size());
    long[] px = new long[prices.size() + 1];
    long[] qty = new long[prices.size() + 1];
    assertThat(book.copy(side, px, qty)).isEqualTo(prices.size());
    for (int i = 0; i < prices.size(); i++) {
      assertThat(px[i]).isEqualTo(prices.get(i));
      assertThat(qty[i]).isEqualTo(levels.get(prices.get(i)));
      assertThat(book.qtyE8(side, px[i])).isEqualTo(qty[i]);
    }
    assertThat(book.bestPxE9(side)).isEqualTo(prices.isEmpty() ? NULL_PX : px[0]);
    assertThat(book.bestQtyE8(side)).isEqualTo(prices.isEmpty() ? NULL_QTY : qty[0]);
  }
}
