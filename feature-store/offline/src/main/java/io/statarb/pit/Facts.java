package io.statarb.pit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Facts as columns, in the order in which they are joined: by entity, event time, knowledge time,
 * and where these are equal in source order. Facts that come in this order, as tables that are
 * sorted when they are written, are only checked and not moved or copied; others are ordered here.
 */
public final class Facts {
  private final long[] eventNs;
  private final long @Nullable [] knownNs;
  private final int[] starts;
  private final int @Nullable [] sources;
  private final boolean late;

  private Facts(
      long[] eventNs,
      long @Nullable [] knownNs,
      int[] starts,
      int @Nullable [] sources,
      boolean late) {
    this.eventNs = eventNs;
    this.knownNs = knownNs;
    this.starts = starts;
    this.sources = sources;
    this.late = late;
  }

  /** Facts that are known when they happen. */
  public static Facts of(int entities, int[] entity, long[] eventNs) {
    return of(entities, entity, eventNs, null, null);
  }

  /**
   * Facts with knowledge times and an order of their own.
   *
   * @param entities number of entities
   * @param entity of each fact, from 0 to {@code entities - 1}
   * @param eventNs from when on each is true
   * @param knownNs from when on each is known; null if each is known when it happens
   * @param sequence source order of each; null if they stand in source order
   */
  public static Facts of(
      int entities,
      int[] entity,
      long[] eventNs,
      long @Nullable [] knownNs,
      long @Nullable [] sequence) {
    return new FactOrder(entities, entity, eventNs, knownNs, sequence).facts();
  }

  /**
   * Facts that come by entity.
   *
   * @param starts where those of each start, and the end of the last
   * @param sequence asked for only where two facts of an entity are of the same times
   */
  static Facts byEntity(
      int[] starts,
      long[] eventNs,
      long @Nullable [] knownNs,
      @Nullable Supplier<long[]> sequence) {
    return new FactOrder(starts, eventNs, knownNs, sequence).facts();
  }

  /**
   * Takes what is in order already.
   *
   * @param starts where the facts of each entity start, and the end of the last
   * @param sources where each fact came from in the given columns; null where it stands
   */
  static Facts ordered(
      long[] eventNs, long @Nullable [] knownNs, int[] starts, int @Nullable [] sources) {
    // Most tables say of each fact that it was known when it happened.
    long[] later = knownNs == null || isAtOnce(eventNs, knownNs) ? null : knownNs;
    return new Facts(eventNs, later, starts, sources, hasLate(eventNs, later, starts));
  }

  private static boolean isAtOnce(long[] eventNs, long[] knownNs) {
    for (int i = 0; i < eventNs.length; i++) {
      if (knownNs[i] != eventNs[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether some fact outranks one before it without being visible after it. */
  private static boolean hasLate(long[] eventNs, long @Nullable [] knownNs, int[] starts) {
    if (knownNs == null) {
      return false;
    }
    for (int e = 0; e + 1 < starts.length; e++) {
      long last = Long.MIN_VALUE;
      for (int i = starts[e]; i < starts[e + 1]; i++) {
        long visible = Math.max(eventNs[i], knownNs[i]);
        if (visible < last) {
          return true;
        }
        last = visible;
      }
    }
    return false;
  }

  /** Number of facts. */
  public int count() {
    return eventNs.length;
  }

  /** Number of entities, those without facts included. */
  public int entities() {
    return starts.length - 1;
  }

  /** Whether the facts came in the order of the join. */
  public boolean cameInOrder() {
    return sources == null;
  }

  /** Whether some fact became known only after a later one of its entity. */
  public boolean hasLateKnowledge() {
    return late;
  }

  boolean isEmpty(int entity) {
    return starts[entity] == starts[entity + 1];
  }

  long[] eventNs() {
    return eventNs;
  }

  /** From when on each is known; null if each is known when it happens. */
  long @Nullable [] knownNs() {
    return knownNs;
  }

  int[] starts() {
    return starts;
  }

  /** Where the fact at a position of this order stood in the columns as they came. */
  int source(int position) {
    return sources == null ? position : sources[position];
  }
}
