package io.statarb.pit;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.FileScanRDD;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

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

  /**
   * Files of a table that is nothing but local Parquet files of these columns, each read as it is,
   * in the order in which Spark reads them; none of any other table.
   */
  List<String> localParquetFiles() {
    // Delta has a format of its own, below this one.
    if (!(plan instanceof FileSourceScanExec files)
        || files.relation().fileFormat().getClass() != ParquetFileFormat.class
        || !files.dataFilters().isEmpty()
        || !files.partitionFilters().isEmpty()
        || !List.of(files.requiredSchema().fieldNames()).equals(names())
        || !(files.inputRDD() instanceof FileScanRDD splits)) {
      return List.of();
    }
    Set<String> paths = new LinkedHashSet<>();
    for (FilePartition split : CollectionConverters.asJava(splits.filePartitions())) {
      for (PartitionedFile file : split.files()) {
        URI uri = file.filePath().toUri();
        if (!"file".equals(uri.getScheme())) {
          return List.of();
        }
        paths.add(uri.getPath());
      }
    }
    return List.copyOf(paths);
  }

  /** Whether to read this table so many times is less work than to read another once. */
  boolean isCheapBeside(FactScan other, int times) {
    return sizeBytes().multiply(BigInteger.valueOf(times)).compareTo(other.sizeBytes()) <= 0;
  }

  /** What Spark expects the columns to be in bytes. */
  private BigInteger sizeBytes() {
    return execution(rows).optimizedPlan().stats().sizeInBytes().bigInteger();
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
