package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Certify the winners against Smile; build, sign and register the bundle. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Certify the winners against Smile; build, sign and register the bundle.",
    footer = {"", "Examples:", "  statarb export --out run", "  statarb export --out run --json"})
final class ExportCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        BatchStages stages = new BatchStages(context)) {
      StageRecord record = stages.export();
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
