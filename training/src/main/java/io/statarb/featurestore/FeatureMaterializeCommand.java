package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.store.Materializer;
import io.statarb.store.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Facts of the sources into a store. */
@Command(
    name = "materialize",
    mixinStandardHelpOptions = true,
    description = {
      "Bring the facts of the views' sources into the store.",
      "Takes those with event times from --from to before --to.",
      "Facts are added and never changed. A row that says something else about a time that the store has facts of is a",
      "correction: it needs a knowledge time, from the source or from --known-at, and is refused without one. Doing",
      "the same again adds nothing."
    },
    footer = {
      "",
      "Examples:",
      "  statarb features materialize --store store --from 2014-04-01 --to 2015-01-01",
      "  statarb features materialize --store store --view daily_bar --from 2014-04-01 --to 2014-05-01 --json",
      "  statarb features materialize --store store --from 2014-04-01 --to 2015-01-01 --known-at 2015-02-01"
    })
public final class FeatureMaterializeCommand implements Callable<Integer> {
  @Mixin private final StoreOptions options = new StoreOptions();
  @Mixin private final MasterOption spark = new MasterOption();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE_OR_TIME",
      description = "Earliest event time, UTC")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE_OR_TIME",
      description = "Event times before this, UTC")
  private String to = "";

  @Option(names = "--view", paramLabel = "NAME", description = "Only this view; may be repeated")
  private List<String> views = new ArrayList<>();

  @Option(
      names = "--known-at",
      paramLabel = "DATE_OR_TIME",
      description = "What the store does not have yet is known from here on at the earliest")
  private @Nullable String knownAt;

  @Override
  public Integer call() {
    long fromNs = Moments.ns(from);
    long toNs = Moments.ns(to);
    if (fromNs >= toNs) {
      throw Refusal.usage("--from %s must be before --to %s".formatted(from, to));
    }
    OptionalLong known =
        knownAt == null ? OptionalLong.empty() : OptionalLong.of(Moments.ns(knownAt));
    List<Materializer.Result> results =
        StoreOptions.inSpark(spark.master, session -> run(session, fromNs, toNs, known));
    StringBuilder words = new StringBuilder();
    for (Materializer.Result result : results) {
      words.append(
          "%s: %d rows of the source, %d facts added (%d corrections), version %d of %d facts%n"
              .formatted(
                  result.view(),
                  result.factsRead(),
                  result.factsAdded(),
                  result.corrections(),
                  result.version(),
                  result.facts()));
    }
    options.print(
        Map.of("store", options.folder().root().toString(), "views", results), words.toString());
    return ExitCode.OK;
  }

  private List<Materializer.Result> run(
      SparkSession session, long fromNs, long toNs, OptionalLong known) {
    Materializer materializer = new Materializer(session, options.folder());
    List<String> wanted = views.isEmpty() ? materializer.views() : views;
    if (wanted.isEmpty()) {
      throw Refusal.data("no view of the store %s has a source".formatted(options.folder().root()));
    }
    List<Materializer.Result> results = new ArrayList<>();
    for (String view : wanted) {
      results.add(materializer.materialize(view, fromNs, toNs, known));
    }
    return results;
  }
}
