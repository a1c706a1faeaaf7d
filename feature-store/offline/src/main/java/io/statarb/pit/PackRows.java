package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** Task: packs the rows of a partition, with all their columns, into blocks, by bucket. */
final class PackRows
    implements Function2<Integer, Iterator<InternalRow>, Iterator<Tuple2<Integer, byte[]>>> {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final int entity;
  private final int time;
  private final Buckets buckets;

  PackRows(StructType schema, StructField entity, StructField time, Buckets buckets) {
    this.schema = schema;
    this.entity = schema.fieldIndex(entity.name());
    this.time = schema.fieldIndex(time.name());
    this.buckets = buckets;
  }

  @Override
  public Iterator<Tuple2<Integer, byte[]>> call(Integer split, Iterator<InternalRow> rows) {
    return new Blocks(this, split, rows);
  }

  private static final class Blocks implements Iterator<Tuple2<Integer, byte[]>> {
    private final PackRows task;
    private final int split;
    private final Iterator<InternalRow> rows;
    private final UnsafeProjection projection;
    private final boolean text;
    private final ColumnStorage storage;
    private final long unitNs;
    private final EntityKeys keys;
    private final List<RowBlock> blocks = new ArrayList<>();
    private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private int number;

    Blocks(PackRows task, int split, Iterator<InternalRow> rows) {
      this.task = task;
      this.split = split;
      this.rows = rows;
      this.keys = new EntityKeys(task.buckets);
      this.projection = UnsafeProjection.create(task.schema);
      StructField entity = task.schema.apply(task.entity);
      this.text = entity.dataType().equals(DataTypes.StringType);
      this.storage = ColumnStorage.of(entity.dataType(), entity.name());
      this.unitNs = FactLayout.unitNs(task.schema.apply(task.time));
      for (int b = 0; b < task.buckets.count(); b++) {
        blocks.add(new RowBlock());
      }
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        take(rows.next());
        if (!rows.hasNext()) {
          for (int b = 0; b < blocks.size(); b++) {
            leave(b);
          }
        }
      }
      return !ready.isEmpty();
    }

    private void take(InternalRow row) {
      if (row.isNullAt(task.entity) || row.isNullAt(task.time)) {
        throw Refusal.data(
            "a row to be joined has no %s"
                .formatted(
                    task.schema.apply(row.isNullAt(task.entity) ? task.entity : task.time).name()));
      }
      int e =
          text ? keys.of(row.getUTF8String(task.entity)) : keys.of(storage.bits(row, task.entity));
      int bucket = keys.bucket(e);
      UnsafeRow packed = row instanceof UnsafeRow already ? already : projection.apply(row);
      blocks.get(bucket).add(e, Math.multiplyExact(row.getLong(task.time), unitNs), packed);
      if (blocks.get(bucket).isFull()) {
        leave(bucket);
      }
    }

    private void leave(int bucket) {
      if (!blocks.get(bucket).isEmpty()) {
        ready.add(new Tuple2<>(bucket, blocks.get(bucket).take(split, number++, keys)));
      }
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
