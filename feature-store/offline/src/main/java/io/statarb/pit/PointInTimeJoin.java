package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The join over tables in Spark: to each row the features of the fact that {@link AsOfRule} names,
 * of each table.
 *
 * <p>Where the table is made of local Parquet files that are sorted by entity, as those of a
 * feature store are, the facts stay where they are: each task unpacks the pages of its entities
 * straight into arrays ({@link EntityRuns}). Then rows that are few beside the facts do not move
 * either: each task reads all of them and keeps what is its own. More rows move to the task that
 * reads the facts of their entity. Else facts are read in columns by Spark, packed into blocks by
 * entity, and move with the rows to the task of their bucket. Which of these it is, is up to {@link
 * TableJoin}.
 *
 * <p>A task joins on primitive arrays. So there is no object and no Spark row per fact, and the
 * sort of a window is replaced by a check that the facts are in order, which they are if their
 * table was sorted when it was written; where they are not, the task sorts what is out of order. A
 * task holds the facts of its entities in memory: more buckets ({@code
 * spark.sql.shuffle.partitions}) make tasks smaller, down to one entity.
 */
public final class PointInTimeJoin {
  private PointInTimeJoin() {}

  /**
   * Features as they were at the time of each row. Of a table that is read in columns the entities
   * are read at once, all else when the result is computed.
   *
   * @param rows what facts are wanted for
   * @param tables where they are; a table's own time-to-live goes before that of the rule
   * @param rule which fact is wanted
   * @return the rows with all their columns, in no particular order; for each table its features,
   *     null where there is no fact, and a column that then says why ({@link Absence})
   * @throws Refusal if a column is missing, of a wrong type or there twice; and, when the result is
   *     computed, if a row has no entity or time, or a fact none of these or no knowledge time
   */
  public static Dataset<Row> historical(
      SparkSession spark, EntityRows rows, List<FactTable> tables, AsOfRule rule) {
    Dataset<Row> joined = rows.rows();
    for (FactTable table : tables) {
      AsOfRule own = table.ttl() == null ? rule : rule.withTtl(table.ttl());
      joined =
          new TableJoin(spark, new EntityRows(joined, rows.entity(), rows.time()), table, own)
              .joined();
    }
    return joined;
  }
}
