package io.statarb.bundle;

import io.statarb.features.PairDefinition;

/**
 * A fitted pair with its model: what the trading side needs to know of it.
 *
 * @param definition legs, hedge ratio and spread
 * @param labelSd standard deviation of the spread's change over the label's horizon in the
 *     formation window, in units of the spread (log), above 0; a score times this is the predicted
 *     change
 * @param entryScore threshold on |score|, above 0; a score below it decides nothing
 * @param modelFile path of the model in the bundle, e.g. {@code models/0.onnx}
 * @param modelKind family of the model, e.g. {@code ridge}
 */
public record TradablePair(
    PairDefinition definition,
    double labelSd,
    double entryScore,
    String modelFile,
    String modelKind) {
  /** Checks that the threshold separates something and that the score has a unit. */
  public TradablePair {
    // Written so that NaN fails.
    if (!(entryScore > 0.0 && entryScore < Double.POSITIVE_INFINITY)
        || !(labelSd > 0.0 && labelSd < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "entry score and label sd must be finite and above 0: pair=%s entryScore=%s labelSd=%s"
              .formatted(definition.name(), entryScore, labelSd));
    }
  }
}
