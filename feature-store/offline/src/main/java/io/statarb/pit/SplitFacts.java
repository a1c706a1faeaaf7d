package io.statarb.pit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.api.java.function.Function;

/**
 * The facts of some entities in the task that read them, which is where they are joined. Nothing of
 * it travels.
 *
 * @param split number of the task
 * @param columns the facts
 */
record SplitFacts(int split, FactColumns columns) {

  /** Task: reads its facts. */
  static final class Read implements Function<EntityRuns.Share, SplitFacts> {
    private static final long serialVersionUID = 1L;

    private final FactLayout layout;

    Read(FactLayout layout) {
      this.layout = layout;
    }

    @Override
    public SplitFacts call(EntityRuns.Share share) {
      try {
        return new SplitFacts(
            share.split(), new FactColumns(layout, PlacedFacts.read(layout, share.files())));
      } catch (IOException e) {
        throw new UncheckedIOException("%s cannot be read".formatted(layout.table()), e);
      }
    }
  }
}
