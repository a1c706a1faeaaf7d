package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.statarb.cli.Refusal;
import io.statarb.features.FeatureService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Holds a store against the code, the bundles, its own digests and what its fields declare. */
public final class StoreValidation {
  private final SparkSession spark;
  private final StoreFolder store;
  private final StoreRegistry registry;
  private final List<Check> checks = new ArrayList<>();

  /**
   * One check.
   *
   * @param check what was looked at: {@code schema}, {@code bundle}, {@code digest}, {@code
   *     missing}, {@code range} or {@code freshness}
   * @param of the service, view or field
   * @param passed whether it is as it should be
   * @param fact what was found
   */
  public record Check(String check, String of, boolean passed, String fact) {}

  private StoreValidation(SparkSession spark, StoreFolder store) {
    this.spark = spark;
    this.store = store;
    this.registry = StoreRegistry.read(store);
  }

  /**
   * Looks at everything.
   *
   * @param uses services that registered bundles need
   * @param mostMissing greatest share of absent values of a field, 0 to 1
   * @param atNs moment to judge the freshness of views at; without it nothing is too old
   * @return all checks, those that passed among them
   */
  public static List<Check> run(
      SparkSession spark,
      StoreFolder store,
      List<BundleUse> uses,
      double mostMissing,
      OptionalLong atNs) {
    StoreValidation validation = new StoreValidation(spark, store);
    validation.schemas();
    validation.bundles(uses);
    for (FeatureView view : validation.registry.declarations().views()) {
      if (view.source() != null) {
        validation.table(view, mostMissing, atNs);
      }
    }
    return List.copyOf(validation.checks);
  }

  private void check(String check, String of, boolean passed, String fact) {
    checks.add(new Check(check, of, passed, fact));
  }

  /** What was applied against what the code computes and declares now. */
  private void schemas() {
    Declarations declarations = registry.declarations();
    for (StoreService service : declarations.services()) {
      String applied = registry.schemaHashes().getOrDefault(service.name(), "none");
      String now = declarations.schemaHash(service);
      check(
          "schema",
          service.name(),
          applied.equals(now),
          applied.equals(now)
              ? "schema hash " + now
              : "schema hash applied %s, of the code now %s; apply again".formatted(applied, now));
    }
    for (FeatureService code : BuiltIns.services()) {
      if (declarations.services().stream().noneMatch(s -> s.name().equals(code.name()))) {
        check(
            "schema", code.name(), false, "the code has this service, the store not; apply again");
      }
    }
  }

  private void bundles(List<BundleUse> uses) {
    for (BundleUse use : uses) {
      String has = registry.schemaHashes().getOrDefault(use.service(), "none");
      check(
          "bundle",
          use.bundle(),
          has.equals(use.schemaHash()),
          "needs %s with schema hash %s, the store has %s"
              .formatted(use.service(), use.schemaHash(), has));
    }
  }

  private void table(FeatureView view, double mostMissing, OptionalLong atNs) {
    ViewTable table = new ViewTable(store, view, registry.declarations().entityOf(view));
    TableManifest manifest;
    Dataset<Row> facts;
    try {
      manifest = table.current();
      facts = table.read(spark, manifest);
    } catch (Refusal e) {
      check("digest", view.name(), false, String.valueOf(e.getMessage()));
      return;
    }
    check(
        "digest",
        view.name(),
        true,
        "version %d, %d files as they were written"
            .formatted(manifest.version(), manifest.files().size()));
    fields(view, facts, mostMissing);
    if (view.freshness() != null && atNs.isPresent()) {
      long ageNs = atNs.getAsLong() - manifest.newestEventNs();
      check(
          "freshness",
          view.name(),
          manifest.facts() > 0 && ageNs <= Durations.ns(view.freshness()),
          manifest.facts() == 0
              ? "there is no fact"
              : "the newest fact is %s old, %s is allowed"
                  .formatted(Duration.ofNanos(ageNs), view.freshness()));
    }
  }

  private void fields(FeatureView view, Dataset<Row> facts, double mostMissing) {
    List<Column> figures = new ArrayList<>();
    for (ViewField field : view.fields()) {
      Column value = col(field.name());
      Column missing = value.isNull();
      Column beyond = lit(false);
      if (field.type() == FieldType.DOUBLE) {
        missing = missing.or(value.isNaN());
      }
      if (field.min() != null) {
        beyond = beyond.or(value.lt(field.min()));
      }
      if (field.max() != null) {
        beyond = beyond.or(value.gt(field.max()));
      }
      figures.add(sum(when(missing, 1L).otherwise(0L)));
      // Spark holds NaN for greater than any number; a missing value is not out of range as well.
      figures.add(sum(when(beyond.and(missing.equalTo(false)), 1L).otherwise(0L)));
    }
    Row row = facts.agg(count(lit(1)), figures.toArray(Column[]::new)).first();
    long rows = row.getLong(0);
    for (int i = 0; i < view.fields().size(); i++) {
      ViewField field = view.fields().get(i);
      String name = view.name() + ":" + field.name();
      long missing = rows == 0 ? 0 : row.getLong(1 + 2 * i);
      long beyond = rows == 0 ? 0 : row.getLong(2 + 2 * i);
      check(
          "missing",
          name,
          missing <= mostMissing * rows,
          "%d of %d values are absent, a share of %s is allowed"
              .formatted(missing, rows, mostMissing));
      if (field.min() != null || field.max() != null) {
        check(
            "range",
            name,
            beyond == 0,
            "%d of %d values lie outside of %s to %s"
                .formatted(beyond, rows, bound(field.min()), bound(field.max())));
      }
    }
  }

  private static String bound(@org.jspecify.annotations.Nullable Double bound) {
    return bound == null ? "any" : bound.toString();
  }
}
