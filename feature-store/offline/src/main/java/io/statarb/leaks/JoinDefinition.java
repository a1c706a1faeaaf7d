package io.statarb.leaks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The point-in-time join by its definition, without anything that makes it fast: each fact of the
 * entity is looked at for each row. A join can be wrong without seeing the future, by keeping a
 * value beyond its time-to-live, or by taking another of two facts of one time.
 */
final class JoinDefinition {
  private static final Comparator<Fact> BY_RANK =
      Comparator.comparingLong(Fact::eventNs)
          .thenComparingLong(Fact::knownNs)
          .thenComparingLong(Fact::sequence);

  private final Map<String, List<Fact>> facts = new HashMap<>();
  private final long ttlNs;

  private record Fact(long eventNs, long knownNs, long sequence, Row values) {}

  /**
   * Facts of a view.
   *
   * @param ttlNs greatest age at the time of a row; {@link Long#MAX_VALUE} for any
   */
  JoinDefinition(Dataset<Row> given, long ttlNs) {
    this.ttlNs = ttlNs;
    for (Row row : given.collectAsList()) {
      facts
          .computeIfAbsent(row.getAs("entity"), _ -> new ArrayList<>())
          .add(
              new Fact(
                  row.<Long>getAs("event_ns"),
                  row.<Long>getAs("known_ns"),
                  row.<Long>getAs("sequence"),
                  row));
    }
  }

  /**
   * What a field of a row may be: one value, or several where facts differ in nothing but their
   * order in the source, which is not told here; null for none.
   */
  List<@Nullable Object> answers(String entity, long atNs, String field) {
    List<Fact> best = new ArrayList<>();
    for (Fact fact : facts.getOrDefault(entity, List.of())) {
      if (fact.eventNs() <= atNs && fact.knownNs() <= atNs) {
        int rank = best.isEmpty() ? 1 : BY_RANK.compare(fact, best.getFirst());
        if (rank > 0) {
          best.clear();
        }
        if (rank >= 0) {
          best.add(fact);
        }
      }
    }
    List<@Nullable Object> answers = new ArrayList<>();
    if (best.isEmpty() || isExpired(best.getFirst(), atNs)) {
      answers.add(null);
      return answers;
    }
    best.forEach(fact -> answers.add(fact.values().<@Nullable Object>getAs(field)));
    return answers;
  }

  private boolean isExpired(Fact fact, long atNs) {
    return ttlNs != Long.MAX_VALUE && atNs - fact.eventNs() > ttlNs;
  }
}
