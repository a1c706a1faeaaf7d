package io.statarb.gates;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.ModelCertificate;
import io.statarb.bundle.TrainedPair;
import java.util.List;
import java.util.SortedMap;

/**
 * What a bundle that opened shows: its signature, the digest of every file and its golden vectors
 * held.
 *
 * @param pairs names of the pairs that have a model
 * @param certificates export certificates, one per pair
 * @param goldenVectors golden vectors that were scored
 * @param goldenBitEqual those that gave the recorded bits
 * @param metrics validation metrics, one map per pair
 */
public record BundleEvidence(
    List<String> pairs,
    List<ModelCertificate> certificates,
    long goldenVectors,
    long goldenBitEqual,
    List<SortedMap<String, Double>> metrics) {
  /** Copies the lists. */
  public BundleEvidence {
    pairs = List.copyOf(pairs);
    certificates = List.copyOf(certificates);
    metrics = List.copyOf(metrics);
  }

  static BundleEvidence of(Bundle bundle) {
    return new BundleEvidence(
        bundle.pairs().stream().map(pair -> pair.definition().name()).toList(),
        bundle.certificates(),
        bundle.goldenVectors(),
        bundle.goldenBitEqual(),
        bundle.trainingRun().pairs().stream().map(TrainedPair::metrics).toList());
  }
}
