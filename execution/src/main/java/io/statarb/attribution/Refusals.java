package io.statarb.attribution;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts by refusal code. */
final class Refusals {
  private Refusals() {}

  static SortedMap<String, Long> sum(SortedMap<String, Long> a, SortedMap<String, Long> b) {
    TreeMap<String, Long> sum = new TreeMap<>(a);
    b.forEach((code, count) -> sum.merge(code, count, Long::sum));
    return sum;
  }
}
