package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void shouldKeepWhatIsThereAndBeZeroBehindItWhenItGrows() {
    Records records = new Records(32, 2);
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
    for (int bytes = 8; bytes <= 64; bytes *= 2) {
      int last = bytes / Long.BYTES - 1;
      for (int count = 1; count <= 8; count++) {
        for (int i = 0; i < 100; i++) {
          Records records = new Records(bytes, count);
          records.set(count - 1, last, i);
          assertThat(records.get(count - 1, last)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void shouldReachTheHalvesOfItsLongsAsInts() {
    Records records = new Records(16, 2);
    records.set(1, 1, 0x1234_5678_1234_5678L);
    assertThat(records.getInt(1, 2)).isEqualTo(0x1234_5678);
    assertThat(records.getInt(1, 3)).isEqualTo(0x1234_5678);
    records.setInt(1, 3, 7);
    records.setInt(1, 2, 7);
    assertThat(records.get(1, 1)).isEqualTo(0x0000_0007_0000_0007L);
    assertThat(records.get(1, 0)).isZero();
    // Both are of the same memory after it has grown as well.
    records.require(100);
    records.setInt(1, 2, 9);
    records.setInt(1, 3, 9);
    assertThat(records.get(1, 1)).isEqualTo(0x0000_0009_0000_0009L);
  }

  @Test
  void shouldSayThatSoManyDoNotFit() {
    assertThatThrownBy(() -> new Records(64, 1 << 26))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("books hold at most 33554429 records of 64 bytes: records=67108864");
  }
}
