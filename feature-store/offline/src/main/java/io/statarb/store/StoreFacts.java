package io.statarb.store;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The facts of a store's views, for those who look at them and not into their files. */
public final class StoreFacts {
  private final SparkSession spark;
  private final StoreFolder store;
  private final Declarations declarations;

  /** Facts of an applied store. */
  public StoreFacts(SparkSession spark, StoreFolder store) {
    this.spark = spark;
    this.store = store;
    this.declarations = StoreRegistry.read(store).declarations();
  }

  /** What is declared in the store. */
  public Declarations declarations() {
    return declarations;
  }

  /** Newest version of a view, each file as it was written: entity, times and fields. */
  public Dataset<Row> read(FeatureView view) {
    ViewTable table = new ViewTable(store, view, declarations.entityOf(view));
    return table.read(spark, table.current());
  }
}
