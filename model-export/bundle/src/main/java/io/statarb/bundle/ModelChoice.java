package io.statarb.bundle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The model that won the search for a pair.
 *
 * @param kind family: {@code ridge}, {@code gradient-boosting} or {@code random-forest}
 * @param settings settings it was fitted with, as text by name, e.g. {@code lambda} to {@code 10.0}
 */
public record ModelChoice(String kind, SortedMap<String, String> settings) {
  /** Copies the settings. */
  public ModelChoice {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }
}
