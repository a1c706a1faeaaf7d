package io.statarb.pit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Looks where the facts of each entity are stored. If those of no entity are in two splits of the
 * table, as in files sorted by entity, facts can be joined where they are read, and only the rows
 * have to move. That is found out by reading the column of the entity alone, which takes a small
 * part of the time of moving the facts.
 */
final class EntitySplits {
  /** Entities of a split beyond which the driver does not want to hear of them. */
  private static final int MOST_ENTITIES = 100_000;

  /** How many times as many facts as after a shuffle a task may get. */
  private static final int SKEW = 2;

  private EntitySplits() {}

  /** The entities of a split; none, and not complete, if they are too many. */
  private record Split(int number, List<UTF8String> entities, boolean complete, long facts)
      implements Serializable {}

  /**
   * Splits that share out the entities among them.
   *
   * @param buckets the splits as buckets
   * @param facts number of facts of each
   */
  record Found(Buckets buckets, List<Integer> facts) {}

  /**
   * The splits.
   *
   * @param wanted number of tasks that facts would be dealt out to otherwise
   * @return null if facts must move: some entity is in two splits, or one split has so many of the
   *     facts that its task would take long
   */
  static @Nullable Found find(FactScan scan, FactLayout layout, int wanted) {
    FactScan entities = FactScan.of(scan.rows(), List.of(layout.entity().name()));
    if (!scan.inColumns() || !entities.inColumns()) {
      return null;
    }
    JavaRDD<ColumnarBatch> batches = entities.batches();
    int count = batches.getNumPartitions();
    // Too few splits to share the facts out evenly, or not the splits of all columns: no need to
    // look.
    if ((long) count * SKEW < wanted || count != scan.batches().getNumPartitions()) {
      return null;
    }
    List<Split> splits =
        batches.mapPartitionsWithIndex(new Look(layout.entityOnly()), true).collect();
    long facts = 0;
    long most = 0;
    Map<UTF8String, Integer> placed = new HashMap<>();
    for (Split split : splits) {
      facts += split.facts();
      most = Math.max(most, split.facts());
      if (!split.complete()) {
        return null;
      }
      for (UTF8String entity : split.entities()) {
        if (placed.put(entity, split.number()) != null) {
          return null;
        }
      }
    }
    if (most > SKEW * Math.ceilDiv(facts, wanted) || most > Integer.MAX_VALUE) {
      return null;
    }
    return new Found(
        new Buckets(count, placed), splits.stream().map(split -> (int) split.facts()).toList());
  }

  private static final class Look
      implements Function2<Integer, Iterator<ColumnarBatch>, Iterator<Split>> {
    private static final long serialVersionUID = 1L;

    private final FactLayout layout;

    Look(FactLayout layout) {
      this.layout = layout;
    }

    @Override
    public Iterator<Split> call(Integer number, Iterator<ColumnarBatch> facts) {
      EntityKeys keys = new EntityKeys(Buckets.hashed(1));
      FactBatch batch = new FactBatch(layout, List.of(layout.entity().name()), keys);
      long count = 0;
      while (facts.hasNext() && keys.count() <= MOST_ENTITIES) {
        batch.fill(facts.next());
        count += batch.count();
      }
      List<UTF8String> entities = new ArrayList<>();
      for (int e = 0; e < keys.count(); e++) {
        entities.add(keys.key(e));
      }
      boolean complete = keys.count() <= MOST_ENTITIES;
      return List.of(new Split(number, complete ? entities : List.of(), complete, count))
          .iterator();
    }
  }
}
