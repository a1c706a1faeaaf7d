package io.statarb.explain;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.settings.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains one fill. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Follow a fill back: order, decision, score, bundle, training run, table version, raw lines. Features and score",
      "are made again and compared to the bit, digests are taken again. Exits with 1 when a link disagrees."
    },
    footer = {
      "",
      "Fill ids stand in report/fills.csv and in the last column of the report's trades.",
      "",
      "Examples:",
      "  statarb explain 2014-05-07/12 --out run",
      "  statarb explain 2014-05-07/12 --out run --json",
      "  statarb explain 2014-05-07/3 --mode baseline --out run"
    })
public final class ExplainCommand implements Callable<Integer> {
  private static final List<String> MODES = List.of("live", "frictionless", "baseline", "backtest");

  @Parameters(paramLabel = "FILL", description = "The fill: trade date, a slash and its number")
  String fill = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "statarb-run",
      description = "Folder of the run (default: ${DEFAULT-VALUE})")
  Path out = Path.of("statarb-run");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "live",
      description =
          "Whose tape: live, frictionless, baseline or backtest (default: ${DEFAULT-VALUE})")
  String mode = "live";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Raw data to compare digests with (default: where the run's data lay)")
  @Nullable Path data;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    if (!MODES.contains(mode)) {
      throw Refusal.usage("--mode: no such mode: mode=%s known=%s".formatted(mode, MODES));
    }
    int slash = fill.lastIndexOf('/');
    String tradeDate = slash < 0 ? "" : fill.substring(0, slash);
    if (!tradeDate.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(_s[0-9]{2})?")
        || !fill.substring(slash + 1).matches("[0-9]{1,18}")) {
      throw Refusal.usage("a fill id looks like 2014-05-07/12: given=" + fill);
    }
    FillChain chain =
        Explanation.of(
            new RunFolder(out.toAbsolutePath().normalize()),
            mode,
            tradeDate,
            Long.parseLong(fill.substring(slash + 1)),
            data == null ? null : data.toAbsolutePath().normalize());
    if (json) {
      System.out.println(Json.text(chain));
    } else {
      System.out.print(ChainText.of(chain));
    }
    return chain.agrees() ? ExitCode.OK : ExitCode.REFUSED;
  }
}
