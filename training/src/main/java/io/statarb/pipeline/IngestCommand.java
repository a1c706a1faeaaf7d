package io.statarb.pipeline;

import io.statarb.cli.StageRecord;
import io.statarb.quality.QualityCommand;
import picocli.CommandLine.Command;

/** Read raw files, cleanse them, write the history tapes and the tick table. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    subcommands = QualityCommand.class,
    description = "Read raw files, cleanse them, write the history tapes and the tick table.",
    footer = {
      "",
      "Examples:",
      "  statarb ingest --out run",
      "  statarb ingest --out run --strategy fx-two-venue --data DIR",
      "  statarb ingest quality --data FILE_OR_DIR --out quality"
    })
final class IngestCommand extends StageCommand {
  @Override
  StageRecord run(BatchStages stages) {
    return stages.ingest();
  }
}
