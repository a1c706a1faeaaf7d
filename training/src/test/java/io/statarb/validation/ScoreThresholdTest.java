package io.statarb.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.statarb.training.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ScoreThresholdTest {

  @Test
  void shouldLieNearTheQuantileAndAwayFromEveryScore() {
    long seed = Seeds.seed();
    for (int round = 0; round < 50; round++) {
      SplittableRandom random = new SplittableRandom(seed + round);
      double[] scores = random.doubles(2000, -1, 1).toArray();
      double[] others = random.doubles(20000, -1, 1).toArray();
      double quantile = random.nextDouble();

      double threshold = ScoreThreshold.near(scores, quantile, others);

      long below = Arrays.stream(scores).filter(s -> Math.abs(s) < threshold).count();
      assertThat((double) below / scores.length).isCloseTo(quantile, within(0.01));
      for (double score : others) {
        // 20,000 scores in [0, 1] lie 5e-5 apart on average; the widest gap of about 200 is some
        // times that.
        assertThat(Math.abs(Math.abs(score) - threshold)).isGreaterThan(1e-5);
      }
    }
  }

  @Test
  void shouldFindAGapWhenMostScoresAreEqual() {
    double[] scores = new double[1000];
    Arrays.fill(scores, 0.25);
    scores[17] = -0.5;

    assertThat(ScoreThreshold.near(scores, 0.5, new double[0])).isCloseTo(0.375, within(1e-12));
  }

  @Test
  void shouldSayNothingWhenAllScoresAreEqual() {
    assertThat(ScoreThreshold.near(new double[] {0.1, -0.1, 0.1}, 0.5, new double[0])).isNaN();
    assertThat(ScoreThreshold.near(new double[0], 0.5, new double[0])).isNaN();
  }
}
