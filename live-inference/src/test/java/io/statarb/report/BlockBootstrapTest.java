package io.statarb.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
  private static final long SEED = Long.getLong("seed", 5L);

  @Test
  void shouldBeAsWideAsTheNormalIntervalWhenValuesAreIndependent() {
    System.out.println("seed=" + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 1000;
    long[] values = new long[n];
    for (int i = 0; i < n; i++) {
      values[i] = Math.round(1e6 * random.nextGaussian());
    }
    MeanInterval interval = BlockBootstrap.meanInterval(values, 30, 1);

    // sd / sqrt(n) = 31,623; the block bootstrap of 1,000 values is within a fifth of it.
    assertThat(width(interval)).isCloseTo(2 * 1.96 * 1e6 / Math.sqrt(n), within(25_000.0));
  }

  @Test
  void shouldBeWiderWhenNeighboursAreAlike() {
    SplittableRandom random = new SplittableRandom(SEED);
    int n = 1000;
    long[] alike = new long[n];
    double level = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      level = 0.8 * level + 1e6 * random.nextGaussian();
      alike[i] = Math.round(level);
      squares += level * level;
    }
    double independentWidth = 2 * 1.96 * Math.sqrt(squares / n) / Math.sqrt(n);
    assertThat(width(BlockBootstrap.meanInterval(alike, 30, 1)))
        .isGreaterThan(1.5 * independentWidth);
  }

  @Test
  void shouldDrawTheSameWhenTheSeedIsTheSame() {
    long[] values = {3, -1, 4, -1, 5, -9, 2, -6, 5, 3};
    assertThat(BlockBootstrap.meanInterval(values, 30, 9))
        .isEqualTo(BlockBootstrap.meanInterval(values, 30, 9))
        .isNotEqualTo(BlockBootstrap.meanInterval(values, 30, 10));
  }

  @Test
  void shouldNotConcludeFromFewDaysWhateverTheInterval() {
    long[] gains = {10, 11, 12, 11, 10, 12, 11, 10};
    assertThat(BlockBootstrap.meanInterval(gains, 2, 1).verdict())
        .isEqualTo("too few days to conclude: 2 of at least 20");
    assertThat(BlockBootstrap.meanInterval(gains, 20, 1).verdict())
        .isEqualTo("a gain per round trip");
    long[] losses = {-10, -11, -12, -11, -10, -12, -11, -10};
    assertThat(BlockBootstrap.meanInterval(losses, 20, 1).verdict())
        .isEqualTo("a loss per round trip");
    assertThat(BlockBootstrap.meanInterval(new long[] {5, -5, 6, -6}, 20, 1).verdict())
        .isEqualTo("not told from zero");
    assertThat(BlockBootstrap.meanInterval(new long[] {5}, 20, 1).lowMicros()).isNull();
    assertThat(BlockBootstrap.meanInterval(new long[0], 20, 1).meanMicros()).isNull();
  }

  @Test
  void shouldInterpolateQuantilesLikeDefinitionSeven() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(BlockBootstrap.quantile(sorted, 0.5)).isEqualTo(3.0);
    assertThat(BlockBootstrap.quantile(sorted, 0.0)).isEqualTo(1.0);
    assertThat(BlockBootstrap.quantile(sorted, 1.0)).isEqualTo(8.0);
    assertThat(BlockBootstrap.quantile(sorted, 0.25)).isEqualTo(1.75);
  }

  private static double width(MeanInterval interval) {
    Double low = interval.lowMicros();
    Double high = interval.highMicros();
    assertThat(low).isNotNull();
    assertThat(high).isNotNull();
    return (high == null ? 0 : high) - (low == null ? 0 : low);
  }
}
