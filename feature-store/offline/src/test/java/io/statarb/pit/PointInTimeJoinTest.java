package io.statarb.pit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Refusal;
import io.statarb.offline.LocalSpark;
import io.statarb.offline.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The join in Spark against the definition, over files and over computed tables. */
final class PointInTimeJoinTest {
  private static final int CASES = 12;
  private static final StructType FACTS =
      new StructType()
          .add("price", DataTypes.DoubleType)
          .add("who", DataTypes.IntegerType)
          .add("event_ns", DataTypes.LongType)
          .add("known_ns", DataTypes.LongType)
          .add("seq", DataTypes.LongType)
          .add("place", DataTypes.IntegerType)
          .add("venue", DataTypes.StringType);
  private static final StructType ROWS =
      new StructType()
          .add("row_id", DataTypes.LongType)
          .add("symbol", DataTypes.IntegerType)
          .add("at_ns", DataTypes.LongType);

  private final SparkSession spark = LocalSpark.session();

  @TempDir private Path folder;

  private static List<Row> facts(RandomFacts drawn) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < drawn.entity.length; i++) {
      rows.add(
          RowFactory.create(
              i % 7 == 0 ? null : i / 4.0,
              drawn.entity[i],
              drawn.eventNs[i],
              drawn.knownNs == null ? drawn.eventNs[i] : drawn.knownNs[i],
              drawn.sequence == null ? (long) i : drawn.sequence[i] * 1000 + i,
              i,
              i % 5 == 0 ? null : "venue " + i % 3));
    }
    return rows;
  }

  private static List<Row> rows(RandomFacts drawn) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < drawn.rowNs.length; i++) {
      rows.add(RowFactory.create((long) i, drawn.rowEntity[i], drawn.rowNs[i]));
    }
    return rows;
  }

  private static FactTable table(RandomFacts drawn, Dataset<Row> facts) {
    FactTable table =
        FactTable.of("quotes", facts, "who", "event_ns", List.of("price", "place", "venue"))
            .orderedBy("seq");
    return drawn.knownNs == null ? table : table.knownAt("known_ns");
  }

  private void check(RandomFacts drawn, Dataset<Row> facts, int c) {
    check(drawn, facts, spark.createDataFrame(rows(drawn), ROWS).repartition(2), c);
  }

  private void check(RandomFacts drawn, Dataset<Row> facts, Dataset<Row> left, int c) {
    List<Row> joined =
        PointInTimeJoin.historical(
                spark,
                new EntityRows(left, "symbol", "at_ns"),
                List.of(table(drawn, facts)),
                drawn.rule)
            .orderBy("row_id")
            .collectAsList();
    assertThat(joined).hasSize(drawn.rowNs.length);
    NaiveAsOfJoin naive = drawn.naive();
    for (int i = 0; i < joined.size(); i++) {
      Row row = joined.get(i);
      int wanted = naive.fact(drawn.rowEntity[i], drawn.rowNs[i], drawn.rule);
      assertThat(row.getLong(0)).isEqualTo(i);
      assertThat(row.getInt(1)).isEqualTo(drawn.rowEntity[i]);
      assertThat(row.getLong(2)).isEqualTo(drawn.rowNs[i]);
      if (wanted < 0) {
        assertThat(row.isNullAt(3) && row.isNullAt(4) && row.isNullAt(5)).isTrue();
        assertThat(row.getString(6))
            .isEqualTo(naive.absence(drawn.rowEntity[i], drawn.rowNs[i], drawn.rule).name());
      } else {
        assertThat((Integer) row.getAs("place"))
            .as("case %d, row %d, %s", c, i, drawn.rule)
            .isEqualTo(wanted);
        assertThat((Double) row.getAs("price")).isEqualTo(wanted % 7 == 0 ? null : wanted / 4.0);
        assertThat((String) row.getAs("venue"))
            .isEqualTo(wanted % 5 == 0 ? null : "venue " + wanted % 3);
        assertThat(row.isNullAt(6)).isTrue();
      }
    }
  }

  @Test
  void shouldAgreeWithTheDefinitionOverFilesAndOverComputedTables() {
    SplittableRandom random = Seeds.random("PointInTimeJoinTest");
    Set<TableJoin.Form> forms = EnumSet.noneOf(TableJoin.Form.class);
    for (int c = 0; c < CASES; c++) {
      RandomFacts drawn = new RandomFacts(random);
      List<Row> facts = facts(drawn);
      // What says the source order is the sequence, so rows and files may come in any order.
      Collections.shuffle(facts, new java.util.Random(random.nextLong()));
      Dataset<Row> computed = spark.createDataFrame(facts, FACTS).repartition(3);
      String file = folder.resolve("facts-" + c).toString();
      computed.write().format(c % 2 == 0 ? "parquet" : "delta").save(file);
      check(drawn, spark.read().format(c % 2 == 0 ? "parquet" : "delta").load(file), c);
      check(drawn, computed, c);
      String clustered = folder.resolve("clustered-" + c).toString();
      computed
          .repartitionByRange(3, col("event_ns"))
          .sortWithinPartitions("who", "event_ns")
          .write()
          .parquet(clustered);
      Dataset<Row> apart = spark.read().parquet(clustered);
      check(drawn, apart, c);
      String few = folder.resolve("rows-" + c).toString();
      spark.createDataFrame(rows(drawn), ROWS).coalesce(1).write().parquet(few);
      Dataset<Row> left = spark.read().parquet(few);
      check(drawn, apart, left, c);
      forms.add(
          new TableJoin(
                  spark, new EntityRows(left, "symbol", "at_ns"), table(drawn, apart), drawn.rule)
              .form());
    }
    assertThat(forms).contains(TableJoin.Form.ALL_IN_COLUMNS);
  }

  /** Facts of so many instants for each entity of a file, one file for each list of entities. */
  private Dataset<Row> files(String name, int instants, List<List<Integer>> entities) {
    String table = folder.resolve(name).toString();
    for (List<Integer> file : entities) {
      List<Row> facts = new ArrayList<>();
      for (int i = 0; i < instants; i++) {
        for (int who : file) {
          // From late to early, and most instants twice: neither sorted nor without ties.
          long at = 10L * ((instants - i) / 2);
          facts.add(RowFactory.create(i / 8.0, who, at, at, (long) i, i, "x"));
        }
      }
      spark.createDataFrame(facts, FACTS).coalesce(1).write().mode("append").parquet(table);
    }
    return spark.read().parquet(table);
  }

  private static @Nullable EntityRuns runs(Dataset<Row> facts, int tasks) {
    FactTable table = FactTable.of("quotes", facts, "who", "event_ns", List.of("place"));
    FactLayout layout = FactLayout.of(table);
    return EntityRuns.find(facts, layout, tasks);
  }

  @Test
  void shouldShareOutTheEntitiesOfFilesEvenlyHoweverManyFilesTheyAreIn() {
    Dataset<Row> facts =
        files("straddling", 20, List.of(List.of(1, 2), List.of(2, 3), List.of(), List.of(4, 2)));
    EntityRuns runs = Objects.requireNonNull(runs(facts, 2));
    assertThat(runs.buckets().placed().values()).hasSize(4).containsOnly(0, 1);
    List<Long> read = runs.shares().stream().map(EntityRuns.Share::facts).toList();
    assertThat(read).allSatisfy(own -> assertThat(own).isBetween(40L, 80L));
    assertThat(read.getFirst() + read.getLast()).isEqualTo(120);
    assertThat(Objects.requireNonNull(runs(facts, 9)).buckets().count()).isEqualTo(4);
  }

  @Test
  void shouldMoveFactsThatSparkComputesOrReadsInAnotherWay() {
    Dataset<Row> facts = files("plain", 20, List.of(List.of(1), List.of(2)));
    assertThat(runs(facts, 2)).isNotNull();
    assertThat(runs(facts.repartition(2), 2)).isNull();
    assertThat(runs(facts.where("place > 3"), 2)).isNull();
    String delta = folder.resolve("delta").toString();
    facts.write().format("delta").save(delta);
    assertThat(runs(spark.read().format("delta").load(delta), 2)).isNull();
    String dates = folder.resolve("dates").toString();
    facts.withColumn("day", col("place")).write().partitionBy("day").parquet(dates);
    Dataset<Row> byDay = spark.read().parquet(dates);
    assertThat(runs(byDay, 2)).isNotNull();
    FactTable days = FactTable.of("quotes", byDay, "who", "event_ns", List.of("day"));
    assertThat(EntityRuns.find(byDay, FactLayout.of(days), 2)).isNull();
    // As a store reads them: file by file.
    Dataset<Row> byName =
        spark.read().schema(FACTS).parquet(spark.read().parquet(dates).inputFiles());
    assertThat(runs(byName, 2)).isNotNull();
  }

  @Test
  void shouldLeaveDamagedFilesToSpark() throws IOException {
    Dataset<Row> facts = files("damaged", 20, List.of(List.of(1), List.of(2)));
    Path file = Path.of(java.net.URI.create(facts.inputFiles()[0]));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(runs(facts, 2)).isNull();
  }

  @Test
  void shouldReadFilesOfBeforeAColumnWasAddedAsSparkDoes() {
    Dataset<Row> facts = files("grown", 4, List.of(List.of(1)));
    String table = folder.resolve("grown").toString();
    facts.drop("venue").where("event_ns < 20").write().mode("append").parquet(table);
    Dataset<Row> grown = spark.read().schema(FACTS).parquet(table);
    assertThat(runs(grown, 2)).isNotNull();
    FactTable venues = FactTable.of("quotes", grown, "who", "event_ns", List.of("venue", "who"));
    Dataset<Row> left =
        spark.createDataFrame(
            List.of(RowFactory.create(0L, 1, 10L), RowFactory.create(1L, 1, 20L)), ROWS);
    List<Row> joined =
        join(new EntityRows(left, "symbol", "at_ns"), venues).orderBy("row_id").collectAsList();
    assertThat(joined).hasSize(2);
    assertThat((String) joined.getLast().getAs("venue")).isEqualTo("x");
    assertThat((Integer) joined.getLast().getAs("who")).isEqualTo(1);
  }

  @Test
  void shouldGiveNoRowsForATableWithoutFiles() {
    Dataset<Row> facts = files("some", 4, List.of(List.of(1), List.of(2)));
    String none = folder.resolve("none").toString();
    spark.createDataFrame(List.of(), ROWS).write().format("delta").save(none);
    FactTable table = FactTable.of("quotes", facts, "who", "event_ns", List.of("place"));
    Dataset<Row> rows = spark.read().format("delta").load(none).where("true");
    assertThat(join(new EntityRows(rows, "symbol", "at_ns"), table).count()).isZero();
  }

  @Test
  void shouldGetTheLastOfSeveralFactsOfOneTimeUpToTheVeryEndOfTheirTimeToLive() {
    // One file without facts, and rows of an entity that no file has.
    Dataset<Row> facts = files("ends", 4, List.of(List.of(1), List.of(2), List.of()));
    FactTable table =
        FactTable.of("quotes", facts, "who", "event_ns", List.of("place")).ttl(Duration.ofNanos(5));
    List<Row> rows = new ArrayList<>();
    for (int who = 1; who <= 3; who++) {
      for (long at : new long[] {26, 25, 20, 19, 16, 15, 9, -1}) {
        rows.add(RowFactory.create((long) rows.size(), who, at));
      }
    }
    Dataset<Row> left = spark.createDataFrame(rows, ROWS);
    List<Row> joined =
        join(new EntityRows(left, "symbol", "at_ns"), table).orderBy("row_id").collectAsList();
    List<Integer> places = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    joined.forEach(row -> {
      places.add(row.getAs("place"));
      reasons.add(row.getAs("quotes_absence"));
    });
    // Facts of places 0 to 3 are of 20, 10, 10 and 0 ns.
    List<Integer> wanted = Arrays.asList(null, 0, 0, null, null, 2, null, null);
    List<String> why =
        Arrays.asList("EXPIRED", null, null, "EXPIRED", "EXPIRED", null, "EXPIRED", "NOT_YET");
    for (int who = 0; who < 2; who++) {
      assertThat(places.subList(8 * who, 8 * who + 8)).isEqualTo(wanted);
      assertThat(reasons.subList(8 * who, 8 * who + 8)).isEqualTo(why);
    }
    assertThat(reasons.subList(16, 24)).containsOnly("NO_ENTITY");
  }

  @Test
  void shouldJoinSeveralTablesByTextAndTimestampsWithTimeToLiveOfTheirOwn() {
    StructType rows =
        new StructType().add("id", DataTypes.StringType).add("at", DataTypes.TimestampType);
    StructType facts =
        new StructType()
            .add("id", DataTypes.StringType)
            .add("at", DataTypes.TimestampType)
            .add("beta", DataTypes.FloatType)
            .add("halted", DataTypes.BooleanType)
            .add("listed", DataTypes.DateType);
    Dataset<Row> left =
        spark.createDataFrame(
            List.of(RowFactory.create("KO", second(10)), RowFactory.create("PEP", second(10))),
            rows);
    Dataset<Row> right =
        spark.createDataFrame(
            List.of(
                RowFactory.create("KO", second(4), 0.5f, true, java.sql.Date.valueOf("1919-09-05")),
                RowFactory.create("KO", second(11), 0.7f, false, null)),
            facts);
    List<Row> joined =
        PointInTimeJoin.historical(
                spark,
                new EntityRows(left, "id", "at"),
                List.of(
                    FactTable.of("betas", right, "id", "at", List.of("beta")),
                    FactTable.of("states", right, "id", "at", List.of("halted", "listed"))
                        .ttl(Duration.ofSeconds(5))),
                AsOfRule.LATEST)
            .orderBy("id")
            .collectAsList();
    assertThat(joined)
        .containsExactly(
            RowFactory.create("KO", second(10), 0.5f, null, null, null, "EXPIRED"),
            RowFactory.create("PEP", second(10), null, "NO_ENTITY", null, null, "NO_ENTITY"));
    assertThat(joined.getFirst().schema().fieldNames())
        .containsExactly("id", "at", "beta", "betas_absence", "halted", "listed", "states_absence");
  }

  private static Timestamp second(int second) {
    return Timestamp.from(java.time.Instant.ofEpochSecond(1_400_000_000L + second));
  }

  @Test
  void shouldRefuseWhatCannotBeJoined() {
    Dataset<Row> facts =
        spark.createDataFrame(List.of(RowFactory.create(1.0, 1, null, 1L, 1L, 1, "x")), FACTS);
    Dataset<Row> rows = spark.createDataFrame(List.of(RowFactory.create(1L, 1, 1L)), ROWS);
    EntityRows left = new EntityRows(rows, "symbol", "at_ns");
    FactTable table = FactTable.of("quotes", facts, "who", "event_ns", List.of("price"));
    assertThatThrownBy(() -> join(left, table).collectAsList())
        .hasStackTraceContaining("quotes has a fact without event_ns");
    assertThatThrownBy(
            () -> join(left, FactTable.of("quotes", facts, "whom", "event_ns", List.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("quotes has no column whom; it has price, who");
    assertThatThrownBy(
            () -> join(left, FactTable.of("quotes", facts, "venue", "event_ns", List.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "symbol is of type int in the rows and venue of type string in quotes");
    assertThatThrownBy(() -> join(left, FactTable.of("quotes", facts, "who", "price", List.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("time price must be");
    assertThatThrownBy(() ->
            join(
                left,
                FactTable.of(
                    "quotes",
                    facts.withColumnRenamed("price", "row_id"),
                    "who",
                    "event_ns",
                    List.of("row_id"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("column row_id of quotes is among those of the rows already");
  }

  private Dataset<Row> join(EntityRows rows, FactTable table) {
    return PointInTimeJoin.historical(spark, rows, List.of(table), AsOfRule.LATEST);
  }
}
