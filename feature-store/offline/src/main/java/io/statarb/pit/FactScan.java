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
import scala.Tuple2;

/**
 * Reads the columns of facts: as the vectors of the Parquet reader where the table is a plain scan,
 * as internal rows where Spark has something to compute first. Never as {@link Row} objects.
 */
final class FactScan {
  private FactScan() {}

  static JavaRDD<Tuple2<Integer, byte[]>> blocks(FactTable table, FactLayout layout, int buckets) {
    List<String> columns = layout.scanned(table.rows().schema());
    Dataset<Row> read =
        table.rows().select(columns.stream().map(functions::col).toArray(Column[]::new));
    QueryExecution execution = execution(read);
    SparkPlan scan = withoutTransitions(execution.executedPlan());
    if (scan.supportsColumnar()) {
      return scan.executeColumnar()
          .toJavaRDD()
          .mapPartitionsWithIndex(new PackFacts<>(layout, names(scan), buckets), true);
    }
    return execution
        .toRdd()
        .toJavaRDD()
        .mapPartitionsWithIndex(new PackFacts<>(layout, columns, buckets), true);
  }

  static QueryExecution execution(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
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

  private static List<String> names(SparkPlan scan) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < scan.output().size(); i++) {
      names.add(scan.output().apply(i).name());
    }
    return names;
  }
}
