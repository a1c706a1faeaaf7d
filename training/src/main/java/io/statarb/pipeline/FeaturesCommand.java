package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.StageRecord;
import io.statarb.featurestore.FeatureApplyCommand;
import io.statarb.featurestore.FeatureDescribeCommand;
import io.statarb.featurestore.FeatureHistoricalCommand;
import io.statarb.featurestore.FeatureListCommand;
import io.statarb.featurestore.FeatureMaterializeCommand;
import io.statarb.featurestore.FeatureOnlineCommand;
import io.statarb.featurestore.FeatureProbeCommand;
import io.statarb.featurestore.FeatureRebuildCommand;
import io.statarb.featurestore.FeatureValidateCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fits pairs and materialises features, or compares what the live process recorded with them. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    subcommands = {
      FeatureListCommand.class,
      FeatureDescribeCommand.class,
      FeatureParityCommand.class,
      FeatureApplyCommand.class,
      FeatureMaterializeCommand.class,
      FeatureHistoricalCommand.class,
      FeatureRebuildCommand.class,
      FeatureOnlineCommand.class,
      FeatureValidateCommand.class,
      FeatureProbeCommand.class
    },
    description = {
      "Fit the pairs on the formation dates and compute the feature rows of all dates.",
      "With --parity: compare the rows that the live process recorded with these, value by value."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features --out run",
      "  statarb features --out run --parity --json",
      "  statarb features --out run --parity --plant-ulp    a negative control: must be found and named",
      "  statarb features list",
      "  statarb features describe ofi_10s",
      "  statarb features apply --repo ingest/samples/features.yaml --store store",
      "  statarb features probe-leaks --data ingest/samples/ci-sample",
      "  statarb features parity --data btcusdt_20240808.gz --json"
    })
final class FeaturesCommand implements Callable<Integer> {
  @Mixin final RunOptions options = new RunOptions();

  @Option(names = "--parity", description = "Compare live and batch values bit by bit")
  boolean parity;

  @Option(
      names = "--plant-ulp",
      description = "Change one recorded value by one ulp before comparing; nothing is written")
  boolean plantUlp;

  @Override
  public Integer call() {
    RunContext context = RunContext.open(options);
    try (RunLock _ = RunLock.acquire(context.out());
        SharedSpark spark = new SharedSpark()) {
      BatchStages stages = new BatchStages(context, spark);
      if (plantUlp) {
        return stages.plantUlp(options.json);
      }
      StageRecord record = parity ? stages.parity() : stages.features();
      if (options.json) {
        System.out.println(Json.text(record));
      }
    }
    return ExitCode.OK;
  }
}
