package io.statarb.pipeline;

import io.statarb.bookcheck.BookCommand;
import io.statarb.cli.CommandLineRunner;
import io.statarb.feeds.FeedCommand;
import io.statarb.loaders.FormatsCommand;
import io.statarb.reference.ReferenceCommand;
import io.statarb.research.PairsCommand;
import java.util.Locale;
import picocli.CommandLine.Command;

/** The launcher of the batch side: everything that may need Spark or Smile, and the demo. */
@Command(
    name = "statarb",
    version = "statarb 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "From real ticks to an attribution report: one definition of a feature, one bundle, one tape.",
    footer = {
      "",
      "The trading side has commands of its own, on a class path without Spark and Smile:",
      "  live      Trade the sessions of a run with the promoted bundle",
      "  replay    Run a tape again from its input records and compare the digest",
      "  backtest  Run the live engine over history: frictionless, baseline, or as live",
      "  report    Write the attribution report and run.json",
      "  explain   Follow a fill back to the raw files, recomputing its score",
      "  registry  List, show and roll back bundles",
      "  tape      Count, list, check and cut tapes",
      "  kill      Halt trading at once; resume needs two names",
      "  resume    Lift the halt",
      "",
      "Examples:",
      "  statarb demo --out run",
      "  statarb demo --strategy fx-two-venue-gold --data DIR --out run",
      "  statarb ingest --out run --data DIR",
      "  statarb train --out run --set training.max_rows=5000",
      "  statarb doctor",
      "",
      "Exit codes: 0 ok, 1 data or model refused, 2 usage, 3 our fault, 4 the machine lacks something,",
      "130 and 143 interrupted."
    },
    subcommands = {
      DemoCommand.class,
      IngestCommand.class,
      FeaturesCommand.class,
      TrainCommand.class,
      ExportCommand.class,
      PromoteCommand.class,
      BookCommand.class,
      FormatsCommand.class,
      FeedCommand.class,
      ReferenceCommand.class,
      PairsCommand.class,
      BenchCommand.class,
      DoctorCommand.class
    })
public final class StatarbMain {
  private StatarbMain() {}

  /**
   * Runs one command and exits with its code.
   *
   * @param args command and options
   */
  public static void main(String[] args) {
    // Whatever is written must not depend on where it is written.
    Locale.setDefault(Locale.ROOT);
    String[] given = args.length == 0 ? new String[] {"--help"} : args;
    System.exit(CommandLineRunner.run(new StatarbMain(), given));
  }
}
