package io.statarb.screen;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.screen.ScreenResult.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a screen: {@code pairs.csv.gz} with every pair, {@code screen.json} with the figures and
 * the ranking, {@code screen.html} to look at. All or none of them.
 */
public final class ScreenFiles {
  /** Pairs of the ranking in {@code screen.json}; all are in {@code pairs.csv.gz}. */
  private static final int RANKED = 200;

  private ScreenFiles() {}

  /**
   * Writes into a folder, which is replaced.
   *
   * @param settings what the screen was told, for the reader of its files
   */
  public static void write(Path folder, ScreenResult result, Map<String, Object> settings) {
    AtomicFiles.removeLeftovers(folder);
    Path temporary = AtomicFiles.temporary(folder);
    try {
      Files.createDirectories(temporary);
      ScreenTable.write(temporary.resolve("pairs.csv.gz"), result);
      Map<String, @Nullable Object> json = result.summary();
      json.put("settings", settings);
      json.put("ranking", ranking(result));
      Files.writeString(
          temporary.resolve("screen.json"), Json.pretty(json), StandardCharsets.UTF_8);
      Files.writeString(
          temporary.resolve("screen.html"), new ScreenPage(result).html(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFiles.replaceFolder(temporary, folder);
  }

  private static List<Map<String, @Nullable Object>> ranking(ScreenResult result) {
    List<Map<String, @Nullable Object>> ranking = new ArrayList<>();
    List<Integer> pairs = result.ranking();
    for (int pair : pairs.subList(0, Math.min(RANKED, pairs.size()))) {
      ranking.add(fields(result.line(pair)));
    }
    return ranking;
  }

  private static Map<String, @Nullable Object> fields(Line line) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("y", line.y());
    fields.put("x", line.x());
    fields.put("verdict", line.verdict().word());
    fields.put("eg_stat", known(line.stat()));
    fields.put("eg_stat_other_way", known(line.otherStat()));
    fields.put("lags", line.lags());
    fields.put("p_value", known(line.pValue()));
    fields.put("q_bh", known(line.qBh()));
    fields.put("q_by", known(line.qBy()));
    fields.put("hedge_ratio", known(line.hedgeRatio()));
    fields.put("intercept", known(line.intercept()));
    fields.put("spread_sd", known(line.spreadSd()));
    fields.put("half_life_bars", known(line.halfLifeBars()));
    fields.put("hurst", known(line.hurst()));
    fields.put("correlation", known(line.correlation()));
    fields.put("distance", known(line.distance()));
    fields.put("mean_crossings", line.crossings());
    return fields;
  }

  private static @Nullable Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
