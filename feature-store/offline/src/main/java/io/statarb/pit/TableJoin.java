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

  private final SparkSession spark;
  private final EntityRows rows;
  private final StructType schema;
  private final StructField entity;
  private final StructField time;
  private final FactLayout layout;
  private final StructType added;
  private final AsOfRule rule;
  private final FactScan scan;
  private final FactScan rowScan;
  private final @Nullable FactLayout rowLayout;
  private final int tasks;
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
    this.scan = FactScan.of(table.rows(), layout.scanned(table.rows().schema()));
    this.rowLayout = FactLayout.ofRows(schema, entity, time);
    this.rowScan = FactScan.of(rows.rows(), List.of(schema.fieldNames()));
    this.tasks = spark.sessionState().conf().numShufflePartitions();
    this.runs = EntityRuns.find(scan, layout, tasks);
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
    return rowLayout != null && rowScan.isCheapBeside(scan, readers(runs))
        ? Form.ALL_IN_COLUMNS
        : Form.ROWS_MOVE;
  }

  /** The rows with what is added to them. */
  Dataset<Row> joined() {
    StructType all = schema;
    for (StructField field : added.fields()) {
      all = all.add(field);
    }
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rdd().rdd(), all, false);
  }

  private JavaRDD<InternalRow> rdd() {
    if (runs == null) {
      return bothMoved();
    }
    return rowLayout != null && form() == Form.ALL_IN_COLUMNS
        ? inColumns(runs, rowLayout)
        : rowsMoved(runs);
  }

  private JavaRDD<InternalRow> bothMoved() {
    Buckets buckets = Buckets.hashed(tasks);
    return JavaPairRDD.fromJavaRDD(packed(buckets))
        .cogroup(
            JavaPairRDD.fromJavaRDD(scan.blocks(layout, buckets)),
            new HashPartitioner(buckets.count()))
        .flatMap(new JoinBuckets(layout, schema.size(), added, rule)::joinMoved);
  }

  private JavaRDD<InternalRow> rowsMoved(EntityRuns found) {
    return JavaPairRDD.fromJavaRDD(packed(found.buckets()))
        .partitionBy(new HashPartitioner(found.buckets().count()))
        .zipPartitions(
            found.facts(scan, layout),
            new JoinBuckets(layout, schema.size(), added, rule)::joinInPlace);
  }

  private JavaRDD<InternalRow> inColumns(EntityRuns found, FactLayout ofRows) {
    JavaRDD<SplitFacts> facts = found.facts(scan, layout).coalesce(readers(found));
    return facts.zipPartitions(
        rowScan.wholeFor(facts.getNumPartitions()),
        new JoinSplits(ofRows, rowScan.names(), found.buckets(), rule));
  }

  /** Tasks that read all rows: one for each core, as more would read them in vain. */
  private int readers(EntityRuns found) {
    return Math.min(found.buckets().count(), spark.sparkContext().defaultParallelism());
  }

  private JavaRDD<Tuple2<Integer, byte[]>> packed(Buckets buckets) {
    return FactScan.execution(rows.rows())
        .toRdd()
        .toJavaRDD()
        .mapPartitionsWithIndex(new PackRows(schema, entity, time, buckets), true);
  }
}
