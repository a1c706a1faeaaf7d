package io.statarb.research;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.Sha256;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.quality.QuarantinedSeries;
import io.statarb.reference.IndexMembership;
import io.statarb.reference.SymbolChanges;
import io.statarb.screen.FalseDiscovery;
import io.statarb.screen.ScreenRule;
import io.statarb.screen.ScreenUniverse;
import io.statarb.screen.Verdict;
import io.statarb.statistics.LagChoice;
import io.statarb.table.LabelColumn;
import io.statarb.table.Panel;
import io.statarb.table.PanelReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the screens of pairs and of baskets are told alike, and what follows from it. */
final class ScreenOptions {
  private static final ScreenRule USUAL = ScreenRule.DEFAULT;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Prices: CSV, gzip or Parquet, wide or long")
  Path data = Path.of("");

  @Option(
      names = "--value",
      paramLabel = "COLUMN",
      description = "Value column of a long file (default: adj_close, close, price or value)")
  @Nullable String value;

  @Option(names = "--from", required = true, paramLabel = "D", description = "First day")
  LocalDate from = LocalDate.MIN;

  @Option(names = "--to", required = true, paramLabel = "D", description = "Last day")
  LocalDate to = LocalDate.MAX;

  @Option(
      names = "--sectors",
      paramLabel = "FILE",
      description = "CSV with columns symbol and sector")
  @Nullable Path sectors;

  @Option(
      names = "--within-sectors",
      description = "Only legs of one sector together: less to choose from, more power")
  boolean withinSectors;

  @Option(
      names = "--members",
      paramLabel = "DIR",
      description =
          "Dated member lists: only who was a member when the window ended, as known then")
  @Nullable Path members;

  @Option(
      names = "--quarantine",
      paramLabel = "FILE",
      description = "quarantine.json of statarb ingest quality: no defective leg")
  @Nullable Path quarantine;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the results; replaced")
  Path out = Path.of("");

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description = "Trial ledger (default: trials.jsonl beside --out)")
  @Nullable Path ledger;

  @Option(
      names = "--lags",
      paramLabel = "K",
      defaultValue = "1",
      description = "A number, aic, bic or t-stat (default: ${DEFAULT-VALUE})")
  String lags = "1";

  @Option(
      names = "--fdr",
      paramLabel = "LEVEL",
      defaultValue = "0.05",
      description = "Largest expected share of false discoveries (default: ${DEFAULT-VALUE})")
  double fdr = 0.05;

  @Option(
      names = "--fdr-method",
      paramLabel = "M",
      defaultValue = "by",
      description =
          "by (Benjamini-Yekutieli, whatever the dependence) or bh (default: ${DEFAULT-VALUE})")
  String fdrMethod = "by";

  @Option(names = "--min-half-life", paramLabel = "BARS", description = "Default: 1")
  double minHalfLife = USUAL.minHalfLifeBars();

  @Option(names = "--max-half-life", paramLabel = "BARS", description = "Default: 60")
  double maxHalfLife = USUAL.maxHalfLifeBars();

  @Option(
      names = "--min-sd-to-cost",
      paramLabel = "R",
      description = "Least spread sd in multiples of the cost of all legs (default: 2)")
  double minSdToCost = USUAL.minSdToCost();

  @Option(
      names = "--sub-windows",
      paramLabel = "N",
      description = "Parts of the window that must agree (default: 2)")
  int subWindows = USUAL.subWindows();

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  /** The series of the window, judged. */
  ScreenUniverse universe(Progress progress) {
    if (from.isAfter(to)) {
      throw Refusal.usage("--from lies behind --to: %s, %s".formatted(from, to));
    }
    Map<String, String> sectorOf =
        sectors == null ? Map.of() : LabelColumn.read(sectors, "symbol", "sector");
    if (withinSectors && sectorOf.isEmpty()) {
      throw Refusal.usage("--within-sectors needs --sectors FILE");
    }
    List<QuarantinedSeries> defective =
        quarantine == null ? List.of() : QuarantinedSeries.read(existing(quarantine));
    IndexMembership index =
        members == null
            ? null
            : IndexMembership.load(
                members, IndexMembership.SP500_MEMBERS, SymbolChanges.of(List.of()));
    progress.line("read " + data);
    Panel panel = PanelReader.read(data, value).between(from, to);
    return ScreenUniverse.of(
        panel, name -> leftOut(name, defective, index), sectorOf, withinSectors);
  }

  private static Path existing(Path file) {
    if (!Files.exists(file)) {
      throw Refusal.data("%s is missing; statarb ingest quality writes it".formatted(file));
    }
    return file;
  }

  private @Nullable Verdict leftOut(
      String name, List<QuarantinedSeries> defective, @Nullable IndexMembership index) {
    for (QuarantinedSeries series : defective) {
      if (series.forbids(name, from.toString(), to.toString())) {
        return Verdict.SERIES_QUARANTINED;
      }
    }
    return index != null && !index.inLastList(name, to) ? Verdict.NOT_A_MEMBER : null;
  }

  /** The method of false discovery control asked for. */
  FalseDiscovery fdrMethod() {
    return switch (fdrMethod.toLowerCase(Locale.ROOT)) {
      case "bh" -> FalseDiscovery.BH;
      case "by" -> FalseDiscovery.BY;
      default -> throw Refusal.usage("--fdr-method must be by or bh: " + fdrMethod);
    };
  }

  /** The lags asked for. */
  LagChoice lagChoice() {
    return LagOption.parse(lags, null, USUAL.lags());
  }

  /** Runs a screen; what it cannot do with the data is refused with the file and the dates. */
  <T> T overData(Supplier<T> screen) {
    try {
      return screen.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.data("%s from %s to %s: %s".formatted(data, from, to, e.getMessage()));
    }
  }

  /** A rule of the numbers given; one that is out of range is a wrong use. */
  static <T> T rule(Supplier<T> rule) {
    try {
      return rule.get();
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  /** All that was chosen, by name. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("data_sha256", Sha256.ofFile(data));
    settings.put("from", from.toString());
    settings.put("to", to.toString());
    settings.put("lags", lags);
    settings.put("fdr", fdr);
    settings.put("fdr_method", fdrMethod);
    settings.put("min_half_life_bars", minHalfLife);
    settings.put("max_half_life_bars", maxHalfLife);
    settings.put("min_sd_to_cost", minSdToCost);
    settings.put("sub_windows", subWindows);
    settings.put("within_sectors", withinSectors);
    settings.put("members", members != null);
    settings.put("quarantine", quarantine == null ? "" : Sha256.ofFile(quarantine));
    return settings;
  }

  /** Counts the tests in the ledger, once for the same data and settings. */
  void record(Map<String, Object> settings, int tested, int selected, long seed) {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put(Trial.TESTS, (double) tested);
    metrics.put("selected", (double) selected);
    TrialLedger.open(ledgerFile())
        .append(
            new Trial(
                "screen",
                String.valueOf(settings.get("data_sha256")),
                Json.text(settings),
                seed,
                metrics));
  }

  private Path ledgerFile() {
    return ledger == null ? out.toAbsolutePath().resolveSibling("trials.jsonl") : ledger;
  }

  /** Prints the figures with the places of the files. */
  void print(Map<String, @Nullable Object> summary, String page, PrintWriter writer) {
    summary.put("out", out.toString());
    summary.put("page", out.resolve(page).toString());
    summary.put("ledger", ledgerFile().toString());
    writer.print(json ? Json.text(summary) + "\n" : Json.pretty(summary));
    writer.flush();
  }
}
