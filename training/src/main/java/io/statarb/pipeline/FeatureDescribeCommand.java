package io.statarb.pipeline;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Json;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One feature in full. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Say formula, unit, source, warm-up and missing-value policy of a feature.",
    footer = {"", "Examples:", "  statarb features describe ofi_10s"})
final class FeatureDescribeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the feature")
  String name = "";

  @Option(names = "--json", description = "Print exactly one JSON object on standard output")
  boolean json;

  @Override
  public Integer call() {
    List<Map<String, Object>> found = new ArrayList<>();
    for (FeatureService service : FeatureCatalogue.services()) {
      for (FeatureField field : service.fields()) {
        if (field.name().equals(name)) {
          found.add(FeatureCatalogue.map(service, field));
        }
      }
    }
    if (found.isEmpty()) {
      throw Refusal.usage(
          "no such feature: name=%s; `statarb features list` names all".formatted(name));
    }
    if (json) {
      System.out.println(Json.text(Map.of("features", found)));
    } else {
      found.forEach(each -> System.out.print(Json.pretty(each)));
    }
    return ExitCode.OK;
  }
}
