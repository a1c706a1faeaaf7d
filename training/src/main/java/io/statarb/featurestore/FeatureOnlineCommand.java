package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.store.Moments;
import io.statarb.store.OnlineFeatures;
import io.statarb.store.OnlineSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Features of single entities. */
@Command(
    name = "online",
    mixinStandardHelpOptions = true,
    description = {
      "Say the features of a service for some entities as they were known at a moment.",
      "A value that is not there is null with the reason: MISSING (no fact, or no value in it), STALE (older than the view's ttl) or NOT_KNOWN_YET;",
      "never 0 and never an older value. Needs no Spark.",
      "Files that have the size and time of last change that they had when they were written are taken for unchanged; --verify compares all digests."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features online --store store --service daily-v1 --entity KO,PEP --at 2014-05-07T21:00:00Z --json",
      "  statarb features online --store store --service daily-v1 --entity KO --at 2014-05-07 --out features.json",
      "  statarb features online --store store --service mixed-v1 --entity instrument=KO+sector=Staples --at 2014-05-07"
    })
public final class FeatureOnlineCommand implements Callable<Integer> {
  @Mixin private final StoreOptions options = new StoreOptions();

  @Option(
      names = "--entity",
      required = true,
      split = ",",
      paramLabel = "KEY",
      description = "Keys; of a service over several entities ENTITY=KEY+ENTITY=KEY")
  private List<String> entities = List.of();

  @Option(names = "--service", required = true, paramLabel = "NAME", description = "The service")
  private String service = "";

  @Option(
      names = "--at",
      required = true,
      paramLabel = "TIME",
      description = "The moment: a time in UTC, a date (its beginning), or UTC ns")
  private String at = "";

  @Option(names = "--verify", description = "Compare the sha256 of every file that is read")
  private boolean verify;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the values for the trading side, which reads them with `snapshot`")
  private @Nullable Path out;

  @Override
  public Integer call() {
    OnlineFeatures features = new OnlineFeatures(options.folder(), verify);
    OnlineSnapshot snapshot = features.at(service, entities, Moments.of(at));
    if (out != null) {
      features.forTrading(snapshot).write(out);
    }
    options.print(snapshot, words(snapshot));
    return ExitCode.OK;
  }

  private static String words(OnlineSnapshot snapshot) {
    StringBuilder words = new StringBuilder();
    words.append(
        "%s at %s, schema %s%n"
            .formatted(snapshot.service(), snapshot.at(), snapshot.schemaHash()));
    for (OnlineSnapshot.EntityRow row : snapshot.entities()) {
      words.append(row.entity()).append(row.usable() ? "\n" : "  (not usable)\n");
      for (OnlineSnapshot.Value value : row.features()) {
        words.append(
            "  %-28s %s%n"
                .formatted(
                    value.name(),
                    value.absent() == null
                        ? value.value()
                        : value.absent() + ": " + value.detail()));
      }
    }
    return words.toString();
  }
}
