package io.statarb.bundle;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import java.util.List;

/**
 * The feature service that the models were trained on, as {@code features.json}.
 *
 * @param service name of the service
 * @param schemaHash its hash when the models were trained
 * @param fields its columns in order
 */
record FeatureSchema(String service, String schemaHash, List<FeatureField> fields) {
  FeatureSchema {
    fields = List.copyOf(fields);
  }

  static FeatureSchema of(FeatureService service) {
    return new FeatureSchema(service.name(), service.schemaHash(), service.fields());
  }

  /**
   * The service as this code computes it.
   *
   * @throws Refusal naming the first column that differs
   */
  FeatureService match() {
    FeatureService code;
    try {
      code = FeatureService.named(service);
    } catch (IllegalArgumentException e) {
      throw Refusal.data(
          "%s: this build computes no feature service of this name: service=%s"
              .formatted(BundleFolder.FEATURES, service));
    }
    for (int i = 0; i < Math.max(fields.size(), code.size()); i++) {
      String bundle = i < fields.size() ? describe(fields.get(i)) : "nothing";
      String build = i < code.size() ? describe(code.fields().get(i)) : "nothing";
      if (!bundle.equals(build)) {
        throw Refusal.data(
            "%s: feature %d is %s in the bundle but %s in this build: service=%s"
                .formatted(BundleFolder.FEATURES, i, bundle, build, service));
      }
    }
    if (!schemaHash.equals(code.schemaHash())) {
      throw Refusal.data(
          "%s: the schema hash is not that of this build: bundle=%s build=%s"
              .formatted(BundleFolder.FEATURES, schemaHash, code.schemaHash()));
    }
    return code;
  }

  private static String describe(FeatureField field) {
    return "%s [%s] v%d".formatted(field.name(), field.unit(), field.formulaVersion());
  }
}
