package io.statarb.pit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Tuple2;

/**
 * Task: packs the facts of a partition into blocks, by bucket.
 *
 * @param <T> {@link ColumnarBatch} or {@link InternalRow}
 */
final class PackFacts<T>
    implements Function2<Integer, Iterator<T>, Iterator<Tuple2<Integer, byte[]>>> {
  private static final long serialVersionUID = 1L;

  /** Facts that a task gathers over all buckets before blocks leave it. */
  private static final int GATHERED = 1 << 20;

  private final FactLayout layout;
  private final String[] scanned;
  private final Buckets buckets;

  /**
   * @param scanned names of the columns as they come
   */
  PackFacts(FactLayout layout, List<String> scanned, Buckets buckets) {
    this.layout = layout;
    this.scanned = scanned.toArray(String[]::new);
    this.buckets = buckets;
  }

  @Override
  public Iterator<Tuple2<Integer, byte[]>> call(Integer split, Iterator<T> facts) {
    return new Blocks<>(this, split, facts);
  }

  private static final class Blocks<T> implements Iterator<Tuple2<Integer, byte[]>> {
    private final int split;
    private final Iterator<T> facts;
    private final EntityKeys keys;
    private final FactBatch batch;
    private final List<FactBlock> blocks = new ArrayList<>();
    private final Queue<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();
    private int number;

    Blocks(PackFacts<T> task, int split, Iterator<T> facts) {
      this.split = split;
      this.facts = facts;
      this.keys = new EntityKeys(task.buckets);
      this.batch = new FactBatch(task.layout, List.of(task.scanned), keys);
      for (int b = 0; b < task.buckets.count(); b++) {
        blocks.add(new FactBlock(task.layout, Math.max(1, GATHERED / task.buckets.count())));
      }
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && facts.hasNext()) {
        take(facts.next());
        if (!facts.hasNext()) {
          distribute();
          for (int b = 0; b < blocks.size(); b++) {
            leave(b);
          }
        }
      }
      return !ready.isEmpty();
    }

    private void take(T facts) {
      switch (facts) {
        case ColumnarBatch columns -> {
          batch.fill(columns);
          distribute();
        }
        case InternalRow row -> {
          batch.add(row);
          if (batch.isFull()) {
            distribute();
          }
        }
        default -> throw new IllegalStateException("Invariant: neither row nor columns");
      }
    }

    private void distribute() {
      int from = 0;
      while (from < batch.count()) {
        int to = batch.endOfEntity(from);
        int bucket = keys.bucket(batch.entity(from));
        FactBlock block = blocks.get(bucket);
        block.add(batch, from, to);
        if (block.isFull()) {
          leave(bucket);
        }
        from = to;
      }
      batch.clear();
    }

    private void leave(int bucket) {
      FactBlock block = blocks.get(bucket);
      if (!block.isEmpty()) {
        ready.add(new Tuple2<>(bucket, block.take(split, number++, keys)));
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
