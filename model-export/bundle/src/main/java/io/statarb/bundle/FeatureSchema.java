package io.statarb.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.statarb.cli.Refusal;
import io.statarb.features.FeatureField;
import io.statarb.features.FeatureService;
import io.statarb.features.MissingPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The feature service that the models were trained on, as {@code features.json}.
 *
 * @param service name of the service
 * @param schemaHash its hash when the models were trained
 * @param fields its columns in order
 */
record FeatureSchema(String service, String schemaHash, List<Column> fields) {
  /**
   * One column.
   *
   * @param name its name
   * @param unit unit of its values
   * @param description formula, source and warm-up, for people
   * @param formulaVersion version of its formula
   * @param missing what becomes of a missing value; absent where it blocks
   */
  record Column(
      String name,
      String unit,
      String description,
      int formulaVersion,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String missing) {
    static Column of(FeatureField field) {
      return new Column(
          field.name(),
          field.unit(),
          field.description(),
          field.formulaVersion(),
          field.missing().equals(MissingPolicy.BLOCK) ? null : field.missing().toString());
    }

    @Override
    public String toString() {
      return "%s [%s] v%d%s"
          .formatted(name, unit, formulaVersion, missing == null ? "" : " " + missing);
    }
  }

  FeatureSchema {
    fields = List.copyOf(fields);
  }

  static FeatureSchema of(FeatureService service) {
    return new FeatureSchema(
        service.name(), service.schemaHash(), service.fields().stream().map(Column::of).toList());
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
      String bundle = i < fields.size() ? fields.get(i).toString() : "nothing";
      String build = i < code.size() ? Column.of(code.fields().get(i)).toString() : "nothing";
      if (!bundle.equals(build)) {
        throw Refusal.data(
            "%s: feature %d is %s in the bundle but %s in this build: service=%s schema hash bundle=%s build=%s"
                .formatted(
                    BundleFolder.FEATURES,
                    i,
                    bundle,
                    build,
                    service,
                    schemaHash,
                    code.schemaHash()));
      }
    }
    if (!schemaHash.equals(code.schemaHash())) {
      throw Refusal.data(
          "%s: the schema hash is not that of this build: service=%s schema hash bundle=%s build=%s"
              .formatted(BundleFolder.FEATURES, service, schemaHash, code.schemaHash()));
    }
    return code;
  }
}
