package io.statarb.live;

import io.statarb.cli.CommandLineRunner;
import io.statarb.explain.ExplainCommand;
import io.statarb.report.ReportCommand;
import io.statarb.tapetools.TapeCommand;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The launcher of the trading side, on a class path without Spark, Delta and Smile. */
@Command(
    name = "statarb",
    version = "statarb 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "The trading side: live trading, replay, backtest, reports, the registry, tapes and the kill switch.",
    footer = {
      "",
      "Examples:",
      "  statarb live --out run",
      "  statarb replay run/tapes/live --json",
      "  statarb backtest --mode frictionless,baseline --out run",
      "  statarb report --out run",
      "  statarb explain 2014-05-07/12 --out run",
      "  statarb registry list --out run",
      "  statarb tape stat run",
      "  statarb snapshot features.json --schema HASH --at 2014-05-07T20:20:00Z",
      "  statarb kill --out run --by anna --reason \"prices look wrong\"",
      "",
      "Exit codes: 0 ok, 1 data or model refused, 2 usage, 3 our fault, 4 the machine lacks something,",
      "130 and 143 interrupted."
    },
    subcommands = {
      LiveCommand.class,
      ReplayCommand.class,
      BacktestCommand.class,
      RegistryCommand.class,
      ReportCommand.class,
      ExplainCommand.class,
      TapeCommand.class,
      SnapshotCommand.class,
      KillCommand.class,
      ResumeCommand.class
    })
public final class LiveMain {
  LiveMain() {}

  /**
   * Runs one command and exits with its code.
   *
   * @param args command and options
   */
  public static void main(String[] args) {
    // Whatever is written must not depend on where it is written.
    Locale.setDefault(Locale.ROOT);
    String[] given = args.length == 0 ? new String[] {"--help"} : args;
    System.exit(CommandLineRunner.run(new LiveMain(), given));
  }
}
