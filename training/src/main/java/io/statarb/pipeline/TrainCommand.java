package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
final class TrainCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        BatchStages stages = new BatchStages(context)) {
      StageRecord record = stages.train();
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
