package io.statarb.pit;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;

/** The facts of some entities in the task that joins them. */
interface FactSource {
  /** Their entities and times. */
  Facts facts();

  /** Number of an entity by its key, or -1 if it has no facts. */
  int entity(UTF8String key);

  /**
   * Features of some facts, as columns.
   *
   * @param features which of the table's, in its order
   * @param places of the facts, negative where there is none
   */
  List<ColumnVector> features(List<Integer> features, int[] places) throws IOException;
}
