package io.statarb.bench;

import io.statarb.cli.Progress;
import java.util.SortedMap;

/**
 * One measurement. Registered by a line in {@code META-INF/services/io.statarb.bench.Benchmark}.
 * Draws at random only from the seed it is given.
 */
public interface Benchmark {
  /** Name on the command line, e.g. {@code itch}. */
  String name();

  /** What it measures and over what input, in one or two lines. */
  String describe();

  /** Whether it can measure peers in the same run. */
  default boolean hasPeers() {
    return false;
  }

  /**
   * What the numbers do not say themselves, e.g. the mix of a generated stream or what a peer does
   * besides; printed with them, by name.
   */
  default SortedMap<String, String> notes() {
    return java.util.Collections.emptySortedMap();
  }

  /**
   * Measures.
   *
   * @param setup seed, peers and the paths of the project
   * @param progress shown for anything over two seconds
   * @return numbers by name
   */
  SortedMap<String, Double> run(BenchSetup setup, Progress progress);
}
