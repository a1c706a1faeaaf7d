package io.statarb.pit;

import io.statarb.cli.Refusal;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of facts as they travel: event time, then knowledge time and sequence if there are
 * any, then the features.
 *
 * @param table name, for messages
 * @param entity column of the entity
 * @param columns the columns
 * @param known whether there are knowledge times
 * @param sequence whether there is a sequence
 */
record FactLayout(
    String table, StructField entity, List<StructField> columns, boolean known, boolean sequence)
    implements Serializable {

  /** Stands for a table where the rows are meant; says so in messages too. */
  static final String ROWS = "the rows to be joined";

  /** Column of the event time. */
  static final int EVENT = 0;

  /** Column of the knowledge time, if there is one. */
  static final int KNOWN = 1;

  static FactLayout of(FactTable table) {
    StructType schema = table.rows().schema();
    List<StructField> columns = new ArrayList<>();
    columns.add(time(schema, table.eventTime(), table.name()));
    if (table.knownTime() != null) {
      columns.add(time(schema, table.knownTime(), table.name()));
    }
    if (table.sequence() != null) {
      StructField sequence = field(schema, table.sequence(), table.name());
      if (!isInteger(sequence.dataType())) {
        throw Refusal.data(
            "%s: sequence %s must be an integer, not %s"
                .formatted(table.name(), sequence.name(), sequence.dataType().simpleString()));
      }
      columns.add(sequence);
    }
    for (String feature : table.features()) {
      StructField field = field(schema, feature, table.name());
      ColumnStorage.of(field.dataType(), table.name() + "." + feature);
      columns.add(field);
    }
    return new FactLayout(
        table.name(),
        entity(schema, table.entity(), table.name()),
        List.copyOf(columns),
        table.knownTime() != null,
        table.sequence() != null);
  }

  /**
   * Rows that facts are wanted for, laid out like facts: their time, then all their columns.
   *
   * @return null if a column is of a type that is not carried, or a name is there twice
   */
  static @Nullable FactLayout ofRows(StructType schema, StructField entity, StructField time) {
    List<StructField> columns = new ArrayList<>(List.of(time));
    Set<String> names = new LinkedHashSet<>();
    for (StructField field : schema.fields()) {
      if (!ColumnStorage.keeps(field.dataType()) || !names.add(field.name())) {
        return null;
      }
      columns.add(field);
    }
    return new FactLayout(ROWS, entity, List.copyOf(columns), false, false);
  }

  /** What is said of a row or fact that lacks what it must have. */
  Refusal missing(String column) {
    return Refusal.data(
        table.equals(ROWS)
            ? "a row to be joined has no %s".formatted(column)
            : "%s has a fact without %s".formatted(table, column));
  }

  /** The same with no column but the entity. */
  FactLayout entityOnly() {
    return new FactLayout(table, entity, List.of(), false, false);
  }

  /** Columns to read, each once, in the order of the table. */
  List<String> scanned(StructType schema) {
    Set<String> wanted = new LinkedHashSet<>();
    wanted.add(entity.name());
    columns.forEach(column -> wanted.add(column.name()));
    List<String> scanned = new ArrayList<>(List.of(schema.fieldNames()));
    scanned.retainAll(wanted);
    return scanned;
  }

  int sequenceColumn() {
    return known ? 2 : 1;
  }

  int firstFeature() {
    return 1 + (known ? 1 : 0) + (sequence ? 1 : 0);
  }

  List<StructField> features() {
    return columns.subList(firstFeature(), columns.size());
  }

  ColumnStorage storage(int column) {
    return ColumnStorage.of(columns.get(column).dataType(), columns.get(column).name());
  }

  ColumnStorage entityStorage() {
    return ColumnStorage.of(entity.dataType(), entity.name());
  }

  boolean textEntity() {
    return entity.dataType().equals(DataTypes.StringType);
  }

  /** Whether a column may not be null: times and sequence. */
  boolean required(int column) {
    return column < firstFeature();
  }

  static StructField entity(StructType schema, String name, String table) {
    StructField field = field(schema, name, table);
    if (!isInteger(field.dataType()) && !field.dataType().equals(DataTypes.StringType)) {
      throw Refusal.data(
          "%s: entity %s must be an integer or text, not %s"
              .formatted(table, name, field.dataType().simpleString()));
    }
    return field;
  }

  static StructField time(StructType schema, String name, String table) {
    StructField field = field(schema, name, table);
    if (!field.dataType().equals(DataTypes.LongType)
        && !field.dataType().equals(DataTypes.TimestampType)) {
      throw Refusal.data(
          "%s: time %s must be a long of UTC ns or a timestamp, not %s"
              .formatted(table, name, field.dataType().simpleString()));
    }
    return field;
  }

  /** ns of one unit of a time column. */
  static long unitNs(StructField time) {
    return time.dataType().equals(DataTypes.TimestampType) ? 1_000 : 1;
  }

  private static boolean isInteger(DataType type) {
    return type.equals(DataTypes.IntegerType)
        || type.equals(DataTypes.LongType)
        || type.equals(DataTypes.ShortType);
  }

  private static StructField field(StructType schema, String name, String table) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw Refusal.data(
        "%s has no column %s; it has %s"
            .formatted(table, name, String.join(", ", schema.fieldNames())));
  }
}
