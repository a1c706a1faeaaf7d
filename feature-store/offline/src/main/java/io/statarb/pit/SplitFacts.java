package io.statarb.pit;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The facts of a split in the task that read them, which is where they are joined. Nothing of it
 * travels.
 *
 * @param split number of the split
 * @param columns the facts
 */
record SplitFacts(int split, FactColumns columns) {

  /** Task: reads a split; the only element that comes is it. */
  static final class Read
      implements Function2<Integer, Iterator<ColumnarBatch>, Iterator<SplitFacts>> {
    private static final long serialVersionUID = 1L;

    private final FactLayout layout;
    private final String[] scanned;
    private final Buckets splits;
    private final int[] facts;

    /**
     * @param scanned names of the columns as they come
     */
    Read(FactLayout layout, List<String> scanned, EntitySplits.Found splits) {
      this.layout = layout;
      this.scanned = scanned.toArray(String[]::new);
      this.splits = splits.buckets();
      this.facts = splits.facts().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Iterator<SplitFacts> call(Integer split, Iterator<ColumnarBatch> batches) {
      EntityKeys keys = new EntityKeys(splits);
      FactBatch batch = new FactBatch(layout, List.of(scanned), keys);
      FactBlock read = FactBlock.ofAll(layout, facts[split]);
      while (batches.hasNext()) {
        batch.fill(batches.next());
        read.addAll(batch);
      }
      for (int e = 0; e < keys.count(); e++) {
        if (keys.bucket(e) != split) {
          throw new IllegalStateException(
              "Invariant: %s did not change while it was read".formatted(layout.table()));
        }
      }
      return List.of(new SplitFacts(split, new FactColumns(layout, read, keys))).iterator();
    }
  }
}
