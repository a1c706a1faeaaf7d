package io.statarb.pipeline;

import io.statarb.cli.StageRecord;
import picocli.CommandLine.Command;

/** Read raw files, cleanse them, write the history tapes and the tick table. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Read raw files, cleanse them, write the history tapes and the tick table.",
    footer = {
      "",
      "Examples:",
      "  statarb ingest --out run",
      "  statarb ingest --out run --strategy fx-two-venue --data DIR"
    })
final class IngestCommand extends StageCommand {
  @Override
  StageRecord run(BatchStages stages) {
    return stages.ingest();
  }
}
