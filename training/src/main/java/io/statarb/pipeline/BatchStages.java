package io.statarb.pipeline;

import io.statarb.cleansing.PlannedSession;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.StageRecord;
import io.statarb.export.ExportStage;
import io.statarb.features.FeatureService;
import io.statarb.gates.PromoteStage;
import io.statarb.offline.FeatureSummary;
import io.statarb.offline.HistoryIngest;
import io.statarb.offline.IngestSummary;
import io.statarb.offline.Materialization;
import io.statarb.offline.Parity;
import io.statarb.offline.ParityResult;
import io.statarb.pairs.FittedPairs;
import io.statarb.pairs.PairStage;
import io.statarb.selection.SelectStage;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Strategy;
import io.statarb.time.TradingSession;
import io.statarb.training.TrainStage;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** The batch stages of one run, in one JVM. */
final class BatchStages {
  private RunContext context;
  private Strategy strategy;
  private final RunFolder out;
  private final Progress progress;
  private final SharedSpark shared;

  BatchStages(RunContext context, SharedSpark shared) {
    this.context = context;
    this.shared = shared;
    this.strategy = context.settings().strategy();
    this.out = context.out();
    this.progress = context.progress();
  }

  private SparkSession spark() {
    return shared.session(strategy, context.master());
  }

  /** Finds the pairs of a strategy that leaves them to a screen; nothing for any other. */
  void select() {
    if (!SelectStage.wanted(strategy)) {
      return;
    }
    Stage.run(
        "select",
        "screen all pairs of the formation window",
        out,
        progress,
        () -> {
          SelectStage.Selected selected =
              SelectStage.run(context.settings(), context.data(), out, progress);
          context = context.with(selected.settings());
          strategy = context.settings().strategy();
          return figures(
              "pairs_tested", selected.tested(),
              "pairs_discovered", selected.discovered(),
              "pairs_chosen", selected.chosen().size(),
              "baskets_tested", selected.basketsTested(),
              "baskets_chosen", selected.baskets(),
              "members_known", selected.members() ? 1 : 0);
        });
  }

  StageRecord ingest(@Nullable String knownAt) {
    select();
    return Stage.run(
        "ingest",
        "raw files of %s to ticks".formatted(context.data()),
        out,
        progress,
        () -> {
          IngestSummary summary =
              HistoryIngest.run(
                  spark(), context.settings(), context.data(), out, progress, knownAt);
          summary.notes().forEach(progress::line);
          progress.line(
              "  ticks are version %d, known at %s"
                  .formatted(summary.version(), summary.knownAt()));
          return figures(
              "ticks_read", summary.read(),
              "ticks_accepted", summary.accepted(),
              "ticks_quarantined", summary.quarantined(),
              "sessions", summary.sessions());
        });
  }

  StageRecord features() {
    return Stage.run(
        "features",
        "fit pairs on the formation dates, then run the kernels over all dates",
        out,
        progress,
        () -> {
          FittedPairs pairs = PairStage.run(context.settings(), out, progress);
          FeatureSummary summary =
              Materialization.run(
                  spark(), strategy, out, service(), pairs.definitions(), sessions(), progress);
          return figures("rows", summary.rows(), "pairs", pairs.definitions().size());
        });
  }

  StageRecord train() {
    return Stage.run(
        "train",
        "fit and validate models in time order",
        out,
        progress,
        () -> {
          TrainStage.run(spark(), context.settings(), out, progress);
          return figures();
        });
  }

  StageRecord export() {
    return Stage.run(
        "export",
        "certify against Smile, build and sign the bundle",
        out,
        progress,
        () -> {
          String sha256 = ExportStage.run(context.settings(), out, service());
          progress.line("  bundle " + sha256);
          return figures();
        });
  }

  StageRecord promote() {
    return Stage.run(
        "promote",
        "gates",
        out,
        progress,
        () -> {
          PromoteStage.run(spark(), context.settings(), out, progress);
          return figures();
        });
  }

  StageRecord parity() {
    return Stage.run(
        "parity",
        "rows recorded live against rows that Spark wrote",
        out,
        progress,
        () -> {
          ParityResult result = Parity.compare(spark(), out, service(), tradeTapes(), progress);
          return figures(
              "rows_compared", result.rowsCompared(),
              "rows_bit_equal", result.rowsBitEqual(),
              "rows_all_finite", result.rowsAllFinite());
        });
  }

  /** Plants a change of one ulp; exits with 0 only if it was found. */
  int plantUlp(boolean json) {
    ParityResult result = Parity.plantUlp(spark(), out, service(), tradeTapes(), strategy.seed());
    System.out.println(json ? Json.text(result) : result.sentence());
    return result.rowsCompared() - result.rowsBitEqual() == 1 ? ExitCode.OK : ExitCode.REFUSED;
  }

  private FeatureService service() {
    return FeatureService.named(strategy.features().service());
  }

  private List<TradingSession> sessions() {
    return planned().stream().map(PlannedSession::session).toList();
  }

  private List<PlannedSession> planned() {
    return List.of(Json.read(out.sessionsFile(), PlannedSession[].class));
  }

  private List<Path> tradeTapes() {
    return planned().stream()
        .filter(s -> s.role().equals("trade"))
        .map(s -> out.tradingTape("live", s.session().tradeDate()))
        .toList();
  }

  private static SortedMap<String, Double> figures(Object... namesAndValues) {
    SortedMap<String, Double> figures = new TreeMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      figures.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).doubleValue());
    }
    return figures;
  }
}
