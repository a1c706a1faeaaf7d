package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrdersTest {
  private static final long SEED = Long.getLong("seed", 20_191_230);

  private final PriceLevels levels = new PriceLevels(new BookCapacity(1, 1, 1, 1, false));
  private final int level = levels.open(0, 1);

  @Test
  void shouldFindWhatAMapFindsWhateverTheIds() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    Orders orders = orders(3);
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
      int slot = orders.slot(id);
      assertThat(slot != Orders.NONE).as("id=%d", id).isEqualTo(expected.containsKey(id));
      if (slot != Orders.NONE) {
        assertThat(orders.qty(slot))
            .as("id=%d", id)
            .isEqualTo(expected.getOrDefault(id, 0).longValue());
        expected.remove(id);
        assertThat(orders.id(slot)).isEqualTo(id);
        remove(orders, id);
      } else {
        expected.put(id, i);
        add(orders, id, i);
        known.add(id);
      }
      most = Math.max(most, orders.spilledCount());
      assertThat(orders.spilledCount()).isLessThanOrEqualTo(expected.size());
    }
    assertThat(most).isGreaterThan(1_000);
    for (long id : List.copyOf(expected.keySet())) {
      remove(orders, id);
    }
    assertThat(orders.spilledCount()).isZero();
    assertThat(levels.orders(level)).isZero();
  }

  @Test
  void shouldNotSpillWhenPagesOfDeadOrdersCanBeUsedAgain() {
    Orders orders = orders(8);
    for (long id = 0; id < 1_000_000; id++) {
      add(orders, id, 7);
      assertThat(orders.qty(orders.slot(id))).isEqualTo(7);
      if (id >= 100) {
        remove(orders, id - 100);
      }
    }
    assertThat(orders.spilledCount()).isZero();
  }

  @Test
  void shouldKeepIdsOfAPartitionThatGoUpByFoursSideBySide() {
    Orders orders = orders(4);
    for (int partition = 0; partition < 4; partition++) {
      for (long id = partition; id < 16_384; id += 4) {
        add(orders, id, 7);
        assertThat(orders.slot(id) - orders.slot(partition)).isEqualTo((int) (id / 4));
        assertThat(orders.id(orders.slot(id))).isEqualTo(id);
      }
    }
    assertThat(orders.spilledCount()).isZero();
  }

  @Test
  void shouldKeepTheQueueOfALevelWhenItsOrdersMove() {
    Orders orders = orders(1);
    // Each is alone on its page, so that it moves when the next one comes.
    for (int i = 0; i < 30; i++) {
      add(orders, i * 20_000L, 1 + i);
    }
    assertThat(orders.spilledCount()).isEqualTo(29);
    List<Long> ids = new ArrayList<>();
    for (int queue = levels.oldest(level); ; queue = levels.newer(queue)) {
      for (int i = 0; i < levels.used(queue); i++) {
        int slot = levels.slot(queue, i);
        assertThat(orders.slot(orders.id(slot))).isEqualTo(slot);
        assertThat(orders.queue(slot)).isEqualTo(queue);
        ids.add(orders.id(slot));
      }
      if (queue == level) {
        break;
      }
    }
    assertThat(ids).hasSize(30).isSorted();
  }

  private Orders orders(int idPages) {
    return new Orders(new BookCapacity(1, 1, 1, idPages, false), levels);
  }

  private void add(Orders orders, long id, long qty) {
    levels.append(level, orders.put(orders.place(id), id, qty, level), orders);
  }

  private void remove(Orders orders, long id) {
    int slot = orders.slot(id);
    levels.remove(level, orders.queue(slot), slot);
    orders.remove(slot);
  }
}
