package io.statarb.orderbook;

import static io.statarb.marketdata.MarketDataSink.BUY;
import static io.statarb.marketdata.MarketDataSink.NULL_PX;
import static io.statarb.marketdata.MarketDataSink.NULL_QTY;
import static io.statarb.marketdata.MarketDataSink.SELL;
import static io.statarb.marketdata.MarketDataSink.UNKNOWN_SIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What order books are, example by example; every implementation passes it. */
abstract class OrderBooksContract {
  private static final long SEED = Long.getLong("seed", 20_191_230);
  private static final int A = 3;
  private static final int B = 7;

  private OrderBooks books = create();

  /** Makes empty books. */
  abstract OrderBooks create();

  @BeforeEach
  void empty() {
    books = create();
  }

  private List<Long> queue(int symbol, byte side, int level) {
    List<Long> ids = new ArrayList<>();
    books.forEachOrder(symbol, side, level, (id, px, qty) -> ids.add(id));
    return ids;
  }

  private void expectCounts(long unresolved, long crossed, long negative, long duplicates) {
    assertThat(books.unresolvedReferences()).as("unresolved").isEqualTo(unresolved);
    assertThat(books.crossedBooks()).as("crossed").isEqualTo(crossed);
    assertThat(books.negativeSizes()).as("negative").isEqualTo(negative);
    assertThat(books.duplicateOrderIds()).as("duplicates").isEqualTo(duplicates);
  }

  @Test
  void shouldKnowNothingWhenEmpty() {
    assertThat(books.levels(A, BUY)).isZero();
    assertThat(books.bestPx(A, BUY)).isEqualTo(NULL_PX);
    assertThat(books.bestQty(A, SELL)).isEqualTo(NULL_QTY);
    assertThat(books.orders(A, BUY, 0)).isZero();
    assertThat(books.firstOrderId(A, BUY)).isZero();
    assertThat(books.contains(0)).isFalse();
    assertThat(books.orderSymbol(0)).isEqualTo(-1);
    assertThat(books.orderSide(0)).isEqualTo(UNKNOWN_SIDE);
    assertThat(books.orderQty(0)).isEqualTo(NULL_QTY);
    assertThat(books.orderPx(0)).isEqualTo(NULL_PX);
    assertThat(books.qtyAhead(0)).isEqualTo(NULL_QTY);
    assertThat(books.crossed(A)).isFalse();
    assertThat(queue(A, BUY, 0)).isEmpty();
    expectCounts(0, 0, 0, 0);
  }

  @Test
  void shouldSortLevelsFromTheBestWhenOrdersRestOnBothSides() {
    books.add(A, 1, BUY, 100, 990);
    books.add(A, 2, BUY, 200, 1000);
    books.add(A, 3, BUY, 300, 980);
    books.add(A, 4, SELL, 10, 1020);
    books.add(A, 5, SELL, 20, 1010);
    books.add(B, 6, SELL, 7, 1);

    assertThat(books.levels(A, BUY)).isEqualTo(3);
    assertThat(List.of(books.px(A, BUY, 0), books.px(A, BUY, 1), books.px(A, BUY, 2)))
        .containsExactly(1000L, 990L, 980L);
    assertThat(List.of(books.px(A, SELL, 0), books.px(A, SELL, 1))).containsExactly(1010L, 1020L);
    assertThat(books.bestQty(A, BUY)).isEqualTo(200);
    assertThat(books.qty(A, SELL, 1)).isEqualTo(10);
    assertThat(books.px(A, BUY, 3)).isEqualTo(NULL_PX);
    assertThat(books.px(A, BUY, -1)).isEqualTo(NULL_PX);
    assertThat(books.qty(A, BUY, 3)).isEqualTo(NULL_QTY);
    assertThat(books.bestPx(B, SELL)).isEqualTo(1);
    assertThat(books.liveOrders()).isEqualTo(6);
    expectCounts(0, 0, 0, 0);
  }

  @Test
  void shouldQueueByTimeWhenOrdersShareAPrice() {
    for (long id = 1; id <= 4; id++) {
      books.add(A, id, BUY, id * 10, 500);
    }
    assertThat(queue(A, BUY, 0)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(books.firstOrderId(A, BUY)).isEqualTo(1);
    assertThat(books.orders(A, BUY, 0)).isEqualTo(4);
    assertThat(books.bestQty(A, BUY)).isEqualTo(100);
    assertThat(books.qtyAhead(3)).isEqualTo(30);

    books.delete(A, 2);
    books.execute(A, 1, 4);
    assertThat(queue(A, BUY, 0)).containsExactly(1L, 3L, 4L);
    assertThat(books.qtyAhead(4)).isEqualTo(36);

    books.delete(A, 4);
    books.add(A, 2, BUY, 1, 500);
    assertThat(queue(A, BUY, 0)).containsExactly(1L, 3L, 2L);
    books.delete(A, 1);
    assertThat(queue(A, BUY, 0)).containsExactly(3L, 2L);
    assertThat(books.bestQty(A, BUY)).isEqualTo(31);
  }

  @Test
  void shouldKeepTheOrderOfALongQueueWhoeverLeavesOrJoins() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    List<Long> expected = new ArrayList<>();
    long next = 1;
    for (int i = 0; i < 3_000; i++) {
      // In turns the queue grows to a hundred and more, and shrinks to none.
      boolean joins = expected.isEmpty() || random.nextInt(10) < (i % 600 < 300 ? 7 : 3);
      if (joins) {
        books.add(A, next, BUY, 10, 500);
        expected.add(next++);
      } else {
        books.delete(A, expected.remove(random.nextInt(expected.size())));
      }
      assertThat(queue(A, BUY, 0)).as("operation %d", i).isEqualTo(expected);
      assertThat(books.orders(A, BUY, 0)).isEqualTo(expected.size());
      if (!expected.isEmpty()) {
        int at = random.nextInt(expected.size());
        assertThat(books.firstOrderId(A, BUY)).isEqualTo(expected.getFirst());
        assertThat(books.qtyAhead(expected.get(at))).isEqualTo(10L * at);
      }
    }
  }

