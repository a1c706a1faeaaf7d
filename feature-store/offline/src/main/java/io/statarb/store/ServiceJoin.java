package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.statarb.pit.Absence;
import io.statarb.pit.AsOfRule;
import io.statarb.pit.EntityRows;
import io.statarb.pit.FactTable;
import io.statarb.pit.PointInTimeJoin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The columns of a service joined to rows, each as known at the row's time, and per view a column
 * {@code VIEW_absence} that is null where there is a fact, {@code STALE} where the latest one is
 * older than the ttl, and otherwise {@code MISSING}. It does not tell facts that will be known
 * later from those that never will: that would be a glimpse of the future in a training set.
 */
public final class ServiceJoin {
  private ServiceJoin() {}

  /**
   * Joins.
   *
   * @param declarations the service's views and entities
   * @param service the service
   * @param facts facts of a view: {@code entity, event_ns, known_ns, sequence} and its fields
   * @param rows rows with the keys of all entities and the time {@code at_ns}
   * @param rule which facts count; a view's ttl goes before that of the rule
   */
  public static Dataset<Row> join(
      SparkSession spark,
      Declarations declarations,
      StoreService service,
      Function<FeatureView, Dataset<Row>> facts,
      Dataset<Row> rows,
      AsOfRule rule) {
    Dataset<Row> joined = rows;
    for (FeatureView view : declarations.views()) {
      FactTable table = factTable(view, service, facts.apply(view));
      String key = declarations.entityOf(view).key();
      joined =
          PointInTimeJoin.historical(
              spark, new EntityRows(joined, key, EntityFile.AT), List.of(table), rule);
      Column reason = col(table.absenceColumn());
      joined =
          joined.withColumn(
              table.absenceColumn(),
              when(reason.isNull(), lit(null))
                  .when(reason.equalTo(Absence.EXPIRED.name()), OnlineSnapshot.Reason.STALE.name())
                  .otherwise(OnlineSnapshot.Reason.MISSING.name()));
    }
    return joined;
  }

  /** A view as the join sees it, its fields named as the service's columns. */
  private static FactTable factTable(FeatureView view, StoreService service, Dataset<Row> facts) {
    List<ServiceColumn> columns =
        service.features().stream().filter(c -> c.view().equals(view.name())).toList();
    List<Column> selected =
        new ArrayList<>(
            Stream.of("entity", "event_ns", "known_ns", "sequence").map(functions::col).toList());
    columns.forEach(c -> selected.add(col(c.field()).as(c.name())));
    FactTable table =
        FactTable.of(
                view.name(),
                facts.select(selected.toArray(Column[]::new)),
                "entity",
                "event_ns",
                columns.stream().map(ServiceColumn::name).toList())
            .knownAt("known_ns")
            .orderedBy("sequence");
    return view.ttl() == null ? table : table.ttl(Duration.ofNanos(Durations.ns(view.ttl())));
  }
}
