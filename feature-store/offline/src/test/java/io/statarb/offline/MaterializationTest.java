package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.cli.Json;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.time.TradingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ticks to rows and back, and what is on disk in between. */
final class MaterializationTest {
  private static final int TICKS = 4000;

  @TempDir static Path root;
  private static SyntheticRun run;
  private static FeatureSummary summary;

  @BeforeAll
  static void materialise() {
    run = SyntheticRun.create(root.resolve("run"), SyntheticRun.seed(), 3, TICKS);
    write(run, run.dates());
    summary = materialise(run, run.sessions);
  }

  private static SparkSession spark() {
    return LocalSpark.session();
  }

  private static FeatureSummary materialise(SyntheticRun of, List<TradingSession> sessions) {
    return Materialization.run(
        spark(),
        SyntheticRun.strategy(),
        of.out,
        SyntheticRun.SERVICE,
        of.pairs,
        sessions,
        Progress.quiet());
  }

  private static void write(SyntheticRun of, List<String> dates) {
    of.writeTicks(spark(), dates);
  }

  private static ParityResult measure(
      SyntheticRun of, List<Path> tapes, @Nullable PlantedUlp planted) {
    return Parity.measure(spark(), of.out, SyntheticRun.SERVICE, tapes, planted, Progress.quiet());
  }

