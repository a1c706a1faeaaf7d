package io.statarb.feeds;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StopSignal;
import io.statarb.time.NanoClock;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the three commands share: a run that can be stopped, and its report. */
abstract class FeedCall implements Callable<Integer> {
  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs until it is done or a signal comes; the report is out before the process may end. */
  int run(Function<FeedRun, FeedOutcome> work) {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    try (StopSignal stop = StopSignal.listen()) {
      FeedRun run =
          new FeedRun(
              NanoClock.monotonic(),
              NanoClock.system(),
              stop::requested,
              line -> {
                err.println(line);
                err.flush();
              });
      FeedOutcome outcome = work.apply(run);
      out.print(json ? Json.text(outcome.report()) + "\n" : Json.pretty(outcome.report()));
      out.flush();
      return outcome.sound() ? ExitCode.OK : ExitCode.REFUSED;
    }
  }
}
