package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.store.HistoricalFeatures;
import io.statarb.store.TrainingSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A training set. */
@Command(
    name = "historical",
    mixinStandardHelpOptions = true,
    description = {
      "Make a training set: the features of a service at each row of a file, as known at the row's time.",
      "A row gets of the facts with event time and knowledge time at or before its own, not older than the view's ttl,",
      "the latest; of corrections the one known last. Writes rows.parquet, the entity rows, and manifest.json with versions, hashes and the digest of the",
      "rows, from which `features rebuild` makes the same again.",
      "--as-known-on puts one moment in place of every row's own in the bound of knowledge: the past with the",
      "hindsight of that moment, for looking at corrections and not for training."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features historical --entities rows.csv --service daily-v1 --store store --out set --json",
      "  statarb features historical --entities rows.parquet --time ts_ns --service fx-pair-v1 --store store --out set",
      "  statarb features historical --entities rows.csv --service daily-v1 --store store --out set --as-known-on 2014-09-01"
    })
public final class FeatureHistoricalCommand implements Callable<Integer> {
  @Mixin private final StoreOptions options = new StoreOptions();
  @Mixin private final MasterOption spark = new MasterOption();

  @Option(
      names = "--entities",
      required = true,
      paramLabel = "FILE",
      description = "CSV with a header or Parquet: a key per entity of the service, and a time")
  private Path entities = Path.of("");

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Its column of times: UTC ns, ISO times, or dates, which mean their beginning (default: event_timestamp, event_time, ts_ns, time or date)")
  private @Nullable String time;

  @Option(names = "--service", required = true, paramLabel = "NAME", description = "The service")
  private String service = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write, replaced whole")
  private Path out = Path.of("");

  @Option(
      names = "--as-known-on",
      paramLabel = "DATE_OR_TIME",
      description = "What was known then (of a date: by its end), in place of each row's own time")
  private @Nullable String asKnownOn;

  @Override
  public Integer call() {
    TrainingSet set =
        StoreOptions.inSpark(
            spark.master,
            session ->
                new HistoricalFeatures(session, options.folder())
                    .build(
                        service,
                        entities,
                        time,
                        asKnownOn,
                        out.toAbsolutePath().normalize(),
                        System.getProperty("statarb.commit", "unknown")));
    options.print(
        set,
        "%d rows of %d columns, schema %s, rows sha256 %s%n%s"
            .formatted(
                set.rows(),
                set.columns().size(),
                set.schemaHash(),
                set.rowsSha256(),
                out.resolve(TrainingSet.MANIFEST)));
    return ExitCode.OK;
  }
}
