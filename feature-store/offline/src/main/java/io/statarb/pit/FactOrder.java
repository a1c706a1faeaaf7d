package io.statarb.pit;

import org.jspecify.annotations.Nullable;

/**
 * Brings facts into the order of the join: stable, by entity, event time, knowledge time and
 * sequence. What is in order is found so in one pass. Else facts are dealt out by entity, which
 * keeps the order in which they came, and only those entities are sorted that need it, by merging
 * the runs that are in order already: for facts sorted by time with a few late ones hardly more
 * than a pass.
 */
final class FactOrder {
  private final int[] entity;
  private final long[] eventNs;
  private final long @Nullable [] knownNs;
  private final long @Nullable [] sequence;
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
    this.entity = entity;
    this.eventNs = eventNs;
    this.knownNs = knownNs;
    this.sequence = sequence;
    this.starts = starts(entities, entity);
  }

  private static void requireSameLength(int[] entity, long[] column) {
    if (column.length != entity.length) {
      throw new IllegalArgumentException(
          "columns differ in length: %d and %d".formatted(entity.length, column.length));
    }
  }

  private static int[] starts(int entities, int[] entity) {
    int[] starts = new int[entities + 1];
    for (int i = 0; i < entity.length; i++) {
      int e = entity[i];
      if (e < 0 || e >= entities) {
        throw new IllegalArgumentException(
            "entity of fact %d is %d: there are %d".formatted(i, e, entities));
      }
      starts[e + 1]++;
    }
    for (int e = 0; e < entities; e++) {
      starts[e + 1] += starts[e];
    }
    return starts;
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
    for (int i = 1; i < entity.length; i++) {
      if (entity[i] < entity[i - 1] || (entity[i] == entity[i - 1] && isBefore(i, i - 1))) {
        return false;
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
    return sequence != null && sequence[i] < sequence[j];
  }

  private int[] byEntity() {
    int[] next = starts.clone();
    int[] order = new int[entity.length];
    for (int i = 0; i < entity.length; i++) {
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
