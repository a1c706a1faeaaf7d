package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/**
 * The join over tables in Spark: to each row the features of the fact that {@link AsOfRule} names,
 * of each table.
 *
 * <p>Facts are read in columns, packed into blocks by entity as primitive arrays, and meet the rows
 * of their entities in one task, which joins on those arrays. So there is no object and no Spark
 * row per fact, and the sort of a window is replaced by a check that the facts are in order, which
 * they are if their table was sorted when it was written; where they are not, the task sorts what
 * is out of order. A task holds the facts of its entities in memory: more buckets ({@code
 * spark.sql.shuffle.partitions}) make tasks smaller, down to one entity.
 *
 * <p>Facts stay where they are if the files of their table share out the entities among them, as
 * those of a table sorted by entity do: then only rows move, to the task that reads the facts of
 * their entity ({@link EntitySplits}). Else rows and facts both move, to the task of their bucket.
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
      joined = join(spark, new EntityRows(joined, rows.entity(), rows.time()), table, own);
    }
    return joined;
  }

  private static Dataset<Row> join(
      SparkSession spark, EntityRows rows, FactTable table, AsOfRule rule) {
    FactLayout layout = FactLayout.of(table);
    StructType schema = rows.rows().schema();
    StructField entity = FactLayout.entity(schema, rows.entity(), "the rows to be joined");
    StructField time = FactLayout.time(schema, rows.time(), "the rows to be joined");
    if (layout.textEntity() != entity.dataType().equals(DataTypes.StringType)) {
      throw Refusal.data(
          "%s is of type %s in the rows and %s of type %s in %s"
              .formatted(
                  entity.name(),
                  entity.dataType().simpleString(),
                  layout.entity().name(),
                  layout.entity().dataType().simpleString(),
                  table.name()));
    }
    StructType added = added(schema, layout, table);
    FactScan scan = FactScan.of(table.rows(), layout.scanned(table.rows().schema()));
    int tasks = spark.sessionState().conf().numShufflePartitions();
    Buckets splits = EntitySplits.find(scan, layout, tasks);
    Buckets buckets = splits == null ? Buckets.hashed(tasks) : splits;
    HashPartitioner partitioner = new HashPartitioner(buckets.count());
    JavaRDD<Tuple2<Integer, byte[]>> left =
        FactScan.execution(rows.rows())
            .toRdd()
            .toJavaRDD()
            .mapPartitionsWithIndex(new PackRows(schema, entity, time, buckets), true);
    JavaRDD<Tuple2<Integer, byte[]>> right = scan.blocks(layout, buckets);
    JoinBuckets task = new JoinBuckets(layout, schema.size(), added, rule);
    JavaRDD<InternalRow> joined =
        splits == null
            ? JavaPairRDD.fromJavaRDD(left)
                .cogroup(JavaPairRDD.fromJavaRDD(right), partitioner)
                .flatMap(task::joinMoved)
            : JavaPairRDD.fromJavaRDD(left)
                .partitionBy(partitioner)
                .zipPartitions(right, task::joinInPlace);
    StructType all = schema;
    for (StructField field : added.fields()) {
      all = all.add(field);
    }
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(joined.rdd(), all, false);
  }

  private static StructType added(StructType rows, FactLayout layout, FactTable table) {
    StructType added = new StructType();
    for (StructField feature :
        layout.columns().subList(layout.firstFeature(), layout.columns().size())) {
      added = added.add(feature.name(), feature.dataType(), true);
    }
    added = added.add(table.absenceColumn(), DataTypes.StringType, true);
    for (int i = 0; i < added.size(); i++) {
      String name = added.apply(i).name();
      if (List.of(rows.fieldNames()).contains(name)) {
        throw Refusal.data(
            "column %s of %s is among those of the rows already; rename one"
                .formatted(name, table.name()));
      }
    }
    return added;
  }
}
