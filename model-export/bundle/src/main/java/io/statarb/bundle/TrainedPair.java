package io.statarb.bundle;

import io.statarb.features.PairDefinition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One pair of a training run.
 *
 * @param pairId position of the pair in the strategy, from 0
 * @param name name of the pair, {@link PairDefinition#name()}
 * @param definition the fitted pair
 * @param labelSd standard deviation of the spread's change over the label's horizon in the
 *     formation window, in units of the spread (log), above 0
 * @param winner the chosen model
 * @param entryScore threshold on |score|, above 0; best half way between two scores that occur, so
 *     that rounding moves no row across it
 * @param metrics validation metrics by name in snake case, units in the names
 * @param onnx the model's file, relative to the training folder, e.g. {@code 0/model.onnx}
 * @param rowsFile its validation rows, relative to the training folder, e.g. {@code
 *     0/validation-rows.bin}
 */
public record TrainedPair(
    int pairId,
    String name,
    PairDefinition definition,
    double labelSd,
    ModelChoice winner,
    double entryScore,
    SortedMap<String, Double> metrics,
    String onnx,
    String rowsFile) {
  /** Checks that the parts belong to one pair and copies the metrics. */
  public TrainedPair {
    if (pairId != definition.pairId()) {
      throw new IllegalArgumentException(
          "trained pair must match its definition: pairId=%d definition=%d"
              .formatted(pairId, definition.pairId()));
    }
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
