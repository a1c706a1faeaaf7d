package io.statarb.offline;

import io.statarb.cli.Json;
import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.settings.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Compares the values that a trading process recorded on its tapes with the rows that Spark wrote,
 * by session, pair and tick, to the bit. Both sides are streamed in order; neither is held.
 */
public final class Parity {
  private Parity() {}

  /**
   * Compares all rows of all pairs.
   *
   * @param spark the session
   * @param out run folder, for the table {@code features}
   * @param service the features
   * @param pairs the pairs
   * @param tapes trading tapes, one per session
   * @return counts and the first difference
   * @throws io.statarb.cli.Refusal if a tape or the table cannot be read, or a tape has rows of
   *     another service
   */
  public static ParityResult compare(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      List<PairDefinition> pairs,
      List<Path> tapes) {
    return compare(spark, out, service, pairs, tapes, null);
  }

  /**
   * The same with a planted difference, which must be found and named.
   *
   * @param planted one value to change before the comparison, or null
   */
  public static ParityResult compare(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      List<PairDefinition> pairs,
      List<Path> tapes,
      @Nullable PlantedUlp planted) {
    if (planted != null) {
      service.indexOf(planted.feature());
    }
    SortedMap<String, String> tapeOfDate = new TreeMap<>();
    for (Path tape : tapes) {
      tapeOfDate.put(ScoreTape.tradeDate(tape), tape.toAbsolutePath().toString());
    }
    List<ParityRows.PairRef> refs =
        pairs.stream()
            .map(pair -> new ParityRows.PairRef(pair.pairId(), pair.name()))
            .sorted(Comparator.comparingInt(ParityRows.PairRef::pairId))
            .toList();
    String plan = Json.text(new ParityRows.Plan(service.names(), refs, tapeOfDate, planted));
    List<String> dates = new ArrayList<>(tapeOfDate.keySet());
    List<ParityRows.Part> parts =
        SparkFailures.unwrapped(() ->
            FeatureTable.scan(spark, out, service, dates, null)
                .mapPartitions(new ParityRows(plan))
                .collect());
    List<ParityRows.Part> all = new ArrayList<>(parts);
    // A session without a single row in the table has no task.
    List<String> seen = parts.stream().map(ParityRows.Part::tradeDate).toList();
    ParityRows.Plan read = PlanJson.read(plan, ParityRows.Plan.class);
    dates.stream()
        .filter(date -> !seen.contains(date))
        .forEach(date -> all.add(ParityRows.tapeOnly(read, date)));
    all.sort(Comparator.comparing(ParityRows.Part::tradeDate));
    return new ParityResult(
        all.stream().mapToLong(ParityRows.Part::compared).sum(),
        all.stream().mapToLong(ParityRows.Part::bitEqual).sum(),
        all.stream().mapToLong(ParityRows.Part::allFinite).sum(),
        all.stream().mapToLong(ParityRows.Part::missingInTable).sum(),
        all.stream().mapToLong(ParityRows.Part::missingOnTape).sum(),
        all.stream().map(ParityRows.Part::first).filter(Objects::nonNull).findFirst().orElse(null));
  }
}
