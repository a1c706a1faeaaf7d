package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/**
 * A command that runs one batch stage on what a run's folder holds, and prints its record if asked.
 */
abstract class StageCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  /** Runs the stage. */
  abstract StageRecord run(BatchStages stages);

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        SharedSpark spark = new SharedSpark()) {
      BatchStages stages = new BatchStages(context, spark);
      StageRecord record = run(stages);
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
