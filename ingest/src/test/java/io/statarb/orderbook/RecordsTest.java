package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void shouldKeepWhatIsThereAndBeZeroBehindItWhenItGrows() {
    Records records = new Records(2);
    records.set(0, 0, -1);
    records.set(1, 3, Long.MIN_VALUE);
    records.require(1_000);
    assertThat(records.get(0, 0)).isEqualTo(-1);
    assertThat(records.get(1, 3)).isEqualTo(Long.MIN_VALUE);
    for (int record = 2; record < 1_000; record++) {
      assertThat(records.get(record, record & 3)).isZero();
    }
  }

  @Test
  void shouldHaveRoomForAsManyAsWereAskedFor() {
    // Where memory begins is chance; a hundred of each find a slice that is too short.
    for (int count = 1; count <= 8; count++) {
      for (int i = 0; i < 100; i++) {
        Records records = new Records(count);
        records.set(count - 1, Records.LONGS - 1, i);
        assertThat(records.get(count - 1, Records.LONGS - 1)).isEqualTo(i);
      }
    }
  }

  @Test
  void shouldChangeOneHalfAlone() {
    Records records = new Records(1);
    records.set(0, 1, 0x1234_5678_9ABC_DEF0L);
    records.setLow(0, 1, 7);
    assertThat(records.get(0, 1)).isEqualTo(0x1234_5678_0000_0007L);
    records.setHigh(0, 1, Integer.MAX_VALUE);
    assertThat(records.get(0, 1)).isEqualTo(0x7FFF_FFFF_0000_0007L);
  }
}
