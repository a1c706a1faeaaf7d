package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DayIdsTest {
  private static final long PAGE = 1 << 12;

  @Test
  void shouldHoldWhatASetHolds() {
    DayIds ids = new DayIds();
    Set<Long> expected = new HashSet<>();
    Random random = new Random(2_201);
    for (int i = 0; i < 100_000; i++) {
      long id = random.nextLong(-20_000, 20_000) * (i % 3 == 0 ? 1 : 1_000_003);
      switch (random.nextInt(3)) {
        case 0 -> assertThat(ids.add(id)).isEqualTo(expected.add(id));
        case 1 -> assertThat(ids.remove(id)).isEqualTo(expected.remove(id));
        default -> assertThat(ids.contains(id)).isEqualTo(expected.contains(id));
      }
    }
  }

  @Test
  void shouldForgetTheOldestPageWhenTooManyAreHeld() {
    DayIds ids = new DayIds();
    for (long page = 0; page <= DayIds.MOST_PAGES; page++) {
      ids.add(page * PAGE + 5);
    }
    assertThat(ids.contains(5)).isFalse();
    assertThat(ids.contains(PAGE + 5)).isTrue();
    assertThat(ids.contains(DayIds.MOST_PAGES * PAGE + 5)).isTrue();
  }
}
