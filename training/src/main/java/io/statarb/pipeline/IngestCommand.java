package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
final class IngestCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        BatchStages stages = new BatchStages(context)) {
      StageRecord record = stages.ingest();
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
