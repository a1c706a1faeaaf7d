package io.statarb.selection;

import io.statarb.cli.Json;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Strategy.PairSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A pair or basket that a screen chose to be traded.
 *
 * @param y instrument name of leg Y
 * @param x instrument names of the hedge legs: one of a pair, several of a basket
 * @param hedgeRatios those of a basket, as its legs were chosen with them; empty for a pair, whose
 *     ratio is fitted
 * @param sector sector of all legs, or theirs joined by {@code /}
 * @param pValue of a pair that of the better of both ways round, doubled; of a basket that of a
 *     search like the one that found it among random walks
 * @param adjustedP the same adjusted by Benjamini and Yekutieli over all pairs tested
 * @param discovered whether it stands at the false discovery rate asked for; a pair that does not
 *     is chosen for its rank alone and may be traded on paper only
 * @param halfLifeBars half-life in the formation window
 * @param spreadSd sd of its spread there, log units
 */
public record ChosenPair(
    String y,
    List<String> x,
    List<Double> hedgeRatios,
    String sector,
    double pValue,
    double adjustedP,
    boolean discovered,
    double halfLifeBars,
    double spreadSd) {

  /** Copies the lists. */
  public ChosenPair {
    x = List.copyOf(x);
    hedgeRatios = List.copyOf(hedgeRatios);
  }

  /** Instrument names of all legs, Y first. */
  public List<String> legs() {
    return settings().legs();
  }

  /** The pair as settings have it. */
  public PairSettings settings() {
    return new PairSettings(y, x, hedgeRatios);
  }

  /** Whether it has more than one hedge leg. */
  public boolean basket() {
    return x.size() > 1;
  }

  /** The pairs that the screen of a run chose; none where the strategy lists its pairs itself. */
  public static List<ChosenPair> read(RunFolder out) {
    Path file = file(out);
    return Files.exists(file) ? List.of(Json.read(file, ChosenPair[].class)) : List.of();
  }

  static Path file(RunFolder out) {
    return out.screenFolder().resolve("chosen.json");
  }
}
