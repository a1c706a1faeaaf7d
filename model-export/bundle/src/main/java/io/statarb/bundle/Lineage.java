package io.statarb.bundle;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a bundle's data came from.
 *
 * @param rawFiles raw files read, in the order of the tape's file ids
 * @param tableVersions version of each table that was read, by table name: a digest of its rows,
 *     which says the same on every machine and after every re-run, as a commit number does not
 */
public record Lineage(List<RawFileDigest> rawFiles, SortedMap<String, String> tableVersions) {
  /** Copies the collections. */
  public Lineage {
    rawFiles = List.copyOf(rawFiles);
    tableVersions = Collections.unmodifiableSortedMap(new TreeMap<>(tableVersions));
  }

  /**
   * One raw file.
   *
   * @param path path within the data folder, with {@code /}
   * @param sha256 its digest, hex
   */
  public record RawFileDigest(String path, String sha256) {}
}
