package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.digest.AtomicFiles;
import io.statarb.selection.SelectStage;
import io.statarb.settings.RunFolder;
import io.statarb.settings.Strategy;
import io.statarb.walkforward.FoldFigures;
import io.statarb.walkforward.FoldReader;
import io.statarb.walkforward.TrackRecord;
import io.statarb.walkforward.TrackRecordPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole pipeline, from raw files to the attribution report. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Run the whole pipeline, from raw ticks to a report that adds up.",
      "Ticks, features, models, a signed bundle, trading days it has never seen, and their attribution.",
      "Running it again in the same folder goes on where it stopped."
    },
    footer = {
      "",
      "Examples:",
      "  statarb demo",
      "  statarb demo --out run --json",
      "  statarb demo --strategy fx-two-venue-gold --data DIR --out gold",
      "  statarb demo --strategy us-equities-daily --out equities    a walk forward, fold by fold",
      "  statarb demo --strategy my-strategy.yaml --data DIR --set entry.z=2.5 --out mine"
    })
final class DemoCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    long startNs = StageClock.nowNs();
    RunContext context = RunContext.open(options);
    RunFolder out = context.out();
    try (RunLock _ = RunLock.acquire(out);
        SharedSpark spark = new SharedSpark()) {
      if (SelectStage.wanted(context.settings().strategy())) {
        walkForward(context, spark);
      } else {
        pipeline(context, spark);
      }
    }
    context
        .progress()
        .line(
            String.format(
                Locale.ROOT,
                "done in %.0f s; open %s",
                (StageClock.nowNs() - startNs) / 1e9,
                out.reportFolder().resolve("index.html")));
    if (options.json) {
      System.out.println(Json.text(Json.read(out.runFile())));
    }
    return ExitCode.OK;
  }

  private void pipeline(RunContext context, SharedSpark spark) {
    RunFolder out = context.out();
    BatchStages stages = new BatchStages(context, spark);
    stages.ingest(null);
    stages.features();
    stages.train();
    stages.export();
    stages.promote();
    context
        .progress()
        .line("live: trade the dates the bundle has never seen, in a process of its own");
    start(out, "live", List.of("live"), true).join();
    // The two looks beside ours need no table, so they run while the batch side compares rows.
    TradingProcess frictionless =
        start(out, "frictionless", List.of("backtest", "--mode", "frictionless,baseline"), false);
    stages.parity();
    frictionless.join();
    start(out, "report", List.of("report"), false).join();
  }

  /** Each fold is a run of its own, in a folder of its own; then they are summed up. */
  private void walkForward(RunContext context, SharedSpark spark) {
    RunFolder out = context.out();
    Strategy strategy = context.settings().strategy();
    int folds = SelectStage.folds(strategy, context.data());
    List<FoldFigures> figures = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      context.progress().line("fold %d of %d".formatted(fold + 1, folds));
      RunContext ofFold = context.fold(fold);
      pipeline(ofFold, spark);
      figures.add(FoldReader.read(ofFold.out()));
    }
    TrackRecord record =
        TrackRecord.of(
            strategy.name(), strategy.seed(), strategy.currency(), strategy.capital(), figures);
    write(out.reportFolder().resolve("index.html"), new TrackRecordPage(record).html());
    write(out.runFile(), Json.pretty(record));
  }

  private static void write(Path file, String text) {
    AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private TradingProcess start(
      RunFolder out, String name, List<String> command, boolean logClasses) {
    List<String> args = new ArrayList<>(command);
    args.add("--out");
    args.add(out.root().toString());
    Path logs = out.root().resolve("logs");
    return TradingProcess.start(
        name,
        args,
        logClasses ? logs.resolve("live-classes.log") : null,
        logs.resolve(name + ".out"));
  }
}
