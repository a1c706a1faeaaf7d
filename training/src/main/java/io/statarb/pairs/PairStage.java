package io.statarb.pairs;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.quality.QuarantinedSeries;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.tape.TapeDigest;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fits all pairs of a strategy on the history tapes of the formation sessions. Reads no other tape.
 */
public final class PairStage {
  private PairStage() {}

  /**
   * Fits, writes {@link RunFolder#pairsFile()} and enters each screened pair into the trial ledger.
   *
   * @return all pairs; the accepted ones go on to features and models
   * @throws Refusal when no pair is accepted, naming each reason, or there are too few sessions
   */
  public static FittedPairs run(Settings.Effective settings, RunFolder out, Progress progress) {
    Strategy strategy = settings.strategy();
    FormationWindow window = FormationWindow.read(out);
    List<PairSpec> specs = PairSpec.of(strategy, Settings.universe(strategy));
    List<Path> tapes = window.formationDates().stream().map(out::historyTape).toList();
    boolean bars = FeatureService.named(strategy.features().service()).ofBars();
    List<SampleGrid> grids = new ArrayList<>();
    specs.forEach(spec ->
        grids.add(bars ? new BarGrid(spec.legs().size()) : new MidGrid(spec.legs().size())));
    for (int i = 0; i < tapes.size(); i++) {
      progress.update("fit pairs", i, tapes.size());
      // One session's ticks at a time: what is kept of them is a sample a second.
      TickColumns ticks = TickColumns.fromTape(tapes.get(i));
      List<ActionRecord> actions =
          strategy.data().corporateActions().isEmpty()
              ? List.of()
              : ActionRecord.fromTape(tapes.get(i));
      for (PairSpec spec : specs) {
        grids.get(spec.pairId()).add(ticks, actions, spec.legs());
      }
    }
    List<QuarantinedSeries> quarantine = QuarantinedSeries.read(out.quarantineFile());
    List<FittedPair> pairs = new ArrayList<>();
    for (PairSpec spec : specs) {
      FittedPair pair = PairFit.fit(spec, grids.get(spec.pairId()));
      pairs.add(checked(pair, quarantine, window.formationDates()));
    }
    progress.update("fit pairs", tapes.size(), tapes.size());
    FittedPairs fitted =
        new FittedPairs(
            window.formationDates(), TapeDigest.of(tapes), MidGrid.STEP_NS * 1e-9, pairs);
    record(fitted, strategy, TrialLedger.open(out.ledgerFile()));
    if (fitted.accepted().isEmpty()) {
      throw Refusal.data("no pair is left to trade: " + reasons(pairs));
    }
    fitted.write(out.pairsFile());
    pairs.stream()
        .filter(pair -> !pair.detail().isEmpty())
        .forEach(pair ->
            progress.line(
                "  %s %s: %s"
                    .formatted(
                        pair.name(),
                        pair.accepted() ? "is doubtful" : "is not traded",
                        pair.detail())));
    return fitted;
  }

  private static FittedPair checked(
      FittedPair pair, List<QuarantinedSeries> quarantine, List<String> formationDates) {
    // A session's name begins with its date.
    String from = formationDates.getFirst().substring(0, 10);
    String to = formationDates.getLast().substring(0, 10);
    for (QuarantinedSeries series : quarantine) {
      for (String leg : pair.legs()) {
        if (series.forbids(leg, from, to)) {
          return pair.quarantined(
              "%s is in quarantine from %s to %s: %s"
                  .formatted(leg, series.from(), series.to(), series.kind().json()));
        }
      }
    }
    return pair;
  }

  private static String reasons(List<FittedPair> pairs) {
    return String.join(
        "; ",
        pairs.stream()
            .map(pair ->
                "%s %s (%s)"
                    .formatted(
                        pair.name(),
                        String.valueOf(pair.rejection()).toLowerCase(Locale.ROOT),
                        pair.detail()))
            .toList());
  }

  private static void record(FittedPairs fitted, Strategy strategy, TrialLedger ledger) {
    for (FittedPair pair : fitted.pairs()) {
      SortedMap<String, Object> settings = new TreeMap<>();
      settings.put("pair", pair.name());
      settings.put("method", pair.method());
      settings.put("formation", fitted.formationDates());
      settings.put("grid_s", fitted.gridS());
      SortedMap<String, Double> metrics = new TreeMap<>();
      pair.hedges().forEach(hedge -> metrics.put(hedgeMetric(pair, hedge), hedge.ratio()));
      metrics.put("half_life_s", pair.halfLifeS());
      metrics.put("adf_stat", pair.unitRoot().stat());
      metrics.put("adf_critical_5", pair.unitRoot().critical5());
      metrics.put("return_correlation", pair.returnCorrelation());
      metrics.put("accepted", pair.accepted() ? 1.0 : 0.0);
      ledger.append(
          new Trial("screen", fitted.dataVersion(), Json.text(settings), strategy.seed(), metrics));
    }
  }

  /** Of a pair there is one, which needs no name. */
  private static String hedgeMetric(FittedPair pair, FittedHedge hedge) {
    return pair.hedges().size() == 1 ? "hedge_ratio" : "hedge_ratio_" + hedge.instrument();
  }
}
