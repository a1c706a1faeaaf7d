package io.statarb.basketscreen;

import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.screen.CsvLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a screen of baskets: {@code baskets.json} with the figures and every basket, {@code
 * baskets.csv} with the ranking as a table, {@code baskets.html} to look at, {@code
 * null-worlds.csv.gz} with the statistic of every stock in every null world. All or none of them.
 */
public final class BasketFiles {
  private static final String TABLE =
      "rank,y,method,sector,verdict,hedge_ratios,intercept,statistic,p_value,p_value_own,"
          + "p_value_bh,p_value_by,residual_sd,half_life_bars,half_life_se,s_score,hurst,"
          + "mean_crossings,cost_bps,sd_to_cost\n";

  private BasketFiles() {}

  /**
   * Writes into a folder, which is replaced.
   *
   * @param settings what the screen was told, for the reader of its files
   */
  public static void write(Path folder, BasketResult result, Map<String, Object> settings) {
    AtomicFiles.removeLeftovers(folder);
    Path temporary = AtomicFiles.temporary(folder);
    try {
      Files.createDirectories(temporary);
      Map<String, @Nullable Object> json = result.summary();
      json.put("settings", settings);
      json.put("baskets", ranking(result));
      write(temporary.resolve("baskets.json"), Json.pretty(json));
      write(temporary.resolve("baskets.csv"), table(result));
      write(temporary.resolve("baskets.html"), new BasketPage(result).html());
      worlds(temporary.resolve("null-worlds.csv.gz"), result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    AtomicFiles.replaceFolder(temporary, folder);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** Every basket in the order of the ranking, as it stands in {@code baskets.json}. */
  public static List<Map<String, @Nullable Object>> ranking(BasketResult result) {
    return result.ranking().stream().map(BasketFields::of).toList();
  }

  private static String table(BasketResult result) {
    StringBuilder table = new StringBuilder(TABLE);
    int rank = 0;
    for (BasketCandidate basket : result.ranking()) {
      ResidualFigures residual = basket.residual();
      table.append(
          new CsvLine()
              .count(++rank)
              .text(basket.y())
              .text(basket.method().word())
              .text(basket.sector())
              .text(basket.verdict().word())
              .text(ratios(basket))
              .number(basket.intercept())
              .number(residual.statistic())
              .number(basket.pValue())
              .number(basket.ownPValue())
              .number(basket.pValueBh())
              .number(basket.pValueBy())
              .number(residual.sd())
              .number(residual.halfLifeBars())
              .number(residual.halfLifeSe())
              .number(residual.sScore())
              .number(residual.hurst())
              .count(residual.crossings())
              .number(basket.costBps())
              .number(basket.sdToCost())
              .end());
    }
    return table.toString();
  }

  /** Hedge ratios in one cell, e.g. {@code KO:0.512300 PEP:0.310000}. */
  private static String ratios(BasketCandidate basket) {
    return basket.legs().stream()
        .map(leg -> String.format(Locale.ROOT, "%s:%.6f", leg.name(), leg.hedgeRatio()))
        .collect(Collectors.joining(" "));
  }

  private static void worlds(Path file, BasketResult result) throws IOException {
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      out.write("method,seed,y,statistic\n");
      for (Map.Entry<BasketMethod, NullTable> entry : result.worlds().entrySet()) {
        String method = entry.getKey().word();
        for (int world = 0; world < entry.getValue().worlds(); world++) {
          for (int y = 0; y < result.stocks().size(); y++) {
            out.write(
                new CsvLine()
                    .text(method)
                    .text(String.valueOf(result.rule().seed() + world))
                    .text(result.stocks().get(y))
                    .number(entry.getValue().stat(world, y))
                    .end());
          }
        }
      }
    }
  }
}
