package io.statarb.bench;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark is run with.
 *
 * @param home folder of the project
 * @param seed seed of everything that it draws
 * @param peers whether peers are measured too
 * @param data file or folder to measure with instead of the benchmark's own, or null
 * @param options further numbers, e.g. {@code messages}, from {@code --set}
 */
public record BenchSetup(
    Path home, long seed, boolean peers, @Nullable Path data, Map<String, String> options) {

  /** A whole number from the options. */
  public long option(String name, long otherwise) {
    String value = options.get(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
