package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordsTest {
  @Test
  void shouldKeepWhatIsThereAndBeZeroBehindItWhenItGrows() {
    Records records = new Records(32, 2);
    records.set(0, -1);
    records.set(7, Long.MIN_VALUE);
    records.require(1_000);
    assertThat(records.get(0)).isEqualTo(-1);
    assertThat(records.get(7)).isEqualTo(Long.MIN_VALUE);
    for (int at = 8; at < 4_000; at++) {
      assertThat(records.get(at)).isZero();
    }
  }

  @Test
  void shouldHaveRoomForAsManyAsWereAskedFor() {
    // Where memory begins is chance; a hundred of each find a slice that is too short.
    for (int bytes = 8; bytes <= 64; bytes *= 2) {
      for (int count = 1; count <= 8; count++) {
        for (int i = 0; i < 100; i++) {
          Records records = new Records(bytes, count);
          int last = count * bytes / Long.BYTES - 1;
          records.set(last, i);
          assertThat(records.get(last)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void shouldReachTheHalvesOfItsLongsAsInts() {
    Records records = new Records(16, 2);
    records.set(3, 0x1234_5678_9ABC_DEF0L);
    assertThat(records.getInt(6)).isEqualTo(0x9ABC_DEF0);
    assertThat(records.getInt(7)).isEqualTo(0x1234_5678);
    records.setInt(7, 7);
    records.setInt(6, 6);
    assertThat(records.get(3)).isEqualTo(0x0000_0007_0000_0006L);
    assertThat(records.get(2)).isZero();
    // Both are of the same memory after it has grown as well.
    records.require(100);
    records.setInt(6, 8);
    records.setInt(7, 9);
    assertThat(records.get(3)).isEqualTo(0x0000_0009_0000_0008L);
  }

  @Test
  void shouldSayThatSoManyDoNotFit() {
    assertThatThrownBy(() -> new Records(64, 1 << 26))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("books hold at most 33554429 records of 64 bytes: records=67108864");
  }

  @Test
  void shouldFindAPlaceThatIsNotThereWhereAssertionsAreOn() {
    Records records = new Records(16, 4);
    int behind = 1_000;
    assertThatThrownBy(() -> records.get(-1)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> records.set(behind, 1)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> records.getInt(-1)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> records.setInt(behind, 1)).isInstanceOf(AssertionError.class);
  }
}
