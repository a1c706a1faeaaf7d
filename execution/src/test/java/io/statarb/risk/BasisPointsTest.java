package io.statarb.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.instruments.Instrument;
import org.junit.jupiter.api.Test;

class BasisPointsTest {
  @Test
  void shouldRoundLimitAwayFromTouch() {
    long oneBp = BasisPoints.partsE8(1.0);
    assertThat(oneBp).isEqualTo(10_000);
    assertThat(BasisPoints.limitPxTicks(1, 139_010, oneBp)).isEqualTo(139_024);
    assertThat(BasisPoints.limitPxTicks(-1, 139_010, oneBp)).isEqualTo(138_996);
    assertThat(BasisPoints.limitPxTicks(1, 140_000, oneBp)).isEqualTo(140_014);
    assertThat(BasisPoints.limitPxTicks(1, 139_010, 0)).isEqualTo(139_010);
  }

  @Test
  void shouldGiveNoPriceWhenItDoesNotFit() {
    assertThat(BasisPoints.limitPxTicks(1, Long.MAX_VALUE / 2, 10_000))
        .isEqualTo(Instrument.NULL_PX);
    assertThat(BasisPoints.limitPxTicks(1, Instrument.NULL_PX, 1)).isEqualTo(Instrument.NULL_PX);
    assertThat(BasisPoints.limitPxTicks(-1, 10, 100_000_000)).isEqualTo(Instrument.NULL_PX);
    assertThat(BasisPoints.distanceE8(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(BasisPoints.distanceE8(1, 0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldMeasureDistanceRoundedUp() {
    assertThat(BasisPoints.distanceE8(200_400, 200_000)).isEqualTo(200_000);
    assertThat(BasisPoints.distanceE8(199_600, 200_000)).isEqualTo(200_000);
    assertThat(BasisPoints.distanceE8(200_001, 300_000)).isEqualTo(33_333_000);
    assertThat(BasisPoints.distanceE8(200_000, 300_000)).isEqualTo(33_333_334);
  }

  @Test
  void shouldRefuseSillyBps() {
    assertThatThrownBy(() -> BasisPoints.partsE8(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BasisPoints.partsE8(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
