package io.statarb.offline;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.FeatureService;
import io.statarb.settings.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SplittableRandom;
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
   * Compares all rows of these sessions and writes {@link RunFolder#parityFile()}.
   *
   * @param spark the session
   * @param out run folder
   * @param service the features
   * @param tapes trading tapes, one per session
   * @param progress shown per session
   * @return counts; nothing differs and nothing is missing
   * @throws Refusal if a row differs or is missing on a side, naming feature, pair, time and both
   *     values; or a tape or the table cannot be read, or a tape has rows of another service
   */
  public static ParityResult compare(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      List<Path> tapes,
      Progress progress) {
    ParityResult result = measure(spark, out, service, tapes, null, progress);
    AtomicFiles.write(out.parityFile(), Json.pretty(result).getBytes(StandardCharsets.UTF_8));
    if (!result.equal()) {
      throw Refusal.data(result.sentence());
    }
    return result;
  }

  /**
   * A negative control: compares after raising one value of the table, chosen by the seed, by one
   * unit in the last place. Nothing is written.
   *
   * @param seed chooses session, pair, row and feature
   * @return counts with exactly one row that differs, and its name
   * @throws Refusal as {@link #compare}, but not for a difference
   */
  public static ParityResult plantUlp(
      SparkSession spark, RunFolder out, FeatureService service, List<Path> tapes, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Path tape = tapes.get(random.nextInt(tapes.size()));
    List<Map.Entry<Integer, Long>> pairs = List.copyOf(ScoreTape.rowsByPair(tape).entrySet());
    if (pairs.isEmpty()) {
      throw Refusal.data("tape %s has no scores to compare".formatted(tape));
    }
    Map.Entry<Integer, Long> pair = pairs.get(random.nextInt(pairs.size()));
    PlantedUlp planted =
        new PlantedUlp(
            ScoreTape.tradeDate(tape),
            pair.getKey(),
            random.nextLong((pair.getValue() + 1) / 2),
            service.names().get(random.nextInt(service.size())));
    return measure(spark, out, service, tapes, planted, Progress.quiet());
  }

  /**
   * Counts without judging or writing.
   *
   * @param planted one value to change before the comparison, or null
   */
  static ParityResult measure(
      SparkSession spark,
      RunFolder out,
      FeatureService service,
      List<Path> tapes,
      @Nullable PlantedUlp planted,
      Progress progress) {
    if (tapes.isEmpty()) {
      throw Refusal.data(
          "there is no trading tape to compare with %s".formatted(out.featuresTable()));
    }
    SortedMap<String, String> tapeOfDate = new TreeMap<>();
    for (Path tape : tapes) {
      tapeOfDate.put(ScoreTape.tradeDate(tape), tape.toAbsolutePath().toString());
    }
    ParityRows.Plan plan = new ParityRows.Plan(service.names(), tapeOfDate, planted);
    List<String> dates = List.copyOf(tapeOfDate.keySet());
    List<ParityRows.Part> parts =
        new ArrayList<>(
            StepProgress.shown(
                spark,
                progress,
                "parity",
                dates.size(),
                () ->
                    FeatureTable.scan(spark, out, service, dates, null, List.of("pair"))
                        .mapPartitions(new ParityRows(Json.text(plan)))
                        .collect()));
    // A session without a single row in the table has no task.
    List<String> seen = parts.stream().map(ParityRows.Part::tradeDate).toList();
    dates.stream()
        .filter(date -> !seen.contains(date))
        .forEach(date -> parts.add(ParityRows.tapeOnly(plan, date)));
    parts.sort(Comparator.comparing(ParityRows.Part::tradeDate));
    return sum(parts);
  }

  private static ParityResult sum(List<ParityRows.Part> parts) {
    return new ParityResult(
        parts.stream().mapToLong(ParityRows.Part::compared).sum(),
        parts.stream().mapToLong(ParityRows.Part::bitEqual).sum(),
        parts.stream().mapToLong(ParityRows.Part::allFinite).sum(),
        parts.stream().mapToLong(ParityRows.Part::missingInTable).sum(),
        parts.stream().mapToLong(ParityRows.Part::missingOnTape).sum(),
        parts.stream()
            .map(ParityRows.Part::first)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }
}
