package io.statarb.research;

import io.statarb.basketscreen.BasketFiles;
import io.statarb.basketscreen.BasketMethod;
import io.statarb.basketscreen.BasketResult;
import io.statarb.basketscreen.BasketRule;
import io.statarb.basketscreen.BasketScreen;
import io.statarb.cli.ExitCode;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.screen.ScreenUniverse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Screens a basket for each stock of a universe over a formation window. */
@Command(
    name = "baskets",
    mixinStandardHelpOptions = true,
    description = {
      "Make and test a basket for every stock of a file over a formation window.",
      "A basket is the stock, weight +1, against a few others that hedge it. Tests each by the same choice in",
      "null worlds, controls false discoveries over all of them, and says of each what became of it. Nothing",
      "after --to is read.",
      "  eigen   few stocks that replicate its exposures to the first eigenportfolios",
      "  sector  the weighted nearest stocks of its sector (needs --sectors)",
      "  sparse  the stocks that leave the least of its log price by least squares",
      "Writes baskets.json (figures and every basket), baskets.csv (the ranking as a table), baskets.html (to",
      "look at), null-worlds.csv.gz (the null that p-values rest on) and adds the number of baskets tested to",
      "the trial ledger."
    },
    footer = {
      "",
      "Examples:",
      "  statarb pairs baskets --data prices.csv --from 2016-01-01 --to 2016-12-31 --out baskets",
      "  statarb pairs baskets --data bars.csv.gz --from 2016-01-01 --to 2016-12-31 --sectors sectors.csv \\",
      "      --method sector --max-legs 4 --quarantine quality/quarantine.json --out baskets --json",
      "  statarb pairs baskets --data prices.parquet --from 2016-01-01 --to 2016-12-31 \\",
      "      --method eigen,sparse --worlds 1000 --seed 7 --out baskets"
    })
final class PairsBasketsCommand implements Callable<Integer> {
  private static final BasketRule USUAL = BasketRule.DEFAULT;

  @Spec CommandSpec spec = CommandSpec.create();

  @Mixin ScreenOptions input = new ScreenOptions();

  @Option(
      names = "--method",
      paramLabel = "M",
      split = ",",
      description = "eigen, sector or sparse, or several of them (default: sparse)")
  List<String> methods = List.of("sparse");

  @Option(
      names = "--max-legs",
      paramLabel = "N",
      description = "Most legs of a basket, the stock itself counted (default: 5)")
  int maxLegs = USUAL.maxLegs();

  @Option(
      names = "--min-gain",
      paramLabel = "SHARE",
      description =
          "Share of what the other legs leave that a leg must take away to stay (default: 0.1)")
  double leastGain = USUAL.leastGain();

  @Option(
      names = "--factors",
      paramLabel = "N",
      description =
          "Eigenportfolios of eigen (default: those above the eigenvalues of independent returns)")
  int factors = USUAL.factors();

  @Option(
      names = "--sector-weights",
      paramLabel = "W",
      description =
          "Weights of a sector's stocks: volatility (1 / volatility) or equal (default: volatility)")
  String sectorWeights = "volatility";

  @Option(
      names = "--cost",
      paramLabel = "BPS",
      description = "Round trip of one leg, of the leg's value (default: 10)")
  double costBps = USUAL.costPerLegBps();

  @Option(
      names = "--worlds",
      paramLabel = "N",
      description = "Null worlds that p-values rest on (default: 200 for each method)")
  @Nullable Integer worlds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the first world; the next has the next (default: 1)")
  long seed = USUAL.seed();

  @Override
  public Integer call() {
    Progress progress = Progress.standard();
    BasketRule rule = ScreenOptions.rule(this::rule);
    if (rule.methods().contains(BasketMethod.SECTOR) && input.sectors == null) {
      throw Refusal.usage("--method sector needs --sectors FILE");
    }
    ScreenUniverse universe = input.universe(progress);
    BasketResult result = input.overData(() -> BasketScreen.run(universe, rule, progress));
    progress.line("write " + input.out);
    Map<String, Object> settings = settings(rule);
    BasketFiles.write(input.out, result, settings);
    input.record(settings, result.tested(), result.selected().size(), seed);
    Map<String, @Nullable Object> answer = result.summary();
    if (input.json) {
      answer.put("baskets", BasketFiles.ranking(result));
    }
    input.print(answer, "baskets.html", spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private BasketRule rule() {
    List<BasketMethod> chosen = methods.stream().map(PairsBasketsCommand::method).toList();
    return new BasketRule(
        chosen,
        maxLegs,
        leastGain,
        factors,
        equalWeights(),
        input.lagChoice(),
        input.fdrMethod(),
        input.fdr,
        input.minHalfLife,
        input.maxHalfLife,
        costBps,
        input.minSdToCost,
        input.subWindows,
        worlds == null ? BasketRule.usualWorlds(chosen) : worlds,
        seed);
  }

  private static BasketMethod method(String word) {
    return BasketMethod.of(word.strip().toLowerCase(Locale.ROOT))
        .orElseThrow(() ->
            Refusal.usage(
                "--method must be of %s: %s"
                    .formatted(
                        Arrays.stream(BasketMethod.values()).map(BasketMethod::word).toList(),
                        word)));
  }

  private boolean equalWeights() {
    return switch (sectorWeights) {
      case "equal" -> true;
      case "volatility" -> false;
      default ->
          throw Refusal.usage("--sector-weights must be volatility or equal: " + sectorWeights);
    };
  }

  private Map<String, Object> settings(BasketRule rule) {
    Map<String, Object> settings = input.settings();
    settings.put("methods", rule.methods().stream().map(BasketMethod::word).toList());
    settings.put("max_legs", maxLegs);
    settings.put("min_gain", leastGain);
    settings.put("factors", factors);
    settings.put("sector_weights", sectorWeights);
    settings.put("cost_per_leg_bps", costBps);
    settings.put("worlds", rule.worlds());
    settings.put("seed", seed);
    return settings;
  }
}
