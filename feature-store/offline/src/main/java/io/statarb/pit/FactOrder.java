package io.statarb.pit;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings facts into the order of the join: stable, by entity, event time, knowledge time and
 * sequence. What is in order is found so in one pass. Else facts are dealt out by entity, which
 * keeps the order in which they came, and only those entities are sorted that need it, by merging
 * the runs that are in order already: for facts sorted by time with a few late ones hardly more
 * than a pass.
 */
final class FactOrder {
  /** Entity of each fact; null if they come by entity. */
  private final int @Nullable [] entity;

  private final long[] eventNs;
  private final long @Nullable [] knownNs;
  private final @Nullable Supplier<long[]> lazySequence;
  private long @Nullable [] sequence;
  private final int[] starts;

  FactOrder(
      int entities,
      int[] entity,
      long[] eventNs,
      long @Nullable [] knownNs,
      long @Nullable [] sequence) {
    requireSameLength(entity, eventNs);
    requireSameLength(entity, knownNs == null ? eventNs : knownNs);
    requireSameLength(entity, sequence == null ? eventNs : sequence);
    this.eventNs = eventNs;
    this.knownNs = knownNs;
    this.lazySequence = null;
    this.sequence = sequence;
    this.starts = new int[entities + 1];
    this.entity = count(entity, starts) ? null : entity;
  }

  /**
   * Facts that come by entity.
   *
   * @param starts where those of each start, and the end of the last
   * @param sequence asked for only where two facts of an entity are of the same times
   */
  FactOrder(
      int[] starts,
      long[] eventNs,
      long @Nullable [] knownNs,
      @Nullable Supplier<long[]> sequence) {
    this.entity = null;
    this.starts = starts;
    this.eventNs = eventNs;
    this.knownNs = knownNs;
    this.lazySequence = sequence;
  }

  private static void requireSameLength(int[] entity, long[] column) {
    if (column.length != entity.length) {
      throw new IllegalArgumentException(
          "columns differ in length: %d and %d".formatted(entity.length, column.length));
    }
  }

  /**
   * Finds where the facts of each entity belong.
   *
   * @param starts gets where they start, and the end of the last
   * @return whether they come by entity
   */
  private static boolean count(int[] entity, int[] starts) {
    int entities = starts.length - 1;
    boolean grouped = true;
    int last = 0;
    for (int i = 0; i < entity.length; i++) {
      int e = entity[i];
      if (e < 0 || e >= entities) {
        throw new IllegalArgumentException(
            "entity of fact %d is %d: there are %d".formatted(i, e, entities));
      }
      grouped &= e >= last;
      last = e;
      starts[e + 1]++;
    }
    for (int e = 0; e < entities; e++) {
      starts[e + 1] += starts[e];
    }
    return grouped;
  }

  Facts facts() {
    if (inOrder()) {
      return Facts.ordered(eventNs, knownNs, starts, null);
    }
    int[] order = byEntity();
    int[] scratch = new int[order.length];
    for (int e = 0; e + 1 < starts.length; e++) {
      sort(order, starts[e], starts[e + 1], scratch);
    }
    return Facts.ordered(
        gather(eventNs, order), knownNs == null ? null : gather(knownNs, order), starts, order);
  }

  private boolean inOrder() {
    if (entity != null) {
      return false;
    }
    for (int e = 0; e + 1 < starts.length; e++) {
      for (int i = starts[e] + 1; i < starts[e + 1]; i++) {
        if (isBefore(i, i - 1)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether fact i strictly comes before fact j of the same entity. */
  private boolean isBefore(int i, int j) {
    if (eventNs[i] != eventNs[j]) {
      return eventNs[i] < eventNs[j];
    }
    if (knownNs != null && knownNs[i] != knownNs[j]) {
      return knownNs[i] < knownNs[j];
    }
    long[] order = sequence();
    return order != null && order[i] < order[j];
  }

  private long @Nullable [] sequence() {
    if (sequence == null && lazySequence != null) {
      sequence = lazySequence.get();
    }
    return sequence;
  }

  private int[] byEntity() {
    int[] order = new int[eventNs.length];
    if (entity == null) {
      Arrays.setAll(order, i -> i);
      return order;
    }
    int[] next = starts.clone();
    for (int i = 0; i < order.length; i++) {
      order[next[entity[i]]++] = i;
    }
    return order;
  }

  /** Merges runs that are in order, two by two, until one is left. */
  private void sort(int[] order, int from, int to, int[] scratch) {
    int runs;
    do {
      runs = 0;
      for (int at = from; at < to; runs++) {
        int middle = endOfRun(order, at, to);
        int end = middle < to ? endOfRun(order, middle, to) : to;
        merge(order, at, middle, end, scratch);
        at = end;
      }
    } while (runs > 1);
  }

  private int endOfRun(int[] order, int from, int to) {
    int end = from + 1;
    while (end < to && !isBefore(order[end], order[end - 1])) {
      end++;
    }
    return end;
  }

  private void merge(int[] order, int from, int middle, int to, int[] scratch) {
    if (middle == to) {
      return;
    }
    System.arraycopy(order, from, scratch, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      // The left one first where both are equal: that keeps the sort stable.
      if (right < to && isBefore(order[right], scratch[left])) {
        order[at] = order[right++];
      } else {
        order[at] = scratch[left++];
      }
    }
  }

  private static long[] gather(long[] column, int[] order) {
    long[] gathered = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      gathered[i] = column[order[i]];
    }
    return gathered;
  }
}