  @Test
  void shouldRemoveTheLevelWhenItsLastOrderLeaves() {
    books.add(A, 1, SELL, 10, 100);
    books.add(A, 2, SELL, 10, 101);
    assertThat(books.execute(A, 1, 10)).isEqualTo(OrderBooks.OK);
    assertThat(books.levels(A, SELL)).isEqualTo(1);
    assertThat(books.bestPx(A, SELL)).isEqualTo(101);
    assertThat(books.contains(1)).isFalse();
    assertThat(books.delete(A, 2)).isEqualTo(OrderBooks.OK);
    assertThat(books.levels(A, SELL)).isZero();
    assertThat(books.liveOrders()).isZero();
    assertThat(books.peakLiveOrders()).isEqualTo(2);
  }

  @Test
  void shouldKeepThePlaceWhenAnOrderIsReduced() {
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, BUY, 10, 100);
    assertThat(books.reduce(A, 1, 9)).isEqualTo(OrderBooks.OK);
    assertThat(queue(A, BUY, 0)).containsExactly(1L, 2L);
    assertThat(books.orderQty(1)).isEqualTo(1);
    assertThat(books.bestQty(A, BUY)).isEqualTo(11);
    assertThat(books.orderSide(1)).isEqualTo(BUY);
    assertThat(books.orderPx(1)).isEqualTo(100);
    assertThat(books.orderSymbol(1)).isEqualTo(A);
  }

  @Test
  void shouldLoseThePlaceWhenAnOrderIsReplaced() {
    books.add(A, 1, SELL, 10, 100);
    books.add(A, 2, SELL, 10, 100);
    assertThat(books.replace(A, 1, 3, 5, 100)).isEqualTo(OrderBooks.OK);
    assertThat(queue(A, SELL, 0)).containsExactly(2L, 3L);
    assertThat(books.replace(A, 2, 2, 4, 99)).isEqualTo(OrderBooks.OK);
    assertThat(books.bestPx(A, SELL)).isEqualTo(99);
    assertThat(books.orderSide(2)).isEqualTo(SELL);
    assertThat(books.contains(1)).isFalse();
    expectCounts(0, 0, 0, 0);
  }

  @Test
  void shouldCountAndChangeNothingWhenAnOrderIsUnknown() {
    books.add(A, 1, BUY, 10, 100);
    long before = books.digest();
    assertThat(books.execute(A, 2, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.reduce(A, 2, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.delete(A, 2)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.replace(A, 2, 3, 1, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.digest()).isEqualTo(before);
    expectCounts(4, 0, 0, 0);
  }

  @Test
  void shouldNotResolveWhenTheOrderIsOfAnotherSymbol() {
    books.add(A, 1, BUY, 10, 100);
    assertThat(books.execute(B, 1, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.delete(B, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.replace(B, 1, 2, 1, 1)).isEqualTo(OrderBooks.UNRESOLVED);
    assertThat(books.orderQty(1)).isEqualTo(10);
    expectCounts(3, 0, 0, 0);
  }

  @Test
  void shouldKeepTheFirstWhenAnIdLivesAlready() {
    books.add(A, 1, BUY, 10, 100);
    assertThat(books.add(B, 1, SELL, 20, 200)).isEqualTo(OrderBooks.DUPLICATE);
    assertThat(books.orderSymbol(1)).isEqualTo(A);
    assertThat(books.orderQty(1)).isEqualTo(10);
    books.add(A, 2, BUY, 5, 99);
    assertThat(books.replace(A, 2, 1, 7, 98)).isEqualTo(OrderBooks.DUPLICATE);
    assertThat(books.contains(2)).isFalse();
    assertThat(books.orderPx(1)).isEqualTo(100);
    expectCounts(0, 0, 0, 2);
  }

  @Test
  void shouldRemoveAndCountWhenMoreIsTakenThanIsLeft() {
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, BUY, 3, 100);
    assertThat(books.execute(A, 1, 11)).isEqualTo(OrderBooks.BAD_QUANTITY);
    assertThat(books.contains(1)).isFalse();
    assertThat(books.bestQty(A, BUY)).isEqualTo(3);
    expectCounts(0, 0, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void shouldRefuseWhenAQuantityIsNotAboveZero(long qty) {
    assertThat(books.add(A, 1, BUY, qty, 100)).isEqualTo(OrderBooks.BAD_QUANTITY);
    books.add(A, 2, BUY, 10, 100);
    assertThat(books.execute(A, 2, qty)).isEqualTo(OrderBooks.BAD_QUANTITY);
    assertThat(books.reduce(A, 2, qty)).isEqualTo(OrderBooks.BAD_QUANTITY);
    assertThat(books.orderQty(2)).isEqualTo(10);
    assertThat(books.replace(A, 2, 3, qty, 100)).isEqualTo(OrderBooks.BAD_QUANTITY);
    assertThat(books.liveOrders()).isZero();
    assertThat(books.levels(A, BUY)).isZero();
    expectCounts(0, 0, 4, 0);
  }

  @Test
  void shouldRefuseWhenALevelWouldNotFitALong() {
    books.add(A, 1, BUY, Long.MAX_VALUE, 100);
    assertThat(books.add(A, 2, BUY, 1, 100)).isEqualTo(OrderBooks.BAD_QUANTITY);
    assertThat(books.add(A, 2, BUY, 1, 101)).isEqualTo(OrderBooks.OK);
    assertThat(books.qty(A, BUY, 1)).isEqualTo(Long.MAX_VALUE);
    expectCounts(0, 0, 1, 0);
  }

  @Test
  void shouldCountOnceWhenABookBecomesCrossed() {
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, SELL, 10, 100);
    assertThat(books.crossed(A)).as("locked").isFalse();
    books.add(A, 3, SELL, 10, 99);
    books.add(A, 4, SELL, 10, 98);
    assertThat(books.crossed(A)).isTrue();
    expectCounts(0, 1, 0, 0);
    books.delete(A, 3);
    books.delete(A, 4);
    assertThat(books.crossed(A)).isFalse();
    books.replace(A, 1, 5, 10, 101);
    expectCounts(0, 2, 0, 0);
    books.replace(A, 5, 6, 10, 102);
    expectCounts(0, 2, 0, 0);
  }

  @Test
  void shouldNotCountWhenABookMayCross() {
    books.mayCross(A, true);
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, SELL, 10, 99);
    assertThat(books.crossed(A)).isTrue();
    expectCounts(0, 0, 0, 0);
    books.mayCross(A, false);
    expectCounts(0, 1, 0, 0);
    books.mayCross(A, false);
    expectCounts(0, 1, 0, 0);
    books.clear(A);
    assertThat(books.liveOrders()).isZero();
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, SELL, 10, 99);
    expectCounts(0, 2, 0, 0);
  }

  @Test
  void shouldEmptyOneSymbolWhenItIsCleared() {
    for (long id = 1; id <= 100; id++) {
      books.add(id % 2 == 0 ? A : B, id, id % 3 == 0 ? BUY : SELL, id, id % 3 == 0 ? 50 : 60 + id);
    }
    long before = books.digest(B);
    books.clear(A);
    books.clear(1_000);
    assertThat(books.levels(A, BUY) + books.levels(A, SELL)).isZero();
    assertThat(books.liveOrders()).isEqualTo(50);
    assertThat(books.digest(B)).isEqualTo(before);
    assertThat(books.digest(A)).isEqualTo(create().digest(A));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFF_FFFFL, 1L << 32, 4095, 4096})
  void shouldTakeAnyIdAndAnyPrice(long extreme) {
    assertThat(books.add(A, extreme, BUY, 10, extreme)).isEqualTo(OrderBooks.OK);
    assertThat(books.add(A, extreme + 7, SELL, 10, extreme)).isEqualTo(OrderBooks.OK);
    assertThat(books.orderPx(extreme)).isEqualTo(extreme);
    assertThat(books.bestPx(A, SELL)).isEqualTo(extreme);
    assertThat(books.delete(A, extreme)).isEqualTo(OrderBooks.OK);
    assertThat(books.contains(extreme)).isFalse();
    assertThat(books.contains(extreme + 7)).isTrue();
  }

  @Test
  void shouldDigestWhatIsThereAndNotHowItCame() {
    books.add(A, 1, BUY, 10, 100);
    books.add(A, 2, BUY, 10, 100);
    long digest = books.digest();
    books.add(B, 9, SELL, 1, 1);
    assertThat(books.digest()).isNotEqualTo(digest);
    books.delete(B, 9);
    assertThat(books.digest()).isEqualTo(digest);
    books.replace(A, 1, 1, 10, 100);
    assertThat(books.digest()).as("another order first").isNotEqualTo(digest);
  }

  @Test
  void shouldRefuseTheCallerWhenASideOrSymbolCannotBe() {
    assertThatThrownBy(() -> books.add(A, 1, UNKNOWN_SIDE, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side=2");
    assertThatThrownBy(() -> books.add(-1, 1, BUY, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("symbol=-1");
  }
}
