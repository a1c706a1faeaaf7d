package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.StageRecord;
import io.statarb.loaders.FileStat;
import io.statarb.loaders.StatOptions;
import io.statarb.quality.QualityCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Read raw files, cleanse them, write the history tapes and the tick table. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    subcommands = {QualityCommand.class, HistoryCommand.class},
    description = {
      "Read raw files, cleanse them, write the history tapes and the tick table.",
      "With --stat: count what is in one file of any format, and write nothing."
    },
    footer = {
      "",
      "Examples:",
      "  statarb ingest --out run",
      "  statarb ingest --out run --strategy fx-two-venue --data DIR",
      "  statarb ingest --out run --known-at 2014-05-12    a file came late or was corrected",
      "  statarb ingest history --out run",
      "  statarb ingest quality --data FILE_OR_DIR --out quality",
      "  statarb ingest --stat --json 12302019.NASDAQ_ITCH50.gz",
      "  statarb ingest --stat --format lobster message.csv"
    })
final class IngestCommand extends StageCommand {
  @Option(
      names = "--known-at",
      paramLabel = "DATE_OR_TIME",
      description =
          "From when on what is ingested was known (default: the last date of the data); if any tick"
              + " differs from what the run folder holds, that is a new version, and the old one can"
              + " be read as it was known")
  @Nullable String knownAt;

  @Mixin final StatOptions stat = new StatOptions();

  @Override
  public Integer call() {
    if (!stat.asked()) {
      return super.call();
    }
    FileStat result = stat.read(Progress.standard());
    System.out.print(options.json ? Json.text(result) + "\n" : Json.pretty(result));
    return ExitCode.OK;
  }

  @Override
  StageRecord run(BatchStages stages) {
    return stages.ingest(knownAt);
  }
}
