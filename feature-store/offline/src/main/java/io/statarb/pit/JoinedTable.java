package io.statarb.pit;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Option;

/**
 * {@link JoinedColumns} as Spark reads a table of somebody else's: one partition for each share, in
 * columns, and only those that the query needs.
 */
final class JoinedTable implements SupportsRead {
  private final StructType schema;
  private final List<EntityRuns.Share> shares;
  private final JoinedColumns join;

  private JoinedTable(StructType schema, List<EntityRuns.Share> shares, JoinedColumns join) {
    this.schema = schema;
    this.shares = shares;
    this.join = join;
  }

  /** The result of a join. */
  static Dataset<Row> of(
      SparkSession spark, StructType schema, List<EntityRuns.Share> shares, JoinedColumns join) {
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark,
        DataSourceV2Relation.create(
            new JoinedTable(schema, shares, join), Option.empty(), Option.empty()));
  }

  @Override
  public String name() {
    return "point-in-time join of " + join.layout().table();
  }

  @Override
  @SuppressWarnings("deprecation") // Spark has no other way to say it from Java as yet.
  public StructType schema() {
    return schema;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new Builder(schema, shares, join);
  }

  private static final class Builder implements SupportsPushDownRequiredColumns {
    private StructType wanted;
    private final List<EntityRuns.Share> shares;
    private final JoinedColumns join;

    Builder(StructType schema, List<EntityRuns.Share> shares, JoinedColumns join) {
      this.wanted = schema;
      this.shares = shares;
      this.join = join;
    }

    @Override
    public void pruneColumns(StructType required) {
      wanted = required;
    }

    @Override
    public Scan build() {
      return new SharesScan(wanted, shares, join);
    }
  }

  private record SharesScan(
      StructType readSchema, List<EntityRuns.Share> shares, JoinedColumns join)
      implements Scan, Batch {
    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return shares.stream().map(SharePartition::new).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new Readers(join, readSchema);
    }
  }

  private record SharePartition(EntityRuns.Share share) implements InputPartition {
    private static final long serialVersionUID = 1L;
  }

  private record Readers(JoinedColumns join, StructType wanted) implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return true;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      throw new IllegalStateException("Invariant: the result is read in columns");
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      return new Reader(join, ((SharePartition) partition).share(), wanted);
    }
  }

  /** Gives one batch. */
  private static final class Reader implements PartitionReader<ColumnarBatch> {
    private final JoinedColumns join;
    private final EntityRuns.Share share;
    private final StructType wanted;
    private boolean given;

    Reader(JoinedColumns join, EntityRuns.Share share, StructType wanted) {
      this.join = join;
      this.share = share;
      this.wanted = wanted;
    }

    @Override
    public boolean next() {
      boolean first = !given;
      given = true;
      return first;
    }

    @Override
    public ColumnarBatch get() {
      try {
        return join.join(share, wanted);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(
            "%s cannot be read".formatted(join.layout().table()), e);
      }
    }

    @Override
    public void close() throws IOException {
      // All files are closed already.
    }
  }
}
