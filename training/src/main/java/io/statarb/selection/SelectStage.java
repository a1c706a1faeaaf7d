package io.statarb.selection;

import io.statarb.basketscreen.BasketCandidate;
import io.statarb.basketscreen.BasketFiles;
import io.statarb.basketscreen.BasketResult;
import io.statarb.basketscreen.BasketScreen;
import io.statarb.basketscreen.HedgeLeg;
import io.statarb.cleansing.BarSessions;
import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.digest.Sha256;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.loaders.LoadOptions;
import io.statarb.quality.QualityFiles;
import io.statarb.quality.QualityInputs;
import io.statarb.quality.QualityReport;
import io.statarb.quality.QuarantinedSeries;
import io.statarb.reference.ActionHistory;
import io.statarb.reference.IndexMembership;
import io.statarb.reference.SymbolChanges;
import io.statarb.screen.PairScreen;
import io.statarb.screen.ScreenFiles;
import io.statarb.screen.ScreenResult;
import io.statarb.screen.ScreenResult.Line;
import io.statarb.screen.ScreenRule;
import io.statarb.screen.ScreenUniverse;
import io.statarb.screen.Verdict;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.settings.Strategy.InstrumentSettings;
import io.statarb.settings.Strategy.PairSettings;
import io.statarb.settings.Strategy.ScreenSettings;
import io.statarb.table.LabelColumn;
import io.statarb.table.Panel;
import io.statarb.time.TradingSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pairs and baskets of a fold and puts them, with their instruments, into its settings.
 */
public final class SelectStage {
  /** Basis points of one part in a million of notional. */
  private static final double BPS_PER_MILLION = 0.01;

  private final Settings.Effective settings;
  private final Strategy strategy;
  private final ScreenSettings screen;
  private final Path data;
  private final RunFolder out;
  private final Progress progress;

