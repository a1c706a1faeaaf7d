package io.statarb.featurestore;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentServices;
import io.statarb.store.BuiltIns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All feature services of the code and what their columns are. */
final class FeatureCatalogue {
  private static final String HEAD =
      """
      # Features

      Every feature that the kernels compute. Made by `./statarb features describe --markdown`; a test holds this file
      to it, so do not edit it by hand. [feature-store.md](feature-store.md) tells how to declare features of your own
      and how to get training sets and single values of them.

      Missing: `BLOCK` leaves NaN and the row counts for nothing; `DEGRADE to v` puts `v` in its place and marks the row.
      """;

  private FeatureCatalogue() {}

  /** The service of this name, or all. */
  static List<FeatureService> services(@Nullable String name) {
    List<FeatureService> all = BuiltIns.services();
    List<FeatureService> wanted =
        all.stream().filter(s -> name == null || s.name().equals(name)).toList();
    if (wanted.isEmpty()) {
      throw Refusal.usage(
          "--service: no such feature service: name=%s known=%s"
              .formatted(name, all.stream().map(FeatureService::name).toList()));
    }
    return wanted;
  }

  /** One column as JSON has it. */
  static Map<String, Object> map(FeatureService service, FeatureField field) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("service", service.name());
    map.put("family", family(service, field));
    map.put("name", field.name());
    map.put("unit", field.unit());
    map.put("formula", field.formula());
    map.put("source", field.source());
    map.put("warm_up", field.warmUp());
    map.put("missing", field.missing().toString());
    map.put("formula_version", field.formulaVersion());
    return map;
  }

  private static String family(FeatureService service, FeatureField field) {
    Map<String, String> families =
        InstrumentServices.known().contains(service.name())
            ? InstrumentServices.familyOf(service.name())
            : FeatureService.familyOf(service.name());
    return families.getOrDefault(field.name(), "");
  }

  /** Tables of services in Markdown. */
  static String markdown(List<FeatureService> services) {
    StringBuilder text = new StringBuilder(HEAD);
    for (FeatureService service : services) {
      text.append(
          "\n## %s\n\n%d features, schema hash `%s`.\n\n"
              .formatted(service.name(), service.size(), service.schemaHash()));
      text.append("| feature | family | unit | formula | source | warm-up | missing |\n");
      text.append("|---|---|---|---|---|---|---|\n");
      for (FeatureField field : service.fields()) {
        text.append(
            "| `%s` | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                    field.name(),
                    family(service, field),
                    cell(field.unit()),
                    cell(field.formula()),
                    cell(field.source()),
                    cell(field.warmUp()),
                    field.missing()));
      }
    }
    return text.toString();
  }

  /** A bar would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
