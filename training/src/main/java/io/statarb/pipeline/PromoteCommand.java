package io.statarb.pipeline;

import io.statarb.cli.StageRecord;
import picocli.CommandLine.Command;

/** Pass the registered bundle through the gates and make it the champion. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = "Pass the registered bundle through the gates and make it the champion.",
    footer = {"", "Examples:", "  statarb promote --out run", "  statarb promote --out run --json"})
final class PromoteCommand extends StageCommand {
  @Override
  StageRecord run(BatchStages stages) {
    return stages.promote();
  }
}
