package io.statarb.cleansing;

import io.statarb.ticks.Conditions;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lines by condition. Confined to one thread. */
final class Counts {
  static final String OUTSIDE = Conditions.name(Conditions.OUTSIDE_SESSION);

  private final long[] byCondition = new long[Conditions.COUNT];

  void add(byte condition) {
    byCondition[condition]++;
  }

  long of(byte condition) {
    return byCondition[condition];
  }

  long read() {
    long sum = 0;
    for (long count : byCondition) {
      sum += count;
    }
    return sum;
  }

  long accepted() {
    return byCondition[Conditions.GOOD]
        + byCondition[Conditions.LOCKED]
        + byCondition[Conditions.OPENING];
  }

  SortedMap<String, Long> quarantined() {
    SortedMap<String, Long> map = new TreeMap<>();
    for (byte c = 0; c < byCondition.length; c++) {
      if (byCondition[c] > 0 && !Conditions.priced(c)) {
        map.put(Conditions.name(c), byCondition[c]);
      }
    }
    return map;
  }

  static SortedMap<String, Long> unmodifiable(SortedMap<String, Long> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  static long sum(SortedMap<String, Long> map) {
    return map.values().stream().mapToLong(Long::longValue).sum();
  }

  static void requireWhole(
      String what, long read, long accepted, SortedMap<String, Long> quarantined) {
    if (read != accepted + sum(quarantined)) {
      throw new IllegalArgumentException(
          "accepted + quarantined must be read: of=%s read=%d accepted=%d quarantined=%s"
              .formatted(what, read, accepted, quarantined));
    }
  }
}
