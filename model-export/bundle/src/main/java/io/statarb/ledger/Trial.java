package io.statarb.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One trial.
 *
 * @param kind what was tried: {@code fit}, {@code screen} or {@code holdout}
 * @param dataVersion digest of the data it saw
 * @param settings everything that was chosen, as canonical text
 * @param seed seed of what was random in it
 * @param metrics what came out, by name in snake case, units in the names
 */
public record Trial(
    String kind,
    String dataVersion,
    String settings,
    long seed,
    SortedMap<String, Double> metrics) {
  /** Metric of a screen that stands for many tests: how many. */
  public static final String TESTS = "tests";

  /** How many trials it counts as: the {@link #TESTS} of a screen, 1 otherwise. */
  public long count() {
    return Math.max(1, metrics.getOrDefault(TESTS, 1.0).longValue());
  }

  /** Copies the metrics. */
  public Trial {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }
}
