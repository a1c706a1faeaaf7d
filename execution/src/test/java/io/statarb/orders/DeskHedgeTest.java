package io.statarb.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeskHedgeTest {
  @Test
  void shouldHedgeValueWithOppositeSignWhenRatioIsPositive() {
    DeskHedge hedge = new DeskHedge(1, 0.6);
    // 0.6 x 100 x 1.39 / 0.86 = 96.98
    assertThat(hedge.lots(100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(-97);
    assertThat(hedge.lots(-100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(97);
  }

  @Test
  void shouldHedgeWithSameSignWhenRatioIsNegative() {
    DeskHedge hedge = new DeskHedge(1, -0.6);
    assertThat(hedge.lots(100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(97);
    assertThat(hedge.lots(-100, 278_000, 10_000, 172_000, 10_000)).isEqualTo(-97);
  }

  @Test
  void shouldHedgeWithOneLotAtLeast() {
    assertThat(new DeskHedge(1, 0.0001).lots(1, 200, 10_000, 200, 10_000)).isEqualTo(-1);
  }
}