  private SelectStage(Settings.Effective settings, Path data, RunFolder out, Progress progress) {
    this.settings = settings;
    this.strategy = settings.strategy();
    this.screen = strategy.screen();
    this.data = data;
    this.out = out;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param settings the settings with pairs and instruments
   * @param tested pairs with a p-value
   * @param basketsTested baskets with one
   * @param chosen the pairs, then the baskets
   * @param members whether the universe was that of the member lists of its time
   */
  public record Selected(
      Settings.Effective settings,
      int tested,
      int basketsTested,
      List<ChosenPair> chosen,
      boolean members) {
    /** Copies the list. */
    public Selected {
      chosen = List.copyOf(chosen);
    }

    /** Baskets among those chosen. */
    public long baskets() {
      return chosen.stream().filter(ChosenPair::basket).count();
    }

    /** Those that stand at the false discovery rate. */
    public long discovered() {
      return chosen.stream().filter(ChosenPair::discovered).count();
    }
  }

  /** Whether a strategy leaves its pairs to a screen. */
  public static boolean wanted(Strategy strategy) {
    return strategy.screen().pairs() > 0 && strategy.pairs().isEmpty();
  }

  /**
   * Number of folds that a folder of daily bars is enough for.
   *
   * @throws Refusal when it holds none
   */
  public static int folds(Strategy strategy, Path data) {
    List<LocalDate> days = DailyBars.read(data).days();
    // With too few days the first fold says what is missing.
    return Math.max(1, BarSessions.folds(strategy, days));
  }

  /**
   * Runs the stage; writes the cut of the data, its quality, the screen and the choice.
   *
   * @param settings settings in force, without pairs
   * @param data folder of the raw data
   * @param out folder of the run
   * @throws Refusal when the data are too short or no pair can be chosen
   */
  public static Selected run(
      Settings.Effective settings, Path data, RunFolder out, Progress progress) {
    return new SelectStage(settings, data, out, progress).select();
  }

  private Selected select() {
    progress.line("  read the bars of " + data);
    DailyBars all = DailyBars.read(data);
    List<PlannedSession> formation =
        BarSessions.fold(strategy, all.days(), data).stream()
            .filter(PlannedSession::formation)
            .toList();
    LocalDate from = LocalDate.parse(formation.getFirst().session().tradeDate());
    LocalDate to = BarSessions.lastDay(strategy, formation.getLast().session());
    DailyBars window = adjusted(all.between(from, to), formation.getLast().session());
    Path cut = cut(window);
    List<QuarantinedSeries> defective = quality(cut);
    Map<String, String> sectorOf =
        screen.sectors().isEmpty()
            ? Map.of()
            : LabelColumn.read(data.resolve(screen.sectors()), "symbol", "sector");
    IndexMembership index = membership();
    Panel closes = window.closes();
    ScreenRule rule = rule();
    ScreenUniverse universe =
        ScreenUniverse.of(
            closes, leftOut(defective, index, from, to), sectorOf, screen.withinSectors());
    ScreenResult result;
    BasketResult baskets;
    BasketChoice basketChoice = new BasketChoice(screen);
    try {
      result = PairScreen.run(universe, rule, progress);
      baskets =
          screen.baskets() == 0
              ? null
              : BasketScreen.run(universe, basketChoice.rule(rule, strategy.seed()), progress);
    } catch (IllegalArgumentException e) {
      throw Refusal.data("%s from %s to %s: %s".formatted(data, from, to, e.getMessage()));
    }
    ScreenFiles.write(out.screenFolder(), result, facts(cut, from, to));
    record("pairs", result.tested(), result.selected().size(), cut, from, to);
    List<ChosenPair> chosen =
        new ArrayList<>(chosen(new PairChoice(screen, rule).of(result), sectorOf));
    if (baskets != null) {
      BasketFiles.write(out.screenFolder().resolve("baskets"), baskets, facts(cut, from, to));
      record("baskets", baskets.tested(), baskets.selected().size(), cut, from, to);
      basketChoice.of(baskets).forEach(basket -> chosen.add(chosen(basket, sectorOf)));
    }
    if (chosen.isEmpty()) {
      throw Refusal.data(
          "no pair of %d tested from %s to %s can be traded: %s says why"
              .formatted(result.tested(), from, to, out.screenFolder().resolve("screen.html")));
    }
    AtomicFiles.write(ChosenPair.file(out), Json.pretty(chosen).getBytes(StandardCharsets.UTF_8));
    Selected selected =
        new Selected(
            Settings.with(settings, instruments(chosen, sectorOf), pairs(chosen)),
            result.tested(),
            baskets == null ? 0 : baskets.tested(),
            chosen,
            index != null);
    progress.line(
        "  %s to %s: %d pairs and %d baskets tested; %d and %d chosen, of which %d stand at a false discovery rate of %s"
            .formatted(
                from,
                to,
                selected.tested(),
                selected.basketsTested(),
                chosen.size() - selected.baskets(),
                selected.baskets(),
                selected.discovered(),
                screen.fdr()));
    return selected;
  }

  /** In the units of the last day, by what was known of corporate actions when it ended. */
  private DailyBars adjusted(DailyBars window, TradingSession last) {
    String file = strategy.data().corporateActions();
    return file.isEmpty()
        ? window
        : window.adjusted(
            ActionHistory.load(data.resolve(file)), Instant.ofEpochSecond(0, last.endNs()));
  }

  /** The formation window as a file of its own: all that quality and screen may see. */
  private Path cut(DailyBars window) {
    Path cut = out.root().resolve("formation").resolve("bars.csv.gz");
    try {
      Files.createDirectories(cut.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    window.write(cut);
    return cut;
  }

  private List<QuarantinedSeries> quality(Path cut) {
    progress.line("  judge the quality of the formation window");
    Path folder = out.root().resolve("quality");
    QualityReport report =
        QualityFiles.over(QualityInputs.of(cut, LoadOptions.NONE), null, 1.0, folder, progress);
    progress.line(
        "  %d of %d series have a defect there and are left out"
            .formatted(report.failedSymbols().size(), report.symbols()));
    return QuarantinedSeries.of(report);
  }

  private ScreenRule rule() {
    Strategy.VenueSettings venue = strategy.venue(screen.instrument().venues().getFirst());
    double perLeg = 2 * (venue.halfSpreadBps() + venue.feePerMillion() * BPS_PER_MILLION);
    return new ScreenRule(
        ScreenRule.DEFAULT.trend(),
        ScreenRule.DEFAULT.lags(),
        ScreenRule.DEFAULT.fdr(),
        screen.fdr(),
        screen.minHalfLifeBars(),
        screen.maxHalfLifeBars(),
        2 * perLeg,
        screen.minSdToCost(),
        ScreenRule.DEFAULT.subWindows(),
        ScreenRule.DEFAULT.subWindowP());
  }

  private Function<String, @Nullable Verdict> leftOut(
      List<QuarantinedSeries> defective,
      @Nullable IndexMembership index,
      LocalDate from,
      LocalDate to) {
    return name -> {
      for (QuarantinedSeries series : defective) {
        if (series.forbids(name, from.toString(), to.toString())) {
          return Verdict.SERIES_QUARANTINED;
        }
      }
      if (!name.matches("[A-Z0-9]{1,16}")) {
        return Verdict.NOT_AN_INSTRUMENT;
      }
      return index != null && !index.inLastList(name, to) ? Verdict.NOT_A_MEMBER : null;
    };
  }

  /** The dated member lists; null where the data have none, which is said. */
  private @Nullable IndexMembership membership() {
    Path lists = data.resolve(screen.members());
    if (screen.members().isEmpty() || !Files.isDirectory(lists)) {
      progress.line(
          "  there are no member lists%s: every symbol of the data counts, those that joined later too"
              .formatted(screen.members().isEmpty() ? "" : " in " + lists));
      return null;
    }
    return IndexMembership.load(lists, IndexMembership.SP500_MEMBERS, SymbolChanges.of(List.of()));
  }

  private Map<String, Object> facts(Path cut, LocalDate from, LocalDate to) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("data_sha256", Sha256.ofFile(cut));
    facts.put("from", from.toString());
    facts.put("to", to.toString());
    facts.put("screen", screen);
    return facts;
  }

  private void record(String of, int tested, int found, Path cut, LocalDate from, LocalDate to) {
    Map<String, Object> told = facts(cut, from, to);
    told.put("of", of);
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put(Trial.TESTS, (double) tested);
    metrics.put("selected", (double) found);
    TrialLedger.open(out.ledgerFile())
        .append(new Trial("screen", Sha256.ofFile(cut), Json.text(told), strategy.seed(), metrics));
  }

  private List<ChosenPair> chosen(List<Line> lines, Map<String, String> sectorOf) {
    String venue = screen.instrument().venues().getFirst();
    List<ChosenPair> chosen = new ArrayList<>();
    for (Line line : lines) {
      chosen.add(
          new ChosenPair(
              line.y() + "." + venue,
              List.of(line.x() + "." + venue),
              List.of(),
              sectors(List.of(line.y(), line.x()), sectorOf),
              line.pValue(),
              line.qBy(),
              line.verdict() == Verdict.SELECTED,
              line.halfLifeBars(),
              line.spreadSd()));
    }
    return chosen;
  }

  private ChosenPair chosen(BasketCandidate basket, Map<String, String> sectorOf) {
    String venue = screen.instrument().venues().getFirst();
    return new ChosenPair(
        basket.y() + "." + venue,
        basket.legs().stream().map(leg -> leg.name() + "." + venue).toList(),
        basket.legs().stream().map(HedgeLeg::hedgeRatio).toList(),
        sectors(BasketChoice.symbols(basket), sectorOf),
        basket.pValue(),
        basket.pValueBy(),
        basket.selected(),
        basket.halfLifeBars(),
        basket.residualSd());
  }

  private static String sectors(List<String> symbols, Map<String, String> sectorOf) {
    Set<String> sectors = new TreeSet<>();
    symbols.forEach(symbol -> sectors.add(sectorOf.getOrDefault(symbol, "")));
    return String.join("/", sectors);
  }

  private SortedMap<String, InstrumentSettings> instruments(
      List<ChosenPair> chosen, Map<String, String> sectorOf) {
    InstrumentSettings like = screen.instrument();
    SortedMap<String, InstrumentSettings> instruments = new TreeMap<>();
    for (ChosenPair pair : chosen) {
      for (String leg : pair.legs()) {
        String symbol = leg.substring(0, leg.lastIndexOf('.'));
        instruments.put(
            symbol,
            new InstrumentSettings(
                like.securityType(),
                like.tick(),
                like.lot(),
                like.currency(),
                like.venues(),
                sectorOf.getOrDefault(symbol, "")));
      }
    }
    return instruments;
  }

  private static List<PairSettings> pairs(List<ChosenPair> chosen) {
    return chosen.stream().map(ChosenPair::settings).toList();
  }
}
