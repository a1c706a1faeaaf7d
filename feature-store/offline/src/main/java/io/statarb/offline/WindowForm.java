package io.statarb.offline;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The join as it is written in Spark without any library: rows and ticks put together, sorted by
 * time, and for each row the last value before it that is not null.
 *
 * <p>A tick counts from when it is known on. Of ticks that come to be known late, behind newer
 * ones, this form would take the wrong one; the tables that it is measured with have none.
 */
final class WindowForm {
  private WindowForm() {}

  static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> ticks) {
    Dataset<Row> both =
        rows.select(
                col("symbol"),
                col("ts_ns"),
                col("row_id"),
                lit(null).cast("long").as("event_ns"),
                lit(null).cast("long").as("known_ns"),
                lit(null).cast("long").as("sequence"),
                lit(null).cast("long").as("tick_seq"),
                lit(null).cast("double").as("bid"),
                lit(null).cast("double").as("ask"))
            .unionByName(
                ticks.select(
                    col("entity").as("symbol"),
                    greatest(col("event_ns"), col("known_ns")).as("ts_ns"),
                    lit(null).cast("long").as("row_id"),
                    col("event_ns"),
                    col("known_ns"),
                    col("sequence"),
                    col("tick_seq"),
                    col("bid"),
                    col("ask")));
    // Ticks before rows of the same time: their row_id is null.
    WindowSpec upToHere =
        Window.partitionBy("symbol")
            .orderBy(
                col("ts_ns"),
                col("row_id").asc_nulls_first(),
                col("event_ns"),
                col("known_ns"),
                col("sequence"))
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return both.select(
            col("row_id"),
            col("symbol"),
            col("ts_ns"),
            latest("tick_seq", upToHere),
            latest("bid", upToHere),
            latest("ask", upToHere))
        .where(col("row_id").isNotNull());
  }

  private static Column latest(String column, WindowSpec upToHere) {
    return last(col(column), true).over(upToHere).as(column);
  }
}
