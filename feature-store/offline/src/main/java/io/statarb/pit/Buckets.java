package io.statarb.pit;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Which task joins an entity: its rows and its facts go to the same.
 *
 * @param count number of tasks
 * @param placed tasks of those entities that have one of their own choice; all others are dealt out
 *     by the hash of their key
 */
record Buckets(int count, Map<UTF8String, Integer> placed) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** All entities dealt out by hash. */
  static Buckets hashed(int count) {
    return new Buckets(count, Map.of());
  }

  int of(UTF8String key) {
    Integer own = placed.get(key);
    return own == null ? Math.floorMod(key.hashCode(), count) : own;
  }
}
