package io.statarb.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PurgedSplitTest {

  @Test
  void shouldNeverLetATrainingLabelReachValidationWhateverTheTimes() {
    long seed = Seeds.seed();
    for (int round = 0; round < 300; round++) {
      SplittableRandom random = new SplittableRandom(seed + round);
      int n = random.nextInt(1, 200);
      long horizon = random.nextLong(0, 50);
      long embargo = random.nextLong(0, 50);
      long[] start = random.longs(n, 0, 600).sorted().toArray();
      int[] block = new int[n];
      long[] end = new long[n];
      for (int i = 0; i < n; i++) {
        block[i] = (int) (start[i] / 120);
        // Labels of different lengths, some of which reach over the next block.
        end[i] = start[i] + random.nextLong(0, horizon + 1) * (random.nextInt(10) == 0 ? 4 : 1);
      }
      int validated = random.nextInt(0, 6);

      PurgedSplit split = PurgedSplit.of(block, start, end, validated, embargo);

      for (int j : split.validation()) {
        assertThat(block[j]).as("round %d", round).isEqualTo(validated);
        for (int i : split.train()) {
          assertThat(block[i]).as("round %d", round).isLessThan(validated);
          assertThat(end[i] + embargo).as("round %d", round).isLessThanOrEqualTo(start[j]);
        }
      }
      assertThat(split.train()).isSorted();
      assertThat(split.validation()).isSorted();
    }
  }

  @Test
  void shouldDropOnlyWhatOverlapsWhenBlocksTouch() {
    int[] block = {0, 0, 0, 1, 1, 1};
    long[] start = {0, 10, 20, 30, 40, 50};
    long[] end = {10, 20, 30, 40, 50, 60};

    PurgedSplit split = PurgedSplit.of(block, start, end, 1, 15);

    // Row 2's label ends with the first validation row; row 3 lies within 15 of the end of row 1's
    // label at 20.
    assertThat(split.train()).containsExactly(0, 1);
    assertThat(split.validation()).containsExactly(4, 5);
  }

  @Test
  void shouldKeepAllValidationRowsWhenNothingTrains() {
    PurgedSplit split =
        PurgedSplit.of(new int[] {0, 0}, new long[] {1, 2}, new long[] {3, 4}, 0, 100);

    assertThat(split.train()).isEmpty();
    assertThat(split.validation()).containsExactly(0, 1);
  }

  @Test
  void shouldRefuseALabelThatEndsBeforeItsRow() {
    assertThatThrownBy(() -> PurgedSplit.of(new int[] {0}, new long[] {5}, new long[] {4}, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("labelEndNs=4");
  }

  @Test
  void shouldSpreadThinnedRowsEvenly() {
    int[] rows = java.util.stream.IntStream.range(0, 1000).toArray();

    int[] thinned = Thinning.evenly(rows, 100);

    assertThat(thinned).hasSize(100).isSorted().doesNotHaveDuplicates();
    for (int i = 1; i < thinned.length; i++) {
      assertThat(thinned[i] - thinned[i - 1]).isEqualTo(10);
    }
    assertThat(Thinning.evenly(Arrays.copyOf(rows, 7), 100)).hasSize(7);
  }
}
