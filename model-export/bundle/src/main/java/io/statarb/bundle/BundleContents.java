package io.statarb.bundle;

import io.statarb.features.FeatureService;
import io.statarb.settings.Settings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes into a bundle.
 *
 * @param settings settings in force
 * @param featureService the feature service of the models
 * @param trainingFolder folder that the files of {@code run} are relative to
 * @param run the training run
 * @param certificates one per pair of the run, in its order
 * @param lineage raw files and table versions
 * @param gates verdicts known so far
 * @param commit commit of the code, or {@code unknown}
 * @param versions versions of the libraries that fitted and scored, by name
 */
public record BundleContents(
    Settings.Effective settings,
    FeatureService featureService,
    Path trainingFolder,
    TrainingRun run,
    List<ModelCertificate> certificates,
    Lineage lineage,
    List<GateVerdict> gates,
    String commit,
    SortedMap<String, String> versions) {
  /** Checks that each pair has its certificate. */
  public BundleContents {
    certificates = List.copyOf(certificates);
    gates = List.copyOf(gates);
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    List<String> pairs = run.pairs().stream().map(TrainedPair::name).toList();
    List<String> certified = certificates.stream().map(ModelCertificate::name).toList();
    if (!pairs.equals(certified)) {
      throw new IllegalArgumentException(
          "each pair needs its certificate: pairs=%s certificates=%s".formatted(pairs, certified));
    }
  }
}
