package io.statarb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskPairTest {
  @Test
  void shouldHedgeValueWithOppositeSignWhenRatioIsPositive() {
    DeskPair pair = new DeskPair(0, 0, 1, 0.6);
    // 0.6 x 100 x 1.39 / 0.86 = 96.98
    assertThat(pair.hedgeLots(100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(-97);
    assertThat(pair.hedgeLots(-100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(97);
  }

  @Test
  void shouldHedgeWithSameSignWhenRatioIsNegative() {
    DeskPair pair = new DeskPair(0, 0, 1, -0.6);
    assertThat(pair.hedgeLots(100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(97);
    assertThat(pair.hedgeLots(-100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(-97);
  }

  @Test
  void shouldHedgeWithOneLotAtLeast() {
    assertThat(new DeskPair(0, 0, 1, 0.0001).hedgeLots(1, 200, 10_000, 200, 10_000)).isEqualTo(-1);
  }
}
