package io.statarb.pit;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.FileStatusWithMetadata;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Finds the files of a table that is nothing but local Parquet files, each read as it is. That can
 * be told from the logical plan, which a table has only once, however many plans to read it.
 */
final class LocalFiles {
  private LocalFiles() {}

  /**
   * Paths of the files, in the order in which Spark reads them.
   *
   * @param columns of the table that are wanted
   * @return none of any other table
   */
  static List<String> of(Dataset<Row> table, List<String> columns) {
    LogicalPlan plan = withoutSelection(FactScan.execution(table).optimizedPlan());
    // Delta has a format of its own, below this one.
    if (!(plan instanceof LogicalRelation logical)
        || !(logical.relation() instanceof HadoopFsRelation files)
        || files.fileFormat().getClass() != ParquetFileFormat.class
        || files.bucketSpec().isDefined()
        || !areStored(files, columns)) {
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (FileStatusWithMetadata file : inOrder(table.sparkSession(), files)) {
      URI uri = file.getPath().toUri();
      if (!"file".equals(uri.getScheme())) {
        return List.of();
      }
      paths.add(uri.getPath());
    }
    return List.copyOf(paths);
  }

  /** The plan below what only leaves columns out. */
  private static LogicalPlan withoutSelection(LogicalPlan plan) {
    return plan instanceof Project project
            && CollectionConverters.asJava(project.projectList()).stream()
                .allMatch(AttributeReference.class::isInstance)
        ? withoutSelection(project.child())
        : plan;
  }

  /** Whether columns are in the files, and not in the names of their folders. */
  private static boolean areStored(HadoopFsRelation files, List<String> columns) {
    StructType folders = files.partitionSchema();
    return List.of(files.dataSchema().fieldNames()).containsAll(columns)
        && columns.stream().noneMatch(List.of(folders.fieldNames())::contains);
  }

  /** Spark reads long files first, and those that it cuts as if they were of one length. */
  private static List<FileStatusWithMetadata> inOrder(SparkSession spark, HadoopFsRelation files) {
    Seq<PartitionDirectory> folders = files.location().listFiles(nothing(), nothing());
    long longest = FilePartition.maxSplitBytes(spark, folders);
    List<FileStatusWithMetadata> all = new ArrayList<>();
    CollectionConverters.asJava(folders)
        .forEach(folder -> all.addAll(CollectionConverters.asJava(folder.files())));
    all.sort(
        Comparator.comparingLong((FileStatusWithMetadata file) -> Math.min(file.getLen(), longest))
            .reversed());
    return all;
  }

  private static <T> Seq<T> nothing() {
    return CollectionConverters.asScala(List.<T>of()).toSeq();
  }
}
