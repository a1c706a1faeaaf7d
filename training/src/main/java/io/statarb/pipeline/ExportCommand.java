package io.statarb.pipeline;

import io.statarb.cli.StageRecord;
import picocli.CommandLine.Command;

/** Certify the winners against Smile; build, sign and register the bundle. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Certify the winners against Smile; build, sign and register the bundle.",
    footer = {"", "Examples:", "  statarb export --out run", "  statarb export --out run --json"})
final class ExportCommand extends StageCommand {
  @Override
  StageRecord run(BatchStages stages) {
    return stages.export();
  }
}
