package io.statarb.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.features.PairDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingRunTest {
  @TempDir private Path temp;

  @Test
  void shouldReadBackWhatWasWrittenWhenNumbersAreOdd() {
    TrainingRun run = run(pair(0, Double.POSITIVE_INFINITY, Double.NaN), pair(3, 1.0, 0.1 + 0.2));
    run.write(temp);
    assertThat(TrainingRun.read(temp)).isEqualTo(run);
  }

  @Test
  void shouldRefuseWhenPairsAreNotInOrder() {
    assertThatThrownBy(() -> run(pair(3, 1.0, 0.0), pair(0, 1.0, 0.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pairId=0 after=3");
  }

  @Test
  void shouldRefuseWhenRunIsMissing() {
    assertThatThrownBy(() -> TrainingRun.read(temp.resolve("nowhere")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("training.json");
  }

  @Test
  void shouldReadBackRowsBitByBit() {
    float[] features = {0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, 1.5f};
    double[] predictions = {-0.0, Double.MIN_VALUE, Math.PI};
    Path file = temp.resolve("0/validation-rows.bin");
    ValidationRows.of(2, features, predictions).write(file);

    ValidationRows read = ValidationRows.read(file);

    assertThat(read.rows()).isEqualTo(3);
    assertThat(read.columns()).isEqualTo(2);
    for (int i = 0; i < 6; i++) {
      assertThat(Float.floatToRawIntBits(read.feature(i / 2, i % 2)))
          .isEqualTo(Float.floatToRawIntBits(features[i]));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(Double.doubleToRawLongBits(read.prediction(i)))
          .isEqualTo(Double.doubleToRawLongBits(predictions[i]));
    }
  }

  @Test
  void shouldRefuseRowsWhenFileIsCutOrLonger() throws IOException {
    Path file = temp.resolve("rows.bin");
    ValidationRows.of(2, new float[4], new double[2]).write(file);
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole).hasSize(8 + 4 * 4 + 2 * 8);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ValidationRows.read(file)).isInstanceOf(Refusal.class);
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> ValidationRows.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rows=2 columns=2 bytes=" + (whole.length + 1));
    byte[] negative = whole.clone();
    negative[3] = -1;
    Files.write(file, negative);
    assertThatThrownBy(() -> ValidationRows.read(file)).isInstanceOf(Refusal.class);
  }

  private static TrainingRun run(TrainedPair... pairs) {
    return new TrainingRun(
        "d".repeat(64), "fx-pair-v1", "h", List.of("2014-05-01"), List.of(), 7, List.of(pairs));
  }

  private static TrainedPair pair(int id, double halfLifeS, double metric) {
    PairDefinition definition =
        new PairDefinition(id, "A.V", "B.V", 1.1, 0.0, -0.0, 1e-4, halfLifeS);
    return new TrainedPair(
        id,
        definition.name(),
        definition,
        1e-5,
        new ModelChoice("ridge", new TreeMap<>(Map.of("lambda", "1.0"))),
        0.25,
        new TreeMap<>(Map.of("sharpe", metric)),
        id + "/model.onnx",
        id + "/validation-rows.bin");
  }
}
