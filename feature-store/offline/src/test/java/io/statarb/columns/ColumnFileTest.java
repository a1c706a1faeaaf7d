package io.statarb.columns;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.offline.LocalSpark;
import io.statarb.offline.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The values that were written, however the file was. Not those that Spark 4.2 reads: without a
 * dictionary it reads some texts of version 2 of the format wrong (DELTA_BYTE_ARRAY).
 */
final class ColumnFileTest {
  private static final int CASES = 40;
  private static final StructType SCHEMA =
      new StructType()
          .add("flag", DataTypes.BooleanType)
          .add("small", DataTypes.ShortType)
          .add("number", DataTypes.IntegerType)
          .add("big", DataTypes.LongType)
          .add("single", DataTypes.FloatType)
          .add("twice", DataTypes.DoubleType)
          .add("text", DataTypes.StringType)
          .add("never", DataTypes.LongType);
  private static final List<String> CODECS =
      List.of("zstd", "snappy", "lz4_raw", "gzip", "uncompressed");

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  private static List<Row> rows(SplittableRandom random) {
    int nullsIn100 = List.of(0, 0, 3, 60, 100).get(random.nextInt(5));
    int different = 1 + random.nextInt(2_000);
    long[] clock = {1_400_000_000_000_000_000L};
    List<Row> rows = new ArrayList<>();
    for (int i = 1 + random.nextInt(3_000); i > 0; i--) {
      int value = random.nextInt(different) - different / 3;
      clock[0] += random.nextInt(1_000_000);
      @Nullable Object[] cells = {
        value % 2 == 0,
        (short) value,
        value,
        clock[0],
        value / 3f,
        random.nextBoolean() ? Double.NaN : value / 7.0,
        "text " + value,
        null
      };
      for (int c = 0; c < cells.length; c++) {
        cells[c] = random.nextInt(100) < nullsIn100 ? null : cells[c];
      }
      rows.add(RowFactory.create(cells));
    }
    return rows;
  }

  private static Map<String, String> options(SplittableRandom random) {
    Map<String, String> options = new TreeMap<>();
    options.put("compression", CODECS.get(random.nextInt(CODECS.size())));
    options.put("parquet.writer.version", random.nextBoolean() ? "v1" : "v2");
    options.put("parquet.enable.dictionary", Boolean.toString(random.nextBoolean()));
    options.put("parquet.page.row.count.limit", Integer.toString(1 + random.nextInt(500)));
    options.put("parquet.block.row.count.limit", Integer.toString(100 + random.nextInt(3_000)));
    return options;
  }

  private Path file(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @Test
  void shouldReadWhatSparkWrote() throws IOException {
    SplittableRandom random = Seeds.random("ColumnFileTest");
    for (int c = 0; c < CASES; c++) {
      Map<String, String> options = options(random);
      Path table = folder.resolve("case-" + c);
      List<Row> written = rows(random);
      spark
          .createDataFrame(written, SCHEMA)
          .coalesce(1)
          .write()
          .options(options)
          .parquet(table.toString());
      try (ColumnFile file = ColumnFile.open(file(table))) {
        long first = 0;
        for (int group = 0; group < file.groups(); group++) {
          check(file, group, random, written.subList((int) first, written.size()), options);
          first += file.rows(group);
        }
        assertThat(first).isEqualTo(written.size());
      }
    }
  }

  private static void check(
      ColumnFile file,
      int group,
      SplittableRandom random,
      List<Row> wanted,
      Map<String, String> options)
      throws IOException {
    List<Places> places = new ArrayList<>();
    long from = random.nextLong(file.rows(group));
    while (from < file.rows(group)) {
      long to = from + 1 + random.nextLong(file.rows(group) - from);
      places.add(new Places(from, to));
      from = to + random.nextInt(1_000);
    }
    List<Texts> texts = Stream.of(SCHEMA.fields()).map(_ -> new Texts()).toList();
    for (StructField field : SCHEMA.fields()) {
      assertThat(file.keeps(field.name(), field.dataType())).isTrue();
    }
    boolean[][] seen = new boolean[SCHEMA.size()][Math.toIntExact(file.rows(group))];
    file.read(
        group,
        List.of(SCHEMA.fieldNames()),
        texts,
        places,
        (column, page) -> {
          for (int i = 0; i < page.count(); i++) {
            int row = (int) page.firstRow() + i;
            assertThat(value(column, page, i, texts.get(column)))
                .as("%s of row %d, %s", SCHEMA.fieldNames()[column], row, options)
                .isEqualTo(wanted.get(row).get(column));
            assertThat(seen[column][row]).isFalse();
            seen[column][row] = true;
          }
        });
    for (Places each : places) {
      for (boolean[] column : seen) {
        for (long row = each.from(); row < each.to(); row++) {
          assertThat(column[(int) row]).as("row %d, %s", row, options).isTrue();
        }
      }
    }
  }

  private static @Nullable Object value(int column, ColumnPage page, int i, Texts texts) {
    if (page.hasNulls() && page.nulls()[i] != 0) {
      return null;
    }
    long bits = page.bits()[i];
    return switch (SCHEMA.fields()[column].dataType().typeName()) {
      case "boolean" -> bits != 0;
      case "short" -> (short) bits;
      case "integer" -> (int) bits;
      case "long" -> bits;
      case "float" -> Float.intBitsToFloat((int) bits);
      case "double" -> Double.longBitsToDouble(bits);
      default -> texts.all().get((int) bits).toString();
    };
  }

  @Test
  void shouldNotReadWhatMeansSomethingElseToSpark() throws IOException {
    Path table = folder.resolve("others");
    spark
        .sql(
            "select timestamp_micros(5) t, date'2014-05-07' d, 1.5BD n, binary('x') b, array(1) a,"
                + " struct(1 as x) s, 1L l, 'x' c")
        .write()
        .parquet(table.toString());
    try (ColumnFile file = ColumnFile.open(file(table))) {
      for (StructField field : spark.read().parquet(table.toString()).schema().fields()) {
        assertThat(file.keeps(field.name(), field.dataType()))
            .as(field.name())
            .isEqualTo(List.of("l", "c").contains(field.name()));
      }
      assertThat(file.keeps("l", DataTypes.IntegerType)).isFalse();
      assertThat(file.keeps("l", DataTypes.TimestampType)).isFalse();
      assertThat(file.keeps("L", DataTypes.LongType)).isFalse();
      assertThat(file.span("l")).isEqualTo(new Span(1, 1));
      assertThat(file.span("c")).isNull();
    }
  }
}
