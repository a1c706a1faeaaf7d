package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** The join of one table of facts to the rows: decides in which task both meet, and how. */
final class TableJoin {
  /** What has to move for rows and facts to meet. */
  enum Form {
    /** Rows and facts, to the task of their bucket. */
    BOTH_MOVE,
    /** The rows, to the task that reads the facts of their entity. */
    ROWS_MOVE,
    /** Nothing: each task reads the facts of some entities and all rows, in columns. */
    ALL_IN_COLUMNS
  }

  /** Facts of a task in columns; of each, 8 to 16 bytes are held. */
  private static final long MOST_FACTS = 1L << 25;

  private final SparkSession spark;
  private final EntityRows rows;
  private final StructType schema;
  private final StructField entity;
  private final StructField time;
  private final FactLayout layout;
  private final StructType added;
  private final AsOfRule rule;
  private final Dataset<Row> facts;
  private final int tasks;
  private final @Nullable LocalRows localRows;
  private final @Nullable EntityRuns runs;

  /** Checks the columns, and reads the entities of the facts where that may spare moving them. */
  TableJoin(SparkSession spark, EntityRows rows, FactTable table, AsOfRule rule) {
    this.spark = spark;
    this.rows = rows;
    this.schema = rows.rows().schema();
    this.layout = FactLayout.of(table);
    this.entity = FactLayout.entity(schema, rows.entity(), FactLayout.ROWS);
    this.time = FactLayout.time(schema, rows.time(), FactLayout.ROWS);
    requireSameEntities();
    this.added = added(table);
    this.rule = rule;
    this.facts = table.rows();
    this.tasks = spark.sessionState().conf().numShufflePartitions();
    EntityRuns found = EntityRuns.find(facts, layout, tasks);
    this.localRows = found == null ? null : rowsBeside(found);
    this.runs = found == null || localRows == null ? found : found.among(readers(found));
  }

  /** The rows, where to read all of them in each task is less work than to read the facts once. */
  private @Nullable LocalRows rowsBeside(EntityRuns found) {
    LocalRows all = LocalRows.find(rows.rows(), FactLayout.ofRows(schema, entity, time));
    return all != null && all.values() * readers(found) <= found.facts() * layout.columns().size()
        ? all
        : null;
  }

  /** Tasks that read all rows: one for each core, as more would read them in vain. */
  private int readers(EntityRuns found) {
    int forMemory = Math.toIntExact(Math.ceilDiv(found.facts(), MOST_FACTS));
    return Math.max(forMemory, spark.sparkContext().defaultParallelism());
  }

  private void requireSameEntities() {
    if (layout.textEntity() != entity.dataType().equals(DataTypes.StringType)) {
      throw Refusal.data(
          "%s is of type %s in the rows and %s of type %s in %s"
              .formatted(
                  entity.name(),
                  entity.dataType().simpleString(),
                  layout.entity().name(),
                  layout.entity().dataType().simpleString(),
                  layout.table()));
    }
  }

  private StructType added(FactTable table) {
    StructType features = new StructType();
    for (StructField feature :
        layout.columns().subList(layout.firstFeature(), layout.columns().size())) {
      features = features.add(feature.name(), feature.dataType(), true);
    }
    features = features.add(table.absenceColumn(), DataTypes.StringType, true);
    for (String name : features.fieldNames()) {
      if (List.of(schema.fieldNames()).contains(name)) {
        throw Refusal.data(
            "column %s of %s is among those of the rows already; rename one"
                .formatted(name, table.name()));
      }
    }
    return features;
  }

  Form form() {
    if (runs == null) {
      return Form.BOTH_MOVE;
    }
    return localRows == null ? Form.ROWS_MOVE : Form.ALL_IN_COLUMNS;
  }

  /** The rows with what is added to them. */
  Dataset<Row> joined() {
    StructType all = schema;
    for (StructField field : added.fields()) {
      all = all.add(field);
    }
    if (runs != null && localRows != null) {
      return JoinedTable.of(
          spark,
          all,
          runs.shares(),
          new JoinedColumns(
              localRows,
              layout,
              runs.buckets(),
              added.fields()[added.size() - 1].name(),
              RuleOfTask.of(rule)));
    }
    JavaRDD<InternalRow> rdd = runs == null ? bothMoved() : rowsMoved(runs);
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rdd.rdd(), all, false);
  }

  private JavaRDD<InternalRow> bothMoved() {
    Buckets buckets = Buckets.hashed(tasks);
    return JavaPairRDD.fromJavaRDD(packed(buckets))
        .cogroup(
            JavaPairRDD.fromJavaRDD(
                FactScan.of(facts, layout.scanned(facts.schema())).blocks(layout, buckets)),
            new HashPartitioner(buckets.count()))
        .flatMap(new JoinBuckets(layout, schema.size(), rule)::joinMoved);
  }

  private JavaRDD<InternalRow> rowsMoved(EntityRuns found) {
    return JavaPairRDD.fromJavaRDD(packed(found.buckets()))
        .partitionBy(new HashPartitioner(found.buckets().count()))
        .zipPartitions(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(found.shares(), found.shares().size()),
            new JoinBuckets(layout, schema.size(), rule)::joinInPlace);
  }

  private JavaRDD<Tuple2<Integer, byte[]>> packed(Buckets buckets) {
    return FactScan.execution(rows.rows())
        .toRdd()
        .toJavaRDD()
        .mapPartitionsWithIndex(new PackRows(schema, entity, time, buckets), true);
  }
}
