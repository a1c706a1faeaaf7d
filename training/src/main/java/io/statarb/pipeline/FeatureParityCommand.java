package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.digest.AtomicFiles;
import io.statarb.loaders.FileLoaders;
import io.statarb.offline.CaptureParity;
import io.statarb.offline.SparkSessions;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import io.statarb.settings.StrategyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Live against Spark over one file of quotes, trades and levels. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    description = {
      "Compare the kernels of a live process with Spark, value by value, over a capture.",
      "One run takes the capture event by event, as a live process does, the other the same events from a table.",
      "Exit code 1 if a bit differs or a row is missing.",
      "The rows that a trading process recorded are compared by `statarb features --parity`."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features parity --data btcusdt_20240808.gz --json",
      "  statarb features parity --data btcusdt_20240808.gz --plant-ulp    must be found and named"
    })
final class FeatureParityCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, paramLabel = "FILE", description = "File to read")
  Path data = Path.of("");

  @Option(names = "--format", description = "Its format, when the file does not tell it")
  @Nullable String format;

  @Option(
      names = "--plant-ulp",
      description =
          "Raise one value of Spark's by one ulp before comparing; exit code 0 if it alone is found")
  boolean plantUlp;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Chooses the value to raise (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(data)) {
      throw Refusal.data("%s is no file".formatted(data));
    }
    CaptureParity.Result result = run();
    System.out.print(json ? Json.text(result) + "\n" : Json.pretty(result));
    boolean asWanted =
        plantUlp
            ? result.planted() && result.valuesDifferent() == 1 && result.rowsMissing() == 0
            : result.equal();
    return asWanted ? ExitCode.OK : ExitCode.REFUSED;
  }

  private CaptureParity.Result run() {
    Path shipped = StrategyFiles.home().resolve("dags/strategies/fx-two-venue.yaml");
    // Only its engine settings count here: the features of a file know no strategy.
    Strategy strategy = Settings.load(shipped, Map.of(), List.of()).strategy();
    Path work = workFolder();
    SparkSession spark = SparkSessions.open(strategy, null);
    try {
      return CaptureParity.run(
          spark,
          data,
          FileLoaders.of(data, format),
          work,
          plantUlp ? seed : null,
          Progress.standard());
    } finally {
      spark.stop();
      AtomicFiles.delete(work);
    }
  }

  private static Path workFolder() {
    try {
      return Files.createTempDirectory("statarb-parity");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
