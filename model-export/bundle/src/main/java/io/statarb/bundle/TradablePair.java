package io.statarb.bundle;

import io.statarb.features.PairDefinition;

/**
 * A fitted pair with its model: what the trading side needs to know of it.
 *
 * @param definition legs, hedge ratio and spread
 * @param entryScore threshold on |score|, above 0; a score below it decides nothing
 * @param modelFile path of the model in the bundle, e.g. {@code models/0.onnx}
 * @param modelKind family of the model, e.g. {@code ridge}
 */
public record TradablePair(
    PairDefinition definition, double entryScore, String modelFile, String modelKind) {
  /** Checks that the threshold separates something. */
  public TradablePair {
    // Written so that NaN fails.
    if (!(entryScore > 0.0 && entryScore < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "entry score must be finite and above 0: pair=%s entryScore=%s"
              .formatted(definition.name(), entryScore));
    }
  }
}
