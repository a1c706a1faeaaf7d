package io.statarb.live;

import io.statarb.bundle.Bundle;
import io.statarb.bundle.SigningKeys;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.cli.StopSignal;
import io.statarb.control.KillSwitch;
import io.statarb.engine.EngineMode;
import io.statarb.engine.TradingSetup;
import io.statarb.registry.AliasEntry;
import io.statarb.registry.Registry;
import io.statarb.replay.TradingSummary;
import io.statarb.settings.RunFolder;
import io.statarb.time.NanoClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trades the sessions of a run with the champion. */
@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description = {
      "Trade the sessions of a run with the promoted bundle, or refuse to start.",
      "A session whose tape is whole is kept; one that broke off is gone on with from its tape.",
      "SIGTERM cancels what is in flight, closes the tape and exits with 143; SIGINT with 130."
    },
    footer = {
      "",
      "Examples:",
      "  statarb live --out run",
      "  statarb live --out run --dates 2014-05-07 --speed 60",
      "  statarb live --out run --json"
    })
final class LiveCommand implements Callable<Integer> {
  @Mixin final OutOptions options = new OutOptions();

  @Option(
      names = "--dates",
      paramLabel = "DATE",
      split = ",",
      description = "Trade dates, separated by commas (default: all that the run trades)")
  List<String> dates = new ArrayList<>();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Market time per wall time, e.g. 60 for a minute in a second; 0: as fast as possible (default)")
  double speed;

  @Option(
      names = "--anew",
      description =
          "Replace a tape that broke off with another bundle or other settings, instead of refusing")
  boolean anew;

  @Override
  public Integer call() {
    if (!(speed >= 0 && speed < Double.POSITIVE_INFINITY)) {
      throw Refusal.usage("--speed must be 0 or a positive number: --speed=" + speed);
    }
    RunFolder out = options.folder();
    Progress progress = Progress.standard();
    try (StopSignal stop = StopSignal.listen();
        LatchWatch latch = LatchWatch.start(KillSwitch.at(out.killFile()))) {
      AliasEntry champion = Registry.open(out.registryFolder()).champion();
      Bundle bundle =
          Bundle.open(
              Registry.open(out.registryFolder()).version(champion.sha256()),
              SigningKeys.publicKey(out.keysFolder()));
      TradeSessions sessions = TradeSessions.of(out, dates);
      progress.line(
          "bundle %s at stage %s, settings sha256 %s"
              .formatted(bundle.sha256(), champion.stage().word(), bundle.settings().sha256()));
      Controls.Order kill = latch.kill();
      if (kill != null) {
        progress.line(
            "halted by %s: %s; nothing is sent until resume".formatted(kill.by(), kill.reason()));
      }
      try (TradingSetup setup = TradingSetup.of(bundle, List.of())) {
        TradingRun run =
            new TradingRun(
                out,
                setup,
                champion.stage().word(),
                EngineMode.LIVE,
                EngineMode.LIVE.word(),
                new ProcessControls(stop, latch),
                speed,
                anew,
                progress,
                NanoClock.monotonic());
        TradingSummary summary = run.run(sessions);
        if (summary == null) {
          return ExitCode.TERMINATED;
        }
        SummaryPrinter.print(summary, out.tradingSummary(EngineMode.LIVE.word()), options.json);
        return ExitCode.OK;
      }
    }
  }
}
