package io.statarb.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.statarb.cli.Json;
import io.statarb.pipeline.Launcher.Outcome;
import io.statarb.settings.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The strategy of stocks as a user runs it, on the shipped bars of one sector: two folds, and the
 * first again without the days that come after it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EquitiesIT {
  /** Banks and insurers of the sample. */
  private static final Set<String> SYMBOLS =
      Set.of(
          "AIG", "ALL", "AXP", "BAC", "BBT", "BK", "C", "CB", "CMA", "COF", "FITB", "GS", "HBAN",
          "JPM", "KEY", "MET", "MS", "MTB", "NTRS", "PGR", "PNC", "PRU", "RF", "SCHW", "STI", "STT",
          "TRV", "USB", "WFC", "ZION");

  /** A day of the first fold's traded session with positions open on both sides of it. */
  private static final String SPLIT = "2015-11-16";

  private static final double NOTIONAL_MICROS = 25_000e6;

  private static final BigDecimal FOUR = BigDecimal.valueOf(4);

  /** Three sessions that train and one that is traded begin here and end before the third date. */
  private static final List<String> FOLDS =
      List.of("--set", "screen.pairs=4", "--set", "data.max_quarantined_share=0.5", "--json");

  private RunFolder run = new RunFolder(Path.of(""));
  private RunFolder alone = new RunFolder(Path.of(""));
  private RunFolder split = new RunFolder(Path.of(""));

  @BeforeAll
  void runTheDemo(@TempDir Path temporary) throws IOException, InterruptedException {
    run = new RunFolder(temporary.resolve("run"));
    alone = new RunFolder(temporary.resolve("alone"));
    split = new RunFolder(temporary.resolve("split"));
    demo(Map.of(), bars(temporary.resolve("all"), "2016-09-29"), run);
    JsonNode first = Json.read(run.runFile()).path("folds").path(0);
    String until = first.path("traded_to").asText();
    demo(Launcher.FIRST_COMPILER, bars(temporary.resolve("first"), until), alone);
    demo(
        Launcher.FIRST_COMPILER,
        asIfSplit(bars(temporary.resolve("raw"), until)),
        split,
        "--set",
        "data.corporate_actions=actions.csv");
  }

  /** The same bars before splits of 4:1 were taken out of them, with a file that tells of these. */
  private static Path asIfSplit(Path data) throws IOException {
    Path file = data.resolve("bars.csv");
    List<String> raw = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split(",", -1);
      if (fields[1].compareTo(SPLIT) < 0) {
        for (int i = 2; i <= 5; i++) {
          fields[i] =
              fields[i].isEmpty() ? "" : new BigDecimal(fields[i]).multiply(FOUR).toString();
        }
      }
      raw.add(String.join(",", fields));
    }
    Files.write(file, raw);
    List<String> actions =
        new ArrayList<>(List.of("id,symbol,kind,ex_date,ratio,cash,new_symbol,withdrawn,known_at"));
    for (String symbol : SYMBOLS) {
      actions.add(
          "%s-split,%s,split,%s,4:1,,,,2015-10-01T12:00:00Z".formatted(symbol, symbol, SPLIT));
    }
    Files.write(data.resolve("actions.csv"), actions);
    return data;
  }

  private static void demo(Map<String, String> env, Path data, RunFolder out, String... more)
      throws IOException, InterruptedException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "demo",
                "--strategy",
                "us-equities-daily",
                "--data",
                data.toString(),
                "--out",
                out.root().toString()));
    args.addAll(FOLDS);
    args.addAll(List.of(more));
    Outcome demo = Launcher.run(env, args.toArray(String[]::new));
    assertThat(demo.code()).as(demo.err()).isZero();
  }

  /** The sample's bars of these symbols up to a day. */
  private static Path bars(Path folder, String until) throws IOException {
    Path sample = Launcher.CI_SAMPLE.resolveSibling("us-equities-daily");
    Files.createDirectories(folder);
    Files.copy(sample.resolve("sectors.csv"), folder.resolve("sectors.csv"));
    List<String> lines = new ArrayList<>(List.of("symbol,date,open,high,low,close,volume"));
    try (Stream<Path> files = Files.list(sample)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList()) {
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          reader
              .lines()
              .filter(line -> {
                String[] fields = line.split(",", 3);
                return SYMBOLS.contains(fields[0]) && fields[1].compareTo(until) <= 0;
              })
              .forEach(lines::add);
        }
      }
    }
    Files.write(folder.resolve("bars.csv"), lines);
    return folder;
  }

  @Test
  void shouldAccountForEveryFoldToTheLastMicro() {
    JsonNode record = Json.read(run.runFile());
    assertThat(record.path("folds")).hasSize(2);
    assertThat(record.path("residual_micros").asLong(-1)).isZero();
    assertThat(record.path("round_trips").asLong()).isPositive();
    assertThat(record.path("rows_bit_equal").asLong())
        .isPositive()
        .isEqualTo(record.path("rows_compared").asLong());
    long bySector = 0;
    for (JsonNode line : record.path("by_sector")) {
      bySector += line.path("pnl_micros").asLong();
    }
    assertThat(bySector).isEqualTo(record.path("pnl_micros").asLong());
    assertThat(run.reportFolder().resolve("index.html")).content().contains("Financials");
  }

  @Test
  void shouldTradeBasketsOfMoreThanTwoLegs() {
    JsonNode baskets = Json.read(run.runFile()).path("by_kind").path("basket");
    assertThat(baskets.path("pairs").asInt()).isPositive();
    assertThat(baskets.path("round_trips").asLong()).isPositive();
    RunFolder fold = new RunFolder(run.root().resolve("folds").resolve("0"));
    JsonNode trips = Json.read(fold.reportFolder().resolve("report.json")).path("round_trips");
    assertThat(trips).anyMatch(trip -> trip.path("legs").size() > 2);
    assertThat(fold.screenFolder().resolve("baskets").resolve("baskets.html")).exists();
  }

  @Test
  void shouldDealNothingBeforeTheOpeningAfterTheDecision() {
    JsonNode record = Json.read(run.runFile());
    assertThat(record.path("fills").asLong()).isPositive();
    assertThat(record.path("fills_before_next_open").asLong(-1)).isZero();
  }

  @Test
  void shouldDecideTheSameWhenTheDaysAfterAFoldDoNotExist() {
    JsonNode all = Json.read(run.runFile()).path("folds").path(0);
    JsonNode first = Json.read(alone.runFile()).path("folds").path(0);
    assertThat(first.path("pairs")).isEqualTo(all.path("pairs"));
    assertThat(first.path("pnl_micros")).isEqualTo(all.path("pnl_micros"));
    assertThat(first.path("days")).isEqualTo(all.path("days"));
    assertThat(first.path("settings")).isEqualTo(all.path("settings"));
  }

  @Test
  void shouldTradeTheSameWhenRawPricesSplitAndAFileSaysSo() {
    JsonNode adjusted = Json.read(alone.runFile());
    JsonNode raw = Json.read(split.runFile());
    assertThat(raw.path("residual_micros").asLong(-1)).isZero();
    assertThat(raw.path("rows_bit_equal").asLong())
        .isEqualTo(raw.path("rows_compared").asLong())
        .isEqualTo(adjusted.path("rows_compared").asLong());
    // The plain z-score rule: a model also sees quoted spreads, which round to other ticks.
    assertThat(baseline(split).path("round_trips")).isEqualTo(baseline(alone).path("round_trips"));
    assertThat(baseline(split).path("fills")).isEqualTo(baseline(alone).path("fills"));
    double expected = baseline(alone).path("pnl_micros").asDouble();
    assertThat(baseline(split).path("pnl_micros").asDouble())
        .isCloseTo(expected, Offset.offset(0.02 * NOTIONAL_MICROS));
    for (int i = 0; i < 4; i++) {
      assertThat(pair(raw, i).path("pair")).isEqualTo(pair(adjusted, i).path("pair"));
    }
  }

  private static JsonNode baseline(RunFolder walk) {
    RunFolder fold = new RunFolder(walk.root().resolve("folds").resolve("0"));
    return Json.read(fold.runFile()).path("baseline");
  }

  private static JsonNode pair(JsonNode record, int i) {
    return record.path("folds").path(0).path("pairs").path(i);
  }

  @Test
  void shouldWalkBackToTheBarWhenAFillIsExplained() throws Exception {
    RunFolder fold = new RunFolder(run.root().resolve("folds").resolve("0"));
    JsonNode trip =
        Json.read(fold.reportFolder().resolve("report.json")).path("round_trips").path(0);
    String fill = trip.path("first_fill_id").asText();
    Outcome explained = Launcher.run("explain", fill, "--out", fold.root().toString());
    assertThat(explained.code()).as(explained.err()).isZero();
    assertThat(explained.out()).contains("bars.csv").containsPattern("[A-Z]+,201[56]-");
  }
}
