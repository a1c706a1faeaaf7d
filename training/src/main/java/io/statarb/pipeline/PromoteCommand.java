package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Pass the registered bundle through the gates and make it the champion. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = "Pass the registered bundle through the gates and make it the champion.",
    footer = {"", "Examples:", "  statarb promote --out run", "  statarb promote --out run --json"})
final class PromoteCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        BatchStages stages = new BatchStages(context)) {
      StageRecord record = stages.promote();
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
