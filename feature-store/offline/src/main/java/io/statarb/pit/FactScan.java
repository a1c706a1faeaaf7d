package io.statarb.pit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;

/**
 * Reads the columns of facts: as the vectors of the Parquet reader where the table is a plain scan,
 * as internal rows where Spark has something to compute first. Never as {@link Row} objects.
 *
 * @param rows the columns of the table
 * @param plan of Spark to read them, in columns if it can
 */
record FactScan(Dataset<Row> rows, SparkPlan plan) {

  /** The scan of some columns of a table. */
  static FactScan of(Dataset<Row> table, List<String> columns) {
    Dataset<Row> rows = table.select(columns.stream().map(functions::col).toArray(Column[]::new));
    return new FactScan(rows, withoutTransitions(execution(rows).executedPlan()));
  }

  static QueryExecution execution(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
  }

  boolean inColumns() {
    return plan.supportsColumnar();
  }

  /** The columns, if they are read so, in the order of {@link #names}. */
  JavaRDD<ColumnarBatch> batches() {
    return plan.executeColumnar().toJavaRDD();
  }

  /** The facts packed into blocks, by bucket. */
  JavaRDD<Tuple2<Integer, byte[]>> blocks(FactLayout layout, Buckets buckets) {
    if (inColumns()) {
      return batches().mapPartitionsWithIndex(new PackFacts<>(layout, names(), buckets), true);
    }
    return execution(rows)
        .toRdd()
        .toJavaRDD()
        .mapPartitionsWithIndex(
            new PackFacts<>(layout, List.of(rows.schema().fieldNames()), buckets), true);
  }

  /** The plan below what only turns columns into rows. */
  private static SparkPlan withoutTransitions(SparkPlan plan) {
    return switch (plan) {
      case WholeStageCodegenExec stage -> withoutTransitions(stage.child());
      case InputAdapter adapter -> withoutTransitions(adapter.child());
      case ColumnarToRowExec rows -> withoutTransitions(rows.child());
      default -> plan;
    };
  }

  /** Names of the columns as they come. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < plan.output().size(); i++) {
      names.add(plan.output().apply(i).name());
    }
    return names;
  }
}