  private static List<Path> parquetFiles(Path table) throws IOException {
    try (Stream<Path> walk = Files.walk(table)) {
      return walk.filter(file ->
              file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log"))
          .toList();
    }
  }

  @Test
  void shouldKeepEveryTickInOrderWhenWritten() throws IOException {
    Dataset<Row> ticks = spark().read().format("delta").load(run.out.ticksTable().toString());
    assertThat(ticks.count()).isEqualTo(3L * TICKS);
    assertThat(parquetFiles(run.out.ticksTable())).hasSize(3);
    assertThat(
            ticks.where("(bid_px_ticks IS NULL) <> (condition NOT IN ('GOOD','LOCKED'))").count())
        .isZero();
    Row first = ticks.where("trade_date='2014-05-02' AND tick_seq=7").first();
    assertThat(first.<Long>getAs("line")).isEqualTo(8L);
    assertThat(first.<String>getAs("instrument"))
        .isEqualTo(run.universe.instrument(first.<Integer>getAs("instrument_id")).name());
  }

  @Test
  void shouldWriteOneSortedFilePerDateWhenMaterialised() throws IOException {
    assertThat(parquetFiles(run.out.featuresTable())).hasSize(3);
    assertThat(summary.chunks()).hasSize(3 * run.pairs.size());
    assertThat(summary.rows()).isGreaterThan(3L * TICKS);
    assertThat((double) summary.finiteRows() / summary.rows()).isGreaterThan(0.9);
    assertThat(spark().read().parquet(run.out.featuresTable().toString()).count())
        .isEqualTo(summary.rows());
  }

  @Test
  void shouldGiveTheSameBitsWhenTheLiveSideComputesThem() {
    List<Path> tapes = run.writeTradingTapes("live");
    ParityResult result = measure(run, tapes, null);
    assertThat(result.rowsCompared()).isEqualTo(summary.rows());
    assertThat(result.rowsAllFinite()).isEqualTo(summary.finiteRows());
    assertThat(result.equal()).as(result.sentence()).isTrue();
    assertThat(Parity.compare(spark(), run.out, SyntheticRun.SERVICE, tapes, Progress.quiet()))
        .isEqualTo(result);
    assertThat(Json.read(run.out.parityFile(), ParityResult.class)).isEqualTo(result);
    ParityResult seeded =
        Parity.plantUlp(spark(), run.out, SyntheticRun.SERVICE, tapes, SyntheticRun.seed());
    assertThat(seeded.rowsCompared() - seeded.rowsBitEqual()).as(seeded.sentence()).isEqualTo(1);

    int z = SyntheticRun.SERVICE.indexOf("z_120s");
    PlantedUlp plant = new PlantedUlp("2014-05-02", 1, 1000, "z_120s");
    ParityResult planted = measure(run, tapes, plant);
    assertThat(planted.rowsBitEqual()).isEqualTo(planted.rowsCompared() - 1);
    ParityResult.Mismatch found = planted.firstMismatch();
    assertThat(found).isNotNull();
    if (found != null) {
      PairRows rows =
          FeatureTable.read(spark(), run.out, SyntheticRun.SERVICE, 1, List.of("2014-05-02"));
      assertThat(found.feature()).isEqualTo("z_120s");
      assertThat(found.pair()).isEqualTo(run.pairs.get(1).name());
      assertThat(found.tradeDate()).isEqualTo("2014-05-02");
      assertThat(found.tickSeq()).isEqualTo(rows.tickSeq()[1000]);
      assertThat(found.tsNs()).isEqualTo(rows.tsNs()[1000]);
      assertThat(found.tapeValue()).isEqualTo(rows.value(1000, z));
      assertThat(found.tableValue()).isEqualTo(Math.nextUp(rows.value(1000, z)));
      assertThat(found.sentence())
          .contains("feature=z_120s", "trade_date=2014-05-02", "tick_seq=" + found.tickSeq());
    }
  }

  @Test
  void shouldCountRowsMissingOnEitherSideWhenTheyDiffer() {
    SyntheticRun other = SyntheticRun.create(root.resolve("missing"), SyntheticRun.seed(), 2, 600);
    write(other, other.dates());
    FeatureSummary all = materialise(other, other.sessions);
    List<Path> tapes = other.writeTradingTapes("live");
    spark()
        .sql(
            "DELETE FROM delta.`%s` WHERE trade_date='2014-05-01' AND (pair_id = 1 OR pair_id = 0 AND tick_seq > 500)"
                .formatted(other.out.featuresTable()));
    long left = spark().read().format("delta").load(other.out.featuresTable().toString()).count();
    ParityResult inTable = measure(other, tapes, null);
    assertThat(inTable.rowsMissingInTable()).isEqualTo(all.rows() - left).isPositive();
    assertThat(inTable.rowsMissingOnTape()).isZero();
    assertThat(inTable.rowsCompared()).isEqualTo(left).isEqualTo(inTable.rowsBitEqual());
    assertThat(inTable.equal()).isFalse();
    assertThatThrownBy(
            () -> Parity.compare(spark(), other.out, SyntheticRun.SERVICE, tapes, Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "first: feature=row pair=" + other.pairs.get(0).name() + " trade_date=2014-05-01");

    spark()
        .sql(
            "DELETE FROM delta.`%s` WHERE trade_date='2014-05-01'"
                .formatted(other.out.featuresTable()));
    ParityResult noSession = measure(other, tapes, null);
    assertThat(noSession.rowsMissingInTable() + noSession.rowsCompared()).isEqualTo(all.rows());

    ParityResult onTape = measure(other, tapes.subList(1, 2), null);
    assertThat(onTape.equal()).isTrue();
  }

  @Test
  void shouldGiveTheSameDataVersionWhenRunAgainAndLeaveNoOldFiles() throws IOException {
    SyntheticRun again = SyntheticRun.create(root.resolve("again"), SyntheticRun.seed(), 3, TICKS);
    write(again, again.dates());
    FeatureSummary first = materialise(again, again.sessions);
    assertThat(first.dataVersion()).isEqualTo(summary.dataVersion());
    FeatureSummary one = materialise(again, again.sessions.subList(1, 2));
    assertThat(one.tableVersion()).isGreaterThan(first.tableVersion());
    assertThat(FeatureTable.dataVersion(spark(), again.out, SyntheticRun.SERVICE, again.dates()))
        .isEqualTo(first.dataVersion());
    assertThat(parquetFiles(again.out.featuresTable())).hasSize(3);

    // A date that left the ticks leaves the features at the next run.
    write(again, again.dates().subList(0, 2));
    assertThat(parquetFiles(again.out.ticksTable())).hasSize(2);
    materialise(again, again.sessions.subList(0, 1));
    assertThat(parquetFiles(again.out.featuresTable())).hasSize(2);
    assertThat(again.out.featuresTable().resolve("trade_date=2014-05-03")).doesNotExist();
  }

  @Test
  void shouldWriteTheTableWhenAKilledRunLeftFilesBehind() throws IOException {
    SyntheticRun killed = SyntheticRun.create(root.resolve("killed"), SyntheticRun.seed(), 1, 300);
    Path date = Files.createDirectories(killed.out.ticksTable().resolve("trade_date=2014-05-01"));
    Files.createDirectories(killed.out.ticksTable().resolve("_delta_log"));
    Files.writeString(date.resolve("part-00000-torn.zstd.parquet"), "PAR1 and no more");
    Files.writeString(date.resolve(".part-00000-torn.zstd.parquet.crc"), "crc");
    write(killed, killed.dates());
    assertThat(spark().read().parquet(killed.out.ticksTable().toString()).count()).isEqualTo(300);
    assertThat(parquetFiles(killed.out.ticksTable())).hasSize(1);
    assertThat(date.resolve(".part-00000-torn.zstd.parquet.crc")).doesNotExist();
  }

  @Test
  void shouldChangeTheDataVersionWhenOneValueChanges() {
    SyntheticRun other = SyntheticRun.create(root.resolve("changed"), SyntheticRun.seed(), 1, 500);
    write(other, other.dates());
    FeatureSummary before = materialise(other, other.sessions);
    List<Path> tapes = other.writeTradingTapes("live");
    spark()
        .sql(
            "UPDATE delta.`%s` SET cost_to_cross_bps = cost_to_cross_bps + 1e-15 WHERE pair_id = 2 AND tick_seq > 450"
                .formatted(other.out.featuresTable()));
    assertThat(FeatureTable.dataVersion(spark(), other.out, SyntheticRun.SERVICE, other.dates()))
        .isNotEqualTo(before.dataVersion());
    ParityResult.Mismatch found = measure(other, tapes, null).firstMismatch();
    assertThat(found == null ? "" : found.feature()).isEqualTo("cost_to_cross_bps");
  }

  @Test
  void shouldReadOnePairSortedWhenSeveralDatesAreAsked() {
    PairRows rows =
        FeatureTable.read(
            spark(), run.out, SyntheticRun.SERVICE, 2, List.of("2014-05-03", "2014-05-01"));
    assertThat(rows.tradeDates()).containsExactly("2014-05-03", "2014-05-01");
    assertThat(rows.count())
        .isEqualTo(
            summary.chunks().stream()
                .filter(chunk -> chunk.pairId() == 2 && !chunk.tradeDate().equals("2014-05-02"))
                .mapToLong(ChunkDigest::rows)
                .sum());
    for (int i = 1; i < rows.count(); i++) {
      boolean sameSession = rows.session()[i] == rows.session()[i - 1];
      assertThat(
              sameSession
                  ? rows.tickSeq()[i] > rows.tickSeq()[i - 1]
                  : rows.session()[i] > rows.session()[i - 1])
          .isTrue();
    }
    assertThat(rows.allFinite(rows.count() - 1)).isTrue();
    assertThat(summary.chunks()).containsAll(rows.digests());
  }

  @Test
  void shouldRefuseInOneSentenceWhenTicksAreMissing() {
    SyntheticRun empty = SyntheticRun.create(root.resolve("empty"), SyntheticRun.seed(), 1, 10);
    assertThatThrownBy(() -> materialise(empty, empty.sessions))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("statarb ingest");
    write(empty, empty.dates());
    TradingSession other = new TradingSession("2014-06-01", 1, 2);
    assertThatThrownBy(() -> materialise(empty, List.of(other)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lacks trade_date 2014-06-01");
  }

  @Test
  void shouldRefuseWithTheSentenceIntactWhenATaskFindsTicksOutOfOrder() {
    SyntheticRun other = SyntheticRun.create(root.resolve("disorder"), SyntheticRun.seed(), 1, 100);
    write(other, other.dates());
    spark()
        .sql(
            "UPDATE delta.`%s` SET tick_seq = 1000 WHERE tick_seq = 50"
                .formatted(other.out.ticksTable()));
    assertThatThrownBy(() -> materialise(other, other.sessions))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "table ticks is not in order: trade_date=2014-05-01 tick_seq=1000 expected=50");
  }
}
