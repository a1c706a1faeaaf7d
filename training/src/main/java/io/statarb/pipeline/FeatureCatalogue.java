package io.statarb.pipeline;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.instrument.InstrumentServices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All feature services and what their columns are. */
final class FeatureCatalogue {
  private FeatureCatalogue() {}

  static List<FeatureService> services() {
    return Stream.concat(
            FeatureService.known().stream().map(FeatureService::named),
            InstrumentServices.known().stream().map(InstrumentServices::named))
        .toList();
  }

  /** The service of this name, or all. */
  static List<FeatureService> services(@Nullable String name) {
    List<FeatureService> wanted =
        services().stream().filter(s -> name == null || s.name().equals(name)).toList();
    if (wanted.isEmpty()) {
      throw Refusal.usage(
          "--service: no such feature service: name=%s known=%s"
              .formatted(name, services().stream().map(FeatureService::name).toList()));
    }
    return wanted;
  }

  /** One column as JSON has it. */
  static Map<String, Object> map(FeatureService service, FeatureField field) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("service", service.name());
    map.put("name", field.name());
    map.put("unit", field.unit());
    map.put("formula", field.formula());
    map.put("source", field.source());
    map.put("warm_up", field.warmUp());
    map.put("missing", field.missing().toString());
    map.put("formula_version", field.formulaVersion());
    return map;
  }
}
