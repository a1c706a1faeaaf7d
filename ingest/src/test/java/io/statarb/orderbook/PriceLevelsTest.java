package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceLevelsTest {
  private static final int SIDE = 2;

  private final PriceLevels levels = new PriceLevels(BookCapacity.SMALL);

  @Test
  void shouldTellApartLevelsOfTheSameHash() {
    Map<Integer, Long> keyByHash = new HashMap<>();
    long key = 0;
    Long other = null;
    // Of a few hundred thousand prices two share one of 2^32 hashes.
    while (other == null) {
      key++;
      // The high bits of neighbours never meet; these do.
      other = keyByHash.put(LevelIndex.hash(SIDE, spread(key)), spread(key));
    }
    int first = levels.open(SIDE, other);
    assertThat(levels.find(SIDE, spread(key))).isZero();

    int second = levels.open(SIDE, spread(key));

    assertThat(levels.find(SIDE, other)).isEqualTo(first);
    assertThat(levels.find(SIDE, spread(key))).isEqualTo(second);
    levels.close(second);
    assertThat(levels.find(SIDE, spread(key))).isZero();
    assertThat(levels.find(SIDE, other)).isEqualTo(first);
  }

  private static long spread(long key) {
    return key * key * key;
  }
}
