package io.statarb.pit;

import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A table of facts, in the words of a feature view: which column says whose, when true, when known.
 * Times are long columns of UTC ns or timestamps; entities are integers or text.
 *
 * @param name of the table; the result says in {@code name_absence} why a row has no fact
 * @param rows the facts; a plain scan of Parquet or Delta files is read in columns
 * @param entity column of the entity
 * @param eventTime column of the time from when on a fact is true
 * @param knownTime column of the time from when on it is known; null if it is known when it happens
 * @param sequence column, an integer, that orders facts of equal times; null for the order in which
 *     they stand in their file (files in the order in which Spark lists them)
 * @param features columns that the result gets, under their names
 * @param ttl greatest age of a fact at the row's time; null for that of the rule
 */
public record FactTable(
    String name,
    Dataset<Row> rows,
    String entity,
    String eventTime,
    @Nullable String knownTime,
    @Nullable String sequence,
    List<String> features,
    @Nullable Duration ttl) {

  /** Copies the list. */
  public FactTable {
    features = List.copyOf(features);
  }

  /** Facts known when they happen, in source order. */
  public static FactTable of(
      String name, Dataset<Row> rows, String entity, String eventTime, List<String> features) {
    return new FactTable(name, rows, entity, eventTime, null, null, features, null);
  }

  /** The same with a column of knowledge times. */
  public FactTable knownAt(String column) {
    return new FactTable(name, rows, entity, eventTime, column, sequence, features, ttl);
  }

  /** The same with a column that orders facts of equal times. */
  public FactTable orderedBy(String column) {
    return new FactTable(name, rows, entity, eventTime, knownTime, column, features, ttl);
  }

  /** The same with a time-to-live of its own. */
  public FactTable ttl(Duration own) {
    return new FactTable(name, rows, entity, eventTime, knownTime, sequence, features, own);
  }

  /** Column of the result that says why a row has no fact; null where it has one. */
  public String absenceColumn() {
    return name + "_absence";
  }
}
