package io.statarb.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bundle.TestModels;
import io.statarb.cli.Refusal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class OnnxScorerTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void shouldGiveEqualBitsWhenAskedAgain() {
    byte[] onnx = TestModels.linear(NAMES, new double[] {0.1, 0.2, 0.3}, 0.4).build().toByteArray();
    SplittableRandom random = new SplittableRandom(5);
    try (Scorer one = OnnxScorer.of(onnx, 3);
        Scorer two = OnnxScorer.of(onnx, 3)) {
      for (int i = 0; i < 1_000; i++) {
        double[] row = random.doubles(3, -1e6, 1e6).toArray();
        double score = one.score(row);
        assertThat(one.score(row)).isEqualTo(score);
        assertThat(two.score(row)).isEqualTo(score);
      }
    }
  }

  @Test
  void shouldFollowTheTreeWhenRowsLieAtSplits() {
    try (Scorer scorer = OnnxScorer.of(TestModels.tree(NAMES).build().toByteArray(), 3)) {
      assertThat(scorer.score(new double[] {0.5, 9, 0})).isEqualTo(-1.0);
      assertThat(scorer.score(new double[] {Math.nextUp(0.5f), 2, 0})).isEqualTo(1.0);
      assertThat(scorer.score(new double[] {0.6, Math.nextUp(2f), 0})).isEqualTo(3.0);
    }
  }

  @Test
  void shouldReadFeaturesAsFloat32() {
    byte[] onnx = TestModels.linear(NAMES, new double[] {1.0, 0.0, 0.0}, 0.0).build().toByteArray();
    try (Scorer scorer = OnnxScorer.of(onnx, 3)) {
      assertThat(scorer.score(new double[] {0.1, 0, 0})).isEqualTo((double) 0.1f);
    }
  }

  @Test
  void shouldGiveNaNWhenAFeatureIsNotFinite() {
    byte[] onnx = TestModels.tree(NAMES).build().toByteArray();
    try (Scorer scorer = OnnxScorer.of(onnx, 3)) {
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e39}) {
        assertThat(scorer.score(new double[] {1.0, bad, 1.0})).isNaN();
        assertThat(scorer.score(new double[] {1.0, 1.0, 1.0})).isEqualTo(1.0);
      }
    }
  }

  @Test
  void shouldRefuseWhenModelTakesOtherFeatures() {
    byte[] onnx = TestModels.tree(NAMES).build().toByteArray();
    assertThatThrownBy(() -> OnnxScorer.of(onnx, 4))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("must take features float32 [N,4]");
  }

  @Test
  void shouldRefuseWhenRuntimeDoesNotAcceptTheBytes() {
    assertThatThrownBy(() -> OnnxScorer.of(new byte[] {1, 2, 3}, 3))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("ONNX Runtime does not accept the model");
  }
}
