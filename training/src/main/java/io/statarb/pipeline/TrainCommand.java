package io.statarb.pipeline;

import io.statarb.cli.StageRecord;
import picocli.CommandLine.Command;

/** Fit and validate models of each pair; write the winners as ONNX. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Fit and validate models of each pair; write the winners as ONNX.",
    footer = {
      "",
      "Examples:",
      "  statarb train --out run",
      "  statarb train --out run --set training.max_rows=5000"
    })
final class TrainCommand extends StageCommand {
  @Override
  StageRecord run(BatchStages stages) {
    return stages.train();
  }
}
