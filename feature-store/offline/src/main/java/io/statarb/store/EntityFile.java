package io.statarb.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The rows that features are wanted for: a CSV file with a header or a Parquet file. Each row has
 * the key of every entity that the service needs, and a time.
 *
 * @param file the file, or a copy of it
 * @param time its column of times
 * @param named what messages call it
 */
record EntityFile(Path file, String time, String named) {
  /** Names that a column of times usually has, in this order. */
  private static final List<String> USUAL =
      List.of("event_timestamp", "event_time", "ts_ns", "time", "date");

  static final String AT = "at_ns";
  static final String ROW = "__row";

  static EntityFile of(SparkSession spark, Path file, @Nullable String time) {
    if (!Files.isRegularFile(file)) {
      throw Refusal.data("--entities: no such file: " + file);
    }
    List<String> names = List.of(raw(spark, file).columns());
    String found =
        time != null ? time : USUAL.stream().filter(names::contains).findFirst().orElse(null);
    if (found == null || !names.contains(found)) {
      throw Refusal.data(
          found == null
              ? "%s has none of the columns %s; name its column of times with --time"
                  .formatted(file, USUAL)
              : "%s has no column %s; the nearest is %s"
                  .formatted(file, found, NearestWord.to(found, names)));
    }
    return new EntityFile(file, found, file.toString());
  }

  private static Dataset<Row> raw(SparkSession spark, Path file) {
    return isParquet(file) ? spark.read().parquet(file.toString()) : CsvRows.read(spark, file);
  }

  static boolean isParquet(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** The same rows in a copy of the file. */
  EntityFile copied(Path copy) {
    return new EntityFile(copy, time, named);
  }

  /** Its rows with all their columns, their time as UTC ns in {@link #AT}, and their number. */
  Dataset<Row> rows(SparkSession spark, List<Entity> entities) {
    Dataset<Row> raw = withoutMisfits(raw(spark, file));
    List<String> names = List.of(raw.columns());
    DataType type = raw.schema().apply(time).dataType();
    Column at = TimeColumn.ns("`" + time + "`", type, LocalTime.MIDNIGHT, ZoneOffset.UTC, named);
    Dataset<Row> rows = raw.withColumn(AT, at).withColumn(ROW, monotonically_increasing_id());
    for (Entity entity : entities) {
      if (!names.contains(entity.key())) {
        throw Refusal.data(
            "%s has no column %s, the key of entity %s; the nearest is %s"
                .formatted(
                    named, entity.key(), entity.name(), NearestWord.to(entity.key(), names)));
      }
      if (entity.type() == FieldType.LONG) {
        rows =
            rows.withColumn(
                entity.key(), col("`" + entity.key() + "`").try_cast(DataTypes.LongType));
      }
    }
    refuseEmpty(rows, entities);
    return rows;
  }

  private Dataset<Row> withoutMisfits(Dataset<Row> raw) {
    if (!List.of(raw.columns()).contains(CsvRows.MISFIT)) {
      return raw;
    }
    List<Row> misfits = raw.filter(col(CsvRows.MISFIT).isNotNull()).limit(1).collectAsList();
    if (!misfits.isEmpty()) {
      throw Refusal.data(
          "%s has a row with other columns than its header: %s"
              .formatted(named, misfits.getFirst().getAs(CsvRows.MISFIT)));
    }
    return raw.drop(CsvRows.MISFIT);
  }

  private void refuseEmpty(Dataset<Row> rows, List<Entity> entities) {
    Column bad = col(AT).isNull();
    for (Entity entity : entities) {
      bad = bad.or(col("`" + entity.key() + "`").isNull());
    }
    List<Row> found = rows.filter(bad).limit(1).collectAsList();
    if (!found.isEmpty()) {
      throw Refusal.data(
          "%s has a row without a key or a time that can be read: %s"
              .formatted(named, found.getFirst().mkString(", ")));
    }
  }
}
