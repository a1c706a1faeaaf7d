package io.statarb.live;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.bundle.Stage;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.cli.StopSignal;
import io.statarb.engine.EngineMode;
import io.statarb.engine.TradingSetup;
import io.statarb.ledger.Trial;
import io.statarb.ledger.TrialLedger;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.Registry;
import io.statarb.replay.TradingSummary;
import io.statarb.settings.RunFolder;
import io.statarb.tape.TapeDigest;
import io.statarb.time.NanoClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the live engine over history. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Run the live engine over the sessions that a run trades. Each look at them is a trial in the ledger.",
      "  frictionless  the same decisions, filled at once and free of cost",
      "  baseline      the plain z-score rule without a model, at the costs of live",
      "  live          as live trades, on tapes of its own (tapes/backtest)"
    },
    footer = {
      "",
      "Examples:",
      "  statarb backtest --mode frictionless --out run",
      "  statarb backtest --mode frictionless,baseline --out run --json",
      "  statarb backtest --mode live --bundle DIGEST_OR_FOLDER --out run --dates 2014-05-07"
    })
final class BacktestCommand implements Callable<Integer> {
  /** A backtest of the live mode leaves the tapes of live trading alone. */
  private static final String LIVE_WORD = "backtest";

  @Mixin final OutOptions options = new OutOptions();

  @Option(
      names = "--mode",
      required = true,
      split = ",",
      paramLabel = "MODE",
      description = "frictionless, baseline or live; several are separated by commas")
  List<String> modes = new ArrayList<>();

  @Option(
      names = "--dates",
      paramLabel = "DATE",
      split = ",",
      description = "Trade dates, separated by commas (default: all that the run trades)")
  List<String> dates = new ArrayList<>();

  @Option(
      names = "--bundle",
      paramLabel = "DIGEST_OR_FOLDER",
      description = "A bundle of the registry, or a folder that holds one (default: the champion)")
  @Nullable String bundle;

  @Override
  public Integer call() {
    RunFolder out = options.folder();
    Progress progress = Progress.standard();
    List<EngineMode> engineModes = modes.stream().map(EngineMode::of).toList();
    Registry registry = Registry.open(out.registryFolder());
    AliasEntry champion = bundle == null ? registry.champion() : registry.alias(Registry.CHAMPION);
    Path folder = folder(registry, champion);
    Bundle opened = Bundle.open(folder, SigningKeys.publicKey(out.keysFolder()));
    // A bundle that is not the champion has no stage: it may do no more than paper.
    Stage stage =
        champion != null && champion.sha256().equals(opened.sha256())
            ? champion.stage()
            : Stage.PAPER;
    TradeSessions sessions = TradeSessions.of(out, dates);
    List<TradingSummary> summaries = new ArrayList<>();
    try (StopSignal stop = StopSignal.listen();
        TradingSetup setup = TradingSetup.of(opened, List.of())) {
      for (EngineMode mode : engineModes) {
        TradingSummary summary = run(out, setup, stage, mode, sessions, stop, progress);
        if (summary == null) {
          return ExitCode.TERMINATED;
        }
        summaries.add(summary);
        if (!options.json) {
          SummaryPrinter.print(summary, out.tradingSummary(word(mode)), false);
        }
      }
    }
    if (options.json) {
      System.out.println(
          Json.text(
              summaries.size() == 1
                  ? summaries.getFirst()
                  : new Backtests(List.copyOf(summaries))));
    }
    return ExitCode.OK;
  }

  /** Several backtests as one object. */
  record Backtests(List<TradingSummary> backtests) {}

  private Path folder(Registry registry, @Nullable AliasEntry champion) {
    String named = bundle;
    if (named != null) {
      Path folder = Path.of(named);
      return Files.isDirectory(folder) ? folder : registry.version(named);
    }
    if (champion == null) {
      throw Refusal.data("the registry has no champion: nothing has been promoted");
    }
    return registry.version(champion.sha256());
  }

  private @Nullable TradingSummary run(
      RunFolder out,
      TradingSetup setup,
      Stage stage,
      EngineMode mode,
      TradeSessions sessions,
      StopSignal stop,
      Progress progress) {
    TradingSummary summary =
        new TradingRun(
                out,
                setup,
                stage.word(),
                mode,
                word(mode),
                new ProcessControls(stop, null),
                0,
                true,
                progress,
                NanoClock.monotonic())
            .run(sessions);
    if (summary != null) {
      TrialLedger.open(out.ledgerFile()).append(trial(out, setup, summary));
    }
    return summary;
  }

  private static String word(EngineMode mode) {
    return mode == EngineMode.LIVE ? LIVE_WORD : mode.word();
  }

  /**
   * A look at the sessions: distinct by the ticks that were looked at, what looked, and the seed.
   */
  private static Trial trial(RunFolder out, TradingSetup setup, TradingSummary summary) {
    List<Path> history =
        summary.sessions().stream().map(s -> out.historyTape(s.tradeDate())).toList();
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("bundle_sha256", summary.bundleSha256());
    settings.put("mode", summary.mode());
    settings.put("settings_sha256", summary.settingsSha256());
    SortedMap<String, Double> metrics = new TreeMap<>();
    metrics.put("pnl_micros", (double) summary.pnlMicros());
    metrics.put("orders", (double) summary.orders());
    metrics.put("round_trips", (double) summary.roundTrips());
    return new Trial(
        "backtest", TapeDigest.of(history), Json.text(settings), setup.strategy().seed(), metrics);
  }
}
