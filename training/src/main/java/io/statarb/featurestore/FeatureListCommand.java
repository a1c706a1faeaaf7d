package io.statarb.featurestore;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The features of all services. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the features of all services: name, unit, what becomes of a missing value.",
    footer = {
      "",
      "Examples:",
      "  statarb features list",
      "  statarb features list --service l2-instrument-v1 --json"
    })
public final class FeatureListCommand implements Callable<Integer> {
  @Option(names = "--service", paramLabel = "NAME", description = "Only this service")
  private @Nullable String service;

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() {
    List<Map<String, Object>> features = new ArrayList<>();
    for (FeatureService each : FeatureCatalogue.services(service)) {
      if (!json) {
        System.out.printf(
            "%s: %d features, schema %s%n", each.name(), each.size(), each.schemaHash());
      }
      for (FeatureField field : each.fields()) {
        features.add(FeatureCatalogue.map(each, field));
        if (!json) {
          System.out.printf("  %-28s %-12s %s%n", field.name(), field.unit(), field.missing());
        }
      }
    }
    if (json) {
      System.out.println(Json.text(Map.of("count", features.size(), "features", features)));
    }
    return ExitCode.OK;
  }
}
