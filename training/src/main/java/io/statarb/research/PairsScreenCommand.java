package io.statarb.research;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.screen.PairScreen;
import io.statarb.screen.ScreenFiles;
import io.statarb.screen.ScreenResult;
import io.statarb.screen.ScreenRule;
import io.statarb.screen.ScreenUniverse;
import io.statarb.statistics.Trend;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Screens all pairs of a universe over a formation window. */
@Command(
    name = "screen",
    mixinStandardHelpOptions = true,
    description = {
      "Test every pair of the series in a file over a formation window.",
      "Controls false discoveries over all of them and says of each pair what became of it. Nothing after --to",
      "is read.",
      "Writes pairs.csv.gz (every pair), screen.json (figures and ranking), screen.html (to look at) and",
      "adds the number of pairs tested to the trial ledger."
    },
    footer = {
      "",
      "Examples:",
      "  statarb pairs screen --data prices.csv --from 2016-01-01 --to 2016-12-31 --out screen",
      "  statarb pairs screen --data bars.csv.gz --from 2016-01-01 --to 2016-12-31 --sectors sectors.csv \\",
      "      --within-sectors --quarantine quality/quarantine.json --out screen --json",
      "  statarb pairs screen --data prices.parquet --from 2016-01-01 --to 2016-12-31 --fdr-method bh --out screen"
    })
final class PairsScreenCommand implements Callable<Integer> {
  private static final ScreenRule USUAL = ScreenRule.DEFAULT;

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin ScreenOptions input = new ScreenOptions();

  @Option(
      names = "--trend",
      paramLabel = "T",
      defaultValue = "c",
      description = "Deterministic terms: c, ct or ctt (default: ${DEFAULT-VALUE})")
  String trend = "c";

  @Option(
      names = "--cost",
      paramLabel = "BPS",
      description = "Round trip of both legs, of the value of y (default: 20)")
  double costBps = USUAL.costBps();

  @Override
  public Integer call() {
    Progress progress = Progress.standard();
    ScreenRule rule = ScreenOptions.rule(this::rule);
    ScreenUniverse universe = input.universe(progress);
    ScreenResult result = input.overData(() -> PairScreen.run(universe, rule, progress));
    progress.line("write " + input.out);
    Map<String, Object> settings = input.settings();
    settings.put("trend", trend);
    settings.put("cost_bps", costBps);
    ScreenFiles.write(input.out, result, settings);
    input.record(settings, result.tested(), result.selected().size(), 0);
    input.print(result.summary(), "screen.html", spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private ScreenRule rule() {
    return new ScreenRule(
        Trend.of(trend)
            .filter(terms -> terms != Trend.N)
            .orElseThrow(() -> Refusal.usage("--trend must be c, ct or ctt: " + trend)),
        input.lagChoice(),
        input.fdrMethod(),
        input.fdr,
        input.minHalfLife,
        input.maxHalfLife,
        costBps,
        input.minSdToCost,
        input.subWindows,
        USUAL.subWindowP());
  }
}
