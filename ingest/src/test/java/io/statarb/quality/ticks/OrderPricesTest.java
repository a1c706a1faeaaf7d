package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prices of orders in another unit, among prices about 58.53. */
final class OrderPricesTest {
  private static final long USUAL_E9 = 58_530_000_000L;
  private static final long CENT_E9 = 10_000_000L;

  private final OrderPrices prices = new OrderPrices();

  @BeforeEach
  void takeUsualPrices() {
    takeNear(USUAL_E9, 40);
  }

  private void takeNear(long pxE9, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(prices.factor(pxE9 + i % 7 * CENT_E9)).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-3, 0.01, 0.1, 10, 100, 1e3, 1e4})
  void shouldTellThePowerOfTenByWhichAPriceIsOff(double power) {
    assertThat(prices.factor((long) (USUAL_E9 * power))).isEqualTo(power);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {10_000_000L, 600_000_000_000L, 199_999_000_000_000L, 29_270_000_000L, 0, -1})
  void shouldNotMindOrdersFarFromTheMarket(long pxE9) {
    assertThat(prices.factor(pxE9)).isOne();
  }

  @Test
  void shouldFollowAMarketThatMoves() {
    for (long px = USUAL_E9; px < 12 * USUAL_E9; px += px / 50) {
      assertThat(prices.factor(px)).isOne();
    }
    assertThat(prices.factor(USUAL_E9)).isNotEqualTo(10);
  }

  @Test
  void shouldTakeAUnitThatStaysForTheUsualOne() {
    for (int i = 0; i < 31; i++) {
      prices.factor(100 * USUAL_E9);
    }
    takeNear(100 * USUAL_E9, 10);
    assertThat(prices.factor(USUAL_E9)).isEqualTo(0.01);
  }

  @Test
  void shouldSayNothingOfTheFirstPrices() {
    OrderPrices fresh = new OrderPrices();
    for (int i = 0; i < 5; i++) {
      assertThat(fresh.factor(USUAL_E9)).isOne();
      assertThat(fresh.factor(10 * USUAL_E9)).isOne();
    }
  }
}
