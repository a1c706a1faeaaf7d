package io.statarb.pit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.offline.LocalSpark;
import io.statarb.offline.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many pages, read in columns, beside the same facts moved by Spark. */
final class JoinedTableTest {
  private static final int CASES = 12;
  private static final int DATES = 3;
  private static final StructType FACTS =
      new StructType()
          .add("entity", DataTypes.StringType)
          .add("event_ns", DataTypes.LongType)
          .add("known_ns", DataTypes.LongType)
          .add("sequence", DataTypes.LongType)
          .add("price", DataTypes.DoubleType)
          .add("venue", DataTypes.StringType);
  private static final StructType ROWS =
      new StructType()
          .add("row_id", DataTypes.LongType)
          .add("symbol", DataTypes.StringType)
          .add("at_ns", DataTypes.LongType)
          .add("note", DataTypes.StringType);

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  /**
   * Facts of a date by entity and time; some dates state other times of knowledge, some are late.
   */
  private static List<Row> facts(SplittableRandom random, int date) {
    boolean stated = random.nextInt(3) == 0;
    int ties = 1 + random.nextInt(3);
    List<Row> facts = new ArrayList<>();
    for (int entity = 0; entity < 7; entity++) {
      for (int i = random.nextInt(400); i > 0; i--) {
        long event = 1_000L * date + facts.size() / ties % 900;
        long known = stated && random.nextInt(10) == 0 ? event + random.nextInt(2_000) : event;
        int value = random.nextInt(50);
        facts.add(
            RowFactory.create(
                "E" + entity,
                event,
                known,
                (long) random.nextInt() << 20 | facts.size(),
                value == 0 ? null : value / 8.0,
                value < 5 ? null : "v" + value % 7));
      }
    }
    return facts;
  }

  private static List<Row> rows(SplittableRandom random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          RowFactory.create(
              (long) i,
              "E" + random.nextInt(9),
              (long) random.nextInt(1_000 * DATES + 500),
              i % 4 == 0 ? null : "n" + i % 3));
    }
    return rows;
  }

  private Dataset<Row> written(String name, SplittableRandom random, List<List<Row>> files) {
    StructType schema = name.startsWith("rows") ? ROWS : FACTS;
    for (List<Row> file : files) {
      spark
          .createDataFrame(file, schema)
          .coalesce(1)
          .write()
          .mode("append")
          .option("parquet.page.row.count.limit", 1 + random.nextInt(200))
          .option("parquet.block.row.count.limit", 200 + random.nextInt(3_000))
          .option("parquet.writer.version", random.nextBoolean() ? "v1" : "v2")
          .parquet(folder.resolve(name).toString());
    }
    return spark.read().parquet(folder.resolve(name).toString());
  }

  private Dataset<Row> joined(Dataset<Row> rows, Dataset<Row> facts, AsOfRule rule) {
    return PointInTimeJoin.historical(
        spark, new EntityRows(rows, "symbol", "at_ns"), List.of(table(facts)), rule);
  }

  private static FactTable table(Dataset<Row> facts) {
    return FactTable.of("quotes", facts, "entity", "event_ns", List.of("price", "venue"))
        .knownAt("known_ns")
        .orderedBy("sequence");
  }

  @Test
  void shouldGiveInColumnsWhatItGivesWhereEverythingMoves() {
    SplittableRandom random = Seeds.random("JoinedTableTest");
    for (int c = 0; c < CASES; c++) {
      List<List<Row>> dates = new ArrayList<>();
      for (int date = 0; date < DATES; date++) {
        dates.add(facts(random, date));
      }
      Dataset<Row> facts = written("facts-" + c, random, dates);
      Dataset<Row> rows = written("rows-" + c, random, List.of(rows(random, 150)));
      AsOfRule rule =
          List.of(
                  AsOfRule.LATEST,
                  AsOfRule.LATEST.with(Boundary.STRICT),
                  AsOfRule.LATEST.asKnownAt(1_500),
                  new AsOfRule(Boundary.INCLUSIVE, 300, AsOfRule.LATEST.asKnownAtNs()))
              .get(c % 4);
      assertThat(
              new TableJoin(spark, new EntityRows(rows, "symbol", "at_ns"), table(facts), rule)
                  .form())
          .isEqualTo(TableJoin.Form.ALL_IN_COLUMNS);
      List<Row> moved = joined(rows, facts.repartition(3), rule).orderBy("row_id").collectAsList();
      Dataset<Row> inColumns = joined(rows, facts, rule);
      assertThat(inColumns.orderBy("row_id").collectAsList()).as("case %d", c).isEqualTo(moved);
      assertThat(joined(rows.repartition(2), facts, rule).orderBy("row_id").collectAsList())
          .as("rows moved, case %d", c)
          .isEqualTo(moved);
      checkSelections(inColumns, moved, random);
    }
  }

  /** Columns that are not asked for are not read, which must not change the others. */
  private static void checkSelections(Dataset<Row> joined, List<Row> all, SplittableRandom random) {
    assertThat(joined.count()).isEqualTo(all.size());
    List<String> names = new ArrayList<>(List.of(joined.columns()));
    java.util.Collections.shuffle(names, new java.util.Random(random.nextLong()));
    List<String> some = names.subList(0, 1 + random.nextInt(names.size()));
    List<Row> selected =
        joined
            .orderBy("row_id")
            .select(some.stream().map(functions::col).toArray(Column[]::new))
            .collectAsList();
    for (int i = 0; i < all.size(); i++) {
      for (String name : some) {
        assertThat(selected.get(i).<Object>getAs(name))
            .as("%s of %s", name, some)
            .isEqualTo(all.get(i).<Object>getAs(name));
      }
    }
  }

  @Test
  void shouldRefuseAFactWithoutASequenceThoughNoneIsNeeded() {
    SplittableRandom random = Seeds.random("JoinedTableTest sequence");
    Dataset<Row> facts =
        written(
            "facts-none",
            random,
            List.of(
                List.of(
                    RowFactory.create("E1", 1L, 1L, 1L, 1.0, "v"),
                    RowFactory.create("E1", 2L, 2L, null, 1.0, "v"))));
    Dataset<Row> rows = spark.createDataFrame(List.of(RowFactory.create(1L, "E1", 9L, "n")), ROWS);
    assertThatThrownBy(() -> joined(rows, facts, AsOfRule.LATEST).select(col("price")).count())
        .hasStackTraceContaining("quotes has a fact without sequence");
  }
}
