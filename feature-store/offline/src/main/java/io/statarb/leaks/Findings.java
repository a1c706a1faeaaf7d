package io.statarb.leaks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a probe has found so far: how many values changed, and the first of each kind. */
final class Findings {
  private final Map<String, Long> changedValues = new TreeMap<>();
  private final List<Leak> leaks = new ArrayList<>();
  private long compared;

  /** So many values were compared. */
  void compared(long values) {
    compared += values;
  }

  long compared() {
    return compared;
  }

  /** A value was not the same; times are UTC ns. */
  void note(
      String feature,
      String entity,
      long tsNs,
      long cutNs,
      FutureChange change,
      String was,
      String is) {
    changedValues.merge(feature, 1L, Long::sum);
    if (leaks.stream().noneMatch(l -> l.feature().equals(feature) && l.change() == change)) {
      leaks.add(new Leak(feature, entity, instant(tsNs), instant(cutNs), change, was, is));
    }
  }

  Map<String, Long> changedValues() {
    return changedValues;
  }

  List<Leak> leaks() {
    return leaks;
  }

  static Instant instant(long ns) {
    return Instant.ofEpochSecond(0, ns);
  }
}
