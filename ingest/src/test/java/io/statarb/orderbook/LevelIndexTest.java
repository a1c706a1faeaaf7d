package io.statarb.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelIndexTest {
  private static final long SEED = 20261129;

  private final LevelIndex index = new LevelIndex(64);

  @Test
  void shouldFindWhatIsThereAndNothingElse() {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    Map<Integer, Integer> levelByHash = new HashMap<>();
    List<Integer> hashes = new ArrayList<>();
    for (int level = 1; level < 50_000; level++) {
      // Few upper bits, so that many begin their search at the same place, some at the very end.
      int hash = (random.nextInt(16) << 28) + random.nextInt(64);
      assertThat(index.first(hash)).isEqualTo(levelByHash.getOrDefault(hash, 0));
      if (levelByHash.containsKey(hash)) {
        continue;
      }
      index.put(hash, level);
      levelByHash.put(hash, level);
      hashes.add(hash);
      if (hashes.size() > 40) {
        int gone = hashes.get(random.nextInt(hashes.size()));
        hashes.remove((Object) gone);
        index.remove(gone, levelByHash.getOrDefault(gone, 0));
        levelByHash.remove(gone);
        assertThat(index.first(gone)).isZero();
        levelByHash.forEach((each, its) -> assertThat(index.first(each)).isEqualTo(its));
      }
    }
  }

  @Test
  void shouldHoldTwoLevelsOfTheSameHash() {
    index.put(7, 1);
    index.put(7, 2);

    assertThat(levels(7)).containsExactly(1, 2);
    index.remove(7, 2);
    assertThat(levels(7)).containsExactly(1);
  }

  @Test
  void shouldGrowBeyondWhatWasExpected() {
    for (int level = 1; level <= 10_000; level++) {
      index.put(LevelIndex.hash(level & 1, level * 100L), level);
    }

    for (int level = 1; level <= 10_000; level++) {
      assertThat(levels(LevelIndex.hash(level & 1, level * 100L))).contains(level);
    }
  }

  private List<Integer> levels(int hash) {
    List<Integer> levels = new ArrayList<>();
    int at = index.home(hash);
    while (index.get(at) != 0) {
      if (LevelIndex.hash(index.get(at)) == hash) {
        levels.add(LevelIndex.level(index.get(at)));
      }
      at = index.next(at);
    }
    return levels;
  }
}
