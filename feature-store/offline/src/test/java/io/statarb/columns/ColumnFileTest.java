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
import java.util.stream.IntStream;
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
    for (int c = 0; c < SCHEMA.size(); c++) {
      StructField field = SCHEMA.fields()[c];
      assertThat(file.keeps(field.name(), field.dataType())).isTrue();
      Texts texts = new Texts();
      ColumnChunk chunk = file.column(group, field.name(), texts);
      assertThat(chunk.firstRow(0)).isZero();
      assertThat(chunk.endRow(chunk.pages() - 1)).isEqualTo(file.rows(group));
      boolean lacks = false;
      // In any order, and some twice.
      for (int i = 0; i < 2 * chunk.pages(); i++) {
        int number = i < chunk.pages() ? i : random.nextInt(chunk.pages());
        ColumnPage page = chunk.page(number);
        assertThat(page.firstRow()).isEqualTo(chunk.firstRow(number));
        assertThat(page.firstRow() + page.count()).isEqualTo(chunk.endRow(number));
        assertThat(chunk.isSamePage(chunk, number)).isTrue();
        checkFew(page, random);
        check(page, c, wanted, texts, options);
        checkRuns(page);
        checkCopies(page, random);
        lacks |= page.hasNulls();
      }
      assertThat(!lacks || file.mayLack(group, field.name())).isTrue();
    }
  }

  private static void check(
      ColumnPage page, int column, List<Row> wanted, Texts texts, Map<String, String> options) {
    for (int i = 0; i < page.count(); i++) {
      int row = (int) page.firstRow() + i;
      assertThat(value(column, page, i, texts))
          .as("%s of row %d, %s", SCHEMA.fieldNames()[column], row, options)
          .isEqualTo(wanted.get(row).get(column));
    }
  }

  /** A few values that are asked for first are no others, packed as the rest may still be. */
  private static void checkFew(ColumnPage page, SplittableRandom random) {
    int[] few = random.ints(1 + page.count() / 8, 0, page.count()).sorted().toArray();
    long[] picked = new long[few.length];
    page.pick(few, 0, few.length, 0, picked);
    assertThat(picked).isEqualTo(IntStream.of(few).mapToLong(page::value).toArray());
  }

  /** All ways to get many values agree with the way to get one. */
  private static void checkCopies(ColumnPage page, SplittableRandom random) {
    int from = random.nextInt(page.count());
    int to = from + 1 + random.nextInt(page.count() - from);
    long[] copied = new long[page.count() + 1];
    page.copy(from, to, copied, 1);
    int shift = random.nextInt(100);
    int[] picks = IntStream.range(0, page.count()).map(i -> shift + i / 2).toArray();
    long[] picked = new long[picks.length];
    page.pick(picks, from, to, shift, picked);
    for (int i = 0; i < page.count(); i++) {
      boolean inside = i >= from && i < to;
      assertThat(picked[i]).isEqualTo(inside ? page.value(i / 2) : 0);
      assertThat(inside ? copied[1 + i - from] : page.value(i)).isEqualTo(page.value(i));
    }
  }

  private static void checkRuns(ColumnPage page) {
    for (int i = 0; i < page.count(); i = page.endOfRun(i)) {
      int end = page.endOfRun(i);
      long value = page.value(i);
      assertThat(IntStream.range(i, end).allMatch(place -> page.value(place) == value)).isTrue();
      assertThat(end == page.count() || page.value(end) != value).isTrue();
    }
  }

  private static @Nullable Object value(int column, ColumnPage page, int i, Texts texts) {
    if (page.isNull(i)) {
      return null;
    }
    long bits = page.value(i);
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
