package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.store.HistoricalFeatures;
import io.statarb.store.StoreFolder;
import io.statarb.store.TrainingSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A training set made again. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Make a training set again from its manifest and compare it bit for bit.",
      "Takes the same versions of the tables, the same declarations and the same entity rows, whatever the store has learned since. Prints both digests of the rows and exits with 1 if they",
      "differ, or if a file that was read then is missing or has changed."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features rebuild --manifest set/manifest.json",
      "  statarb features rebuild --manifest set/manifest.json --store moved/store --out again --json"
    })
public final class FeatureRebuildCommand implements Callable<Integer> {
  @Mixin private final MasterOption spark = new MasterOption();

  @Option(
      names = "--manifest",
      required = true,
      paramLabel = "FILE",
      description = "The manifest that `features historical` wrote; the entity rows lie beside it")
  private Path manifest = Path.of("");

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Where the store is now (default: where it was)")
  private @Nullable Path store;

  @Option(names = "--out", paramLabel = "DIR", description = "Keep the rows in this folder")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = store == null ? Path.of(TrainingSet.read(manifest).store()) : store;
    Path kept = out == null ? null : out.toAbsolutePath().normalize();
    HistoricalFeatures.Rebuilt rebuilt =
        StoreOptions.inSpark(
            spark.master,
            session ->
                new HistoricalFeatures(session, new StoreFolder(folder)).rebuild(manifest, kept));
    StoreOptions.print(
        json,
        rebuilt,
        "rows sha256 then %s%nrows sha256 now  %s%n%s: %d rows, newer versions since: %s"
            .formatted(
                rebuilt.rowsSha256(),
                rebuilt.rebuiltSha256(),
                rebuilt.equal() ? "equal" : "DIFFERENT",
                rebuilt.rows(),
                rebuilt.newerVersions()));
    return rebuilt.equal() ? ExitCode.OK : ExitCode.REFUSED;
  }
}
