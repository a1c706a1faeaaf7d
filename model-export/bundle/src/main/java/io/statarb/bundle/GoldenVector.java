package io.statarb.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row with the score that it must give.
 *
 * @param input finite float32 values, widened
 * @param score score by ONNX Runtime when the bundle was made
 * @param fitted prediction by the library that fitted the model; null for a row that was made up
 */
record GoldenVector(List<Double> input, double score, @Nullable Double fitted) {
  GoldenVector {
    input = List.copyOf(input);
  }

  double[] row() {
    double[] row = new double[input.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = input.get(i);
    }
    return row;
  }
}
