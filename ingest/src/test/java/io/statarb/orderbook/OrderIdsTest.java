package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrderIdsTest {
  private static final long SEED = Long.getLong("seed", 20_191_230);

  @Test
  void shouldFindWhatAMapFindsWhateverTheIds() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    OrderIds ids = new OrderIds(new BookCapacity(1, 1, 1, 3, false));
    Map<Long, Integer> expected = new HashMap<>();
    List<Long> known = new ArrayList<>();
    int most = 0;
    for (int i = 1; i < 200_000; i++) {
      long id =
          switch (random.nextInt(4)) {
            case 0 -> i;
            case 1 -> 1_000_000L + 4L * i;
            case 2 -> random.nextLong() >>> random.nextInt(64);
            default -> known.isEmpty() ? 0 : known.get(random.nextInt(known.size()));
          };
      assertThat(ids.slot(id)).as("id=%d", id).isEqualTo(expected.getOrDefault(id, 0));
      if (expected.remove(id) != null) {
        ids.remove(id);
      } else {
        expected.put(id, i);
        ids.put(id, i);
        known.add(id);
      }
      most = Math.max(most, ids.spilledCount());
      assertThat(ids.spilledCount()).isLessThanOrEqualTo(expected.size());
    }
    assertThat(most).isGreaterThan(1_000);
    for (long id : List.copyOf(expected.keySet())) {
      ids.remove(id);
    }
    assertThat(ids.spilledCount()).isZero();
  }

  @Test
  void shouldNotSpillWhenPagesOfDeadOrdersCanBeUsedAgain() {
    OrderIds ids = new OrderIds(new BookCapacity(1, 1, 1, 2, false));
    for (long id = 0; id < 1_000_000; id++) {
      ids.put(id, 7);
      assertThat(ids.slot(id)).isEqualTo(7);
      if (id >= 100) {
        ids.remove(id - 100);
      }
    }
    assertThat(ids.spilledCount()).isZero();
  }
}
