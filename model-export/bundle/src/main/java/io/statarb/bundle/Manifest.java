package io.statarb.bundle;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle says of itself. Its canonical bytes are signed and their sha256 is the bundle's
 * name. Holds no clock value.
 *
 * @param format version of the bundle's layout, {@value #FORMAT}
 * @param strategy name of the strategy
 * @param settingsSha256 digest of {@code strategy.json}'s settings, as printed with every run
 * @param dataVersion digest of the sorted feature rows that trained the models
 * @param featureService name of the feature service
 * @param featureSchemaHash its schema hash
 * @param commit commit of the code that trained, or {@code unknown}
 * @param seed seed of everything random
 * @param files sha256 of every other file but the signature, by path
 * @param metrics validation metrics by pair name, then by name
 * @param gates verdicts known when the bundle was made
 * @param versions versions of the libraries that fitted and scored, by name
 */
public record Manifest(
    int format,
    String strategy,
    String settingsSha256,
    String dataVersion,
    String featureService,
    String featureSchemaHash,
    String commit,
    long seed,
    SortedMap<String, String> files,
    SortedMap<String, SortedMap<String, Double>> metrics,
    List<GateVerdict> gates,
    SortedMap<String, String> versions) {
  /** Version of the layout that this code writes and reads. */
  public static final int FORMAT = 1;

  /** Copies the collections. */
  public Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    gates = List.copyOf(gates);
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }
}
