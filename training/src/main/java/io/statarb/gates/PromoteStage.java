package io.statarb.gates;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.GateVerdict;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.Stage;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import io.statarb.features.PairDefinition;
import io.statarb.instruments.Universe;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.offline.FeatureTable;
import io.statarb.pairs.FittedPair;
import io.statarb.pairs.FittedPairs;
import io.statarb.pairs.FormationWindow;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.Registry;
import io.statarb.selection.ChosenPair;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the evidence on the challenger, judges it and makes it champion at the stage that it
 * earned.
 */
public final class PromoteStage {
  private PromoteStage() {}

  /**
   * Promotes the challenger.
   *
   * @throws Refusal when there is no challenger or an integrity gate fails; the champion stays what
   *     it was then
   */
  public static Promotion run(
      SparkSession spark, Settings.Effective settings, RunFolder out, Progress progress) {
    Registry registry = Registry.open(out.registryFolder());
    AliasEntry challenger = registry.alias(Registry.CHALLENGER);
    if (challenger == null) {
      throw Refusal.data(
          "the registry %s has no challenger: nothing has been exported"
              .formatted(out.registryFolder()));
    }
    String sha256 = challenger.sha256();
    List<GateVerdict> verdicts =
        PromotionGate.judge(
            settings.strategy(),
            evidence(spark, settings.strategy(), out, registry, sha256, progress));
    boolean merit = verdicts.stream().allMatch(GateVerdict::passed);
    Stage stage = merit ? Stage.LIVE : Stage.PAPER;
    registry.promote(sha256, stage, verdicts);
    return new Promotion(sha256, stage, verdicts);
  }

  private static Evidence evidence(
      SparkSession spark,
      Strategy strategy,
      RunFolder out,
      Registry registry,
      String sha256,
      Progress progress) {
    FittedPairs fitted = FittedPairs.read(out.pairsFile());
    FormationWindow window = FormationWindow.read(out);
    FeatureParity parity = parity(spark, strategy, out, window, fitted.definitions(), progress);
    Quarantine quarantine = Quarantine.worst(out, window.trainDates());
    @Nullable BundleEvidence bundle = null;
    String refusal = "";
    try {
      bundle =
          BundleEvidence.of(
              Bundle.open(registry.version(sha256), SigningKeys.publicKey(out.keysFolder())));
    } catch (Refusal e) {
      refusal = "the bundle does not open: " + e.getMessage();
    }
    List<Trial> trials = TrialLedger.open(out.ledgerFile()).trialsBehind(sha256);
    return new Evidence(
        quarantine.share(),
        quarantine.series(),
        parity,
        bundle,
        refusal,
        ChosenPair.read(out),
        fitted.accepted().stream().map(FittedPair::name).toList(),
        TrialLedger.distinct(trials),
        trials);
  }

  private static FeatureParity parity(
      SparkSession spark,
      Strategy strategy,
      RunFolder out,
      FormationWindow window,
      List<PairDefinition> pairs,
      Progress progress) {
    FeatureService service = FeatureService.named(strategy.features().service());
    Universe universe = Settings.universe(strategy);
    String date = window.last().tradeDate();
    TickColumns ticks = TickColumns.fromTape(out.historyTape(date));
    List<ActionRecord> actions =
        strategy.data().corporateActions().isEmpty()
            ? List.of()
            : ActionRecord.fromTape(out.historyTape(date));
    FeatureParity parity = FeatureParity.NONE;
    for (int i = 0; i < pairs.size(); i++) {
      progress.update("parity of " + date, i, pairs.size());
      parity =
          parity.plus(
              FeatureParity.of(
                  service,
                  pairs.get(i),
                  universe,
                  date,
                  ticks,
                  actions,
                  FeatureTable.read(spark, out, service, pairs.get(i).pairId(), List.of(date))));
    }
    progress.update("parity of " + date, pairs.size(), pairs.size());
    return parity;
  }
}
