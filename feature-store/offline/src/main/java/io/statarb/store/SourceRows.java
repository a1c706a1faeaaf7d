package io.statarb.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;

import io.statarb.cli.NearestWord;
import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the source of a view: {@code entity, event_ns, stated_ns} and the fields, where stated_ns
 * is the knowledge time as the source states it. Of rows equal in these three the last counts, as
 * no reader could ever see another.
 */
final class SourceRows {
  static final List<String> KEY = List.of("entity", "event_ns", "stated_ns");

  private static final String ORDER = "__order";
  private static final String FILE = "__file";
  private static final String RAW = "__raw_";

  private final SparkSession spark;
  private final Path root;
  private final FeatureView view;
  private final ViewSource source;
  private final Entity entity;

  SourceRows(SparkSession spark, Path root, FeatureView view, ViewSource source, Entity entity) {
    this.spark = spark;
    this.root = root;
    this.view = view;
    this.source = source;
    this.entity = entity;
  }

  /**
   * All rows of the source.
   *
   * @throws Refusal naming file, row and column of a cell that is not what was declared
   */
  Dataset<Row> read() {
    Dataset<Row> raw = raw();
    StructType schema = raw.schema();
    String where = "view " + view.name();
    List<Column> columns = new ArrayList<>();
    List<String> checked = new ArrayList<>();
    String key = source.entity() == null ? entity.key() : source.entity();
    add(columns, checked, "entity", key, typed(schema, key, entity.type()));
    Column event = time(schema, source.eventTime(), source.localTime(), source.zoneId(), where);
    add(columns, checked, "event_ns", source.eventTime(), event);
    if (source.knowledgeTime() == null) {
      long delayNs = source.knowledgeDelay() == null ? 0 : Durations.ns(source.knowledgeDelay());
      columns.add(event.plus(lit(delayNs)).as("stated_ns"));
    } else {
      String known = source.knowledgeTime();
      Column time = time(schema, known, LocalTime.MIDNIGHT, source.zoneId(), where);
      add(columns, checked, "stated_ns", known, time);
    }
    for (ViewField field : view.fields()) {
      Column value = typed(schema, field.sourceColumn(), field.type());
      add(columns, checked, field.name(), field.sourceColumn(), value);
    }
    columns.add(order(schema).as(ORDER));
    columns.add(input_file_name().as(FILE));
    boolean csv = source.format().equals("csv");
    Column misfit = csv ? col(CsvRows.MISFIT) : lit(null).cast(DataTypes.StringType);
    columns.add(misfit.as(CsvRows.MISFIT));
    Dataset<Row> typed = raw.select(columns.toArray(Column[]::new));
    refuseBad(typed, checked);
    return lastOfEqual(
        typed
            .drop(FILE, CsvRows.MISFIT)
            .drop(checked.stream().map(c -> RAW + c).toArray(String[]::new)));
  }

  private void add(
      List<Column> columns, List<String> checked, String name, String from, Column value) {
    columns.add(value.as(name));
    columns.add(col(quoted(from)).cast(DataTypes.StringType).as(RAW + name));
    checked.add(name);
  }

  private Column order(StructType schema) {
    if (source.sequence() == null) {
      return monotonically_increasing_id();
    }
    return typed(schema, source.sequence(), FieldType.LONG);
  }

  private Dataset<Row> raw() {
    if (source.format().equals("delta")) {
      return spark.read().format("delta").load(SourceFiles.table(root, source.path()).toString());
    }
    Dataset<Row> all = null;
    // File by file, because Spark reads the files of one scan by their size and not by their name.
    for (Path file : SourceFiles.all(root, source.path())) {
      Dataset<Row> one =
          source.format().equals("csv")
              ? CsvRows.read(spark, file)
              : spark.read().parquet(file.toString());
      all = all == null ? one : all.unionByName(one);
    }
    if (all == null) {
      throw new IllegalStateException("Invariant: a source has files");
    }
    return all;
  }

