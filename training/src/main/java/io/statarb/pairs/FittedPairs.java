package io.statarb.pairs;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.PairDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * All pairs of a strategy after the fit.
 *
 * @param formationDates sessions whose ticks the fits read, in order
 * @param dataVersion digest of the history tapes of those sessions
 * @param gridS distance of two samples, in seconds
 * @param pairs in the strategy's order, rejected ones included
 */
public record FittedPairs(
    List<String> formationDates, String dataVersion, double gridS, List<FittedPair> pairs) {

  /** Copies the lists. */
  public FittedPairs {
    formationDates = List.copyOf(formationDates);
    pairs = List.copyOf(pairs);
  }

  /** The pairs that go on, in order. */
  public List<FittedPair> accepted() {
    return pairs.stream().filter(FittedPair::accepted).toList();
  }

  /** Definitions of the accepted pairs, in order. */
  public List<PairDefinition> definitions() {
    return accepted().stream().map(FittedPair::toDefinition).toList();
  }

  /** Writes the pairs as JSON; the file appears whole. */
  public void write(Path file) {
    AtomicFiles.write(file, Json.pretty(this).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws io.statarb.cli.Refusal when the file is missing or damaged
   */
  public static FittedPairs read(Path file) {
    return Json.read(file, FittedPairs.class);
  }
}
