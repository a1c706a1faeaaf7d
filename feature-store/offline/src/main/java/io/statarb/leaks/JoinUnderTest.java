package io.statarb.leaks;

import io.statarb.store.Declarations;
import io.statarb.store.FeatureView;
import io.statarb.store.StoreService;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A join of the columns of a service to rows, as {@link io.statarb.store.ServiceJoin} makes it. */
@FunctionalInterface
interface JoinUnderTest {
  /**
   * Joins each row to the latest facts that were known at its time.
   *
   * @param facts facts of a view: {@code entity, event_ns, known_ns, sequence} and its fields
   * @param rows rows with the keys of all entities and the time {@code at_ns}
   */
  Dataset<Row> join(
      Declarations declarations,
      StoreService service,
      Function<FeatureView, Dataset<Row>> facts,
      Dataset<Row> rows);
}