  private Column time(
      StructType schema, String column, LocalTime ofDay, ZoneId zone, String where) {
    return TimeColumn.ns(quoted(column), type(schema, column), ofDay, zone, where);
  }

  private Column typed(StructType schema, String column, FieldType wanted) {
    DataType type = type(schema, column);
    Column value = col(quoted(column));
    boolean text = type.equals(DataTypes.StringType);
    boolean whole =
        type.equals(DataTypes.LongType)
            || type.equals(DataTypes.IntegerType)
            || type.equals(DataTypes.ShortType);
    return switch (wanted) {
      case TEXT -> {
        require(text, column, type, wanted);
        yield value;
      }
      case LONG -> {
        require(text || whole, column, type, wanted);
        // 12.0 is whole; 12.5 would be cut to 12 by a cast, and becomes nothing here.
        Column digits = regexp_extract(value, "^\\s*([+-]?[0-9]+)(\\.0*)?\\s*$", 1);
        yield text ? digits.try_cast(DataTypes.LongType) : value.cast(DataTypes.LongType);
      }
      case DOUBLE -> {
        require(text || type instanceof NumericType, column, type, wanted);
        yield value.try_cast(DataTypes.DoubleType);
      }
    };
  }

  private void require(boolean fits, String column, DataType type, FieldType wanted) {
    if (!fits) {
      throw Refusal.data(
          "view %s: column %s of %s is %s and not %s"
              .formatted(view.name(), column, source.path(), type.simpleString(), wanted.word()));
    }
  }

  private DataType type(StructType schema, String column) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains(column)) {
      throw Refusal.data(
          "view %s: %s has no column %s; the nearest is %s"
              .formatted(view.name(), source.path(), column, NearestWord.to(column, names)));
    }
    return schema.apply(column).dataType();
  }

  /** Cells that hold something that is not of their type; keys and times must hold something. */
  private void refuseBad(Dataset<Row> typed, List<String> checked) {
    Column bad = col(CsvRows.MISFIT).isNotNull();
    for (String name : checked) {
      Column empty = col(name).isNull();
      bad = bad.or(KEY.contains(name) ? empty : empty.and(col(RAW + name).isNotNull()));
    }
    List<Row> found = typed.filter(bad).limit(1).collectAsList();
    if (found.isEmpty()) {
      return;
    }
    Row row = found.getFirst();
    String misfit = row.getAs(CsvRows.MISFIT);
    if (misfit != null) {
      throw Refusal.data(
          "view %s: %s has a row with other columns than its header: %s"
              .formatted(view.name(), row.getAs(FILE), misfit));
    }
    for (String name : checked) {
      Object cell = row.getAs(RAW + name);
      boolean wrong = row.isNullAt(row.fieldIndex(name)) && (cell != null || KEY.contains(name));
      if (wrong) {
        throw Refusal.data(
            "view %s: %s has a row whose %s is %s, which is %s; entity=%s event_ns=%s"
                .formatted(
                    view.name(),
                    row.getAs(FILE),
                    name,
                    cell == null ? "empty" : cell,
                    cell == null ? "needed" : "not of its type",
                    row.getAs(RAW + "entity"),
                    row.getAs(RAW + "event_ns")));
      }
    }
  }

  private Dataset<Row> lastOfEqual(Dataset<Row> rows) {
    List<Column> last = new ArrayList<>();
    last.add(coalesce(col(ORDER), lit(Long.MIN_VALUE)).as(ORDER));
    view.fields().forEach(f -> last.add(col(f.name())));
    Dataset<Row> grouped =
        rows.groupBy(KEY.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new))
            .agg(max(struct(last.toArray(Column[]::new))).as("last"));
    List<Column> columns = new ArrayList<>();
    KEY.forEach(name -> columns.add(col(name)));
    view.fields().forEach(f -> columns.add(col("last." + quoted(f.name())).as(f.name())));
    return grouped.select(columns.toArray(Column[]::new));
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}
