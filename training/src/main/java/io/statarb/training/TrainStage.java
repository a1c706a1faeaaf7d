package io.statarb.training;

import io.statarb.bundle.TrainedPair;
import io.statarb.bundle.TrainingRun;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.features.FeatureService;
import io.statarb.features.Hedge;
import io.statarb.features.PairDefinition;
import io.statarb.instruments.Universe;
import io.statarb.ledger.TrialLedger;
import io.statarb.offline.ChunkDigest;
import io.statarb.offline.FeatureTable;
import io.statarb.offline.PairRows;
import io.statarb.pairs.FittedPair;
import io.statarb.pairs.FittedPairs;
import io.statarb.pairs.FormationWindow;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a model for each accepted pair from the feature table and leaves what {@code export} needs
 * in the training folder, which is replaced whole.
 */
public final class TrainStage {
  /**
   * Fits run side by side on the two cores that a small machine has; more would only share them.
   */
  private static final int THREADS = 2;

  private TrainStage() {}

  /**
   * Runs the search for every pair.
   *
   * @throws Refusal when a table or file is missing, rows are too few, or a feature holds the
   *     future
   */
  public static TrainSummary run(
      SparkSession spark, Settings.Effective settings, RunFolder out, Progress progress) {
    Strategy strategy = settings.strategy();
    FeatureService service = FeatureService.named(strategy.features().service());
    FormationWindow window = FormationWindow.read(out);
    FittedPairs fitted = FittedPairs.read(out.pairsFile());
    if (!fitted.formationDates().equals(window.formationDates())) {
      throw Refusal.data(
          "%s was fitted on other sessions than this run forms pairs on: fitted=%s sessions=%s"
              .formatted(out.pairsFile(), fitted.formationDates(), window.formationDates()));
    }
    TrialLedger ledger = TrialLedger.open(out.ledgerFile());
    AtomicFiles.removeLeftovers(out.trainingFolder());
    Path folder = AtomicFiles.temporary(out.trainingFolder());
    List<ChunkDigest> digests = new ArrayList<>();
    List<TrainedPair> trained = new ArrayList<>();
    long fits = 0;
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<FittedPair> pairs = fitted.accepted();
      for (int i = 0; i < pairs.size(); i++) {
        progress.update("train models", i, pairs.size());
        FittedPair pair = pairs.get(i);
        List<ChunkDigest> ofPair = new ArrayList<>();
        SpreadSample sample = sample(spark, strategy, out, service, pair, window, ofPair);
        PairTrainer trainer =
            new PairTrainer(
                strategy,
                service,
                pair.name(),
                feesBps(strategy, pair.toDefinition()),
                window.training(),
                window.formation(),
                FeatureTable.dataVersion(service, ofPair),
                pool);
        TrainedModel model = trainer.train(sample);
        model.trials().forEach(ledger::append);
        fits += model.trials().size();
        trained.add(write(folder, pair, model));
        digests.addAll(ofPair);
      }
      progress.update("train models", pairs.size(), pairs.size());
      TrainingRun run =
          new TrainingRun(
              FeatureTable.dataVersion(service, digests),
              service.name(),
              service.schemaHash(),
              window.formationDates(),
              window.trainDates(),
              strategy.seed(),
              trained);
      run.write(folder);
      AtomicFiles.replaceFolder(folder, out.trainingFolder());
      long rows = digests.stream().mapToLong(ChunkDigest::rows).sum();
      return new TrainSummary(run, rows, fits, ledger.distinctTrials());
    } finally {
      pool.shutdownNow();
      AtomicFiles.delete(folder);
    }
  }

  /** The rows of a pair; the table's own copy of them is garbage when this returns. */
  private static SpreadSample sample(
      SparkSession spark,
      Strategy strategy,
      RunFolder out,
      FeatureService service,
      FittedPair pair,
      FormationWindow window,
      List<ChunkDigest> digests) {
    PairRows rows = FeatureTable.read(spark, out, service, pair.pairId(), window.trainDates());
    digests.addAll(rows.digests());
    return new SpreadSample(
        service,
        strategy.features().decisionZ(),
        rows.session(),
        rows.tsNs(),
        rows.spread(),
        rows.values());
  }

  private static TrainedPair write(Path folder, FittedPair pair, TrainedModel model) {
    String onnx = pair.pairId() + "/model.onnx";
    String rowsFile = pair.pairId() + "/validation-rows.bin";
    AtomicFiles.write(folder.resolve(onnx), model.onnx());
    model.validationRows().write(folder.resolve(rowsFile));
    return new TrainedPair(
        pair.pairId(),
        pair.name(),
        pair.toDefinition(),
        model.labelSd(),
        model.winner().choice(),
        model.entryScore(),
        model.metrics(),
        onnx,
        rowsFile);
  }

  private static double feesBps(Strategy strategy, PairDefinition pair) {
    Universe universe = Settings.universe(strategy);
    double perMillion = feePerMillion(strategy, universe, pair.y());
    for (Hedge hedge : pair.hedges()) {
      perMillion += Math.abs(hedge.ratio()) * feePerMillion(strategy, universe, hedge.instrument());
    }
    return RuleOnRows.feesBps(perMillion);
  }

  private static double feePerMillion(Strategy strategy, Universe universe, String leg) {
    return strategy.venue(universe.instrument(leg).venue()).feePerMillion();
  }
}
