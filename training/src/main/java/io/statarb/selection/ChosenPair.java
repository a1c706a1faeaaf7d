package io.statarb.selection;

import io.statarb.cli.Json;
import io.statarb.settings.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A pair that a screen chose to be traded.
 *
 * @param y instrument name of leg Y
 * @param x instrument name of leg X
 * @param sector sector of both, or of each joined by {@code /}
 * @param pValue of the better of both ways round, doubled
 * @param adjustedP the same adjusted by Benjamini and Yekutieli over all pairs tested
 * @param discovered whether it stands at the false discovery rate asked for; a pair that does not
 *     is chosen for its rank alone and may be traded on paper only
 * @param halfLifeBars half-life in the formation window
 * @param spreadSd sd of its spread there, log units
 */
public record ChosenPair(
    String y,
    String x,
    String sector,
    double pValue,
    double adjustedP,
    boolean discovered,
    double halfLifeBars,
    double spreadSd) {

  /** The pairs that the screen of a run chose; none where the strategy lists its pairs itself. */
  public static List<ChosenPair> read(RunFolder out) {
    Path file = file(out);
    return Files.exists(file) ? List.of(Json.read(file, ChosenPair[].class)) : List.of();
  }

  static Path file(RunFolder out) {
    return out.screenFolder().resolve("chosen.json");
  }
}
