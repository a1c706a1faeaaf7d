package io.statarb.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AsOfBenchmarkTest {
  @TempDir private Path folder;

  private static BenchSetup setup(String rows) {
    return new BenchSetup(
        Path.of(System.getProperty("statarb.home", ".")),
        SyntheticRun.seed(),
        false,
        null,
        Map.of("ticks", "5000", "rows", rows, "symbols", "7", "warm", "1"));
  }

  @Test
  void shouldFindTheSameTicksInMemoryAndInBothFormsInSpark() {
    LocalSpark.session();
    SortedMap<String, Double> figures = new AsOfBenchmark().run(setup("1000"), Progress.quiet());
    assertThat(figures.get("rows_different")).isZero();
    assertThat(figures.get("rows_present")).isBetween(900.0, 1000.0);
    assertThat(figures)
        .containsKeys(
            "spark_seconds",
            "statarb_seconds",
            "scan_seconds",
            "ratio",
            "spark_first_seconds",
            "statarb_first_seconds",
            "ratio_first",
            "ratio_scan",
            "join_seconds")
        .doesNotContainKeys("polars_seconds", "duckdb_seconds");
  }

  @Test
  void shouldCountEveryRowThatDiffers() {
    SparkSession spark = LocalSpark.session();
    SyntheticTables tables = new SyntheticTables(1, 3, 300, 60);
    tables.write(spark, folder);
    SyntheticTables.Columns columns = tables.columns();
    Dataset<Row> joined =
        WindowForm.of(
            spark.read().parquet(folder.resolve("rows").toString()),
            spark.read().parquet(folder.resolve("ticks").toString()));
    long[] wanted = AsOfBenchmark.join(columns);
    assertThat(ResultCheck.different(joined, columns, wanted)).isZero();
    wanted[10] = wanted[10] + 1;
    wanted[59] = ResultCheck.ABSENT;
    assertThat(ResultCheck.different(joined, columns, wanted)).isEqualTo(2);
    assertThat(ResultCheck.different(joined.where("row_id <> 5"), columns, wanted)).isEqualTo(3);
  }

  @Test
  void shouldRefuseSizesThatMakeNoSense() {
    assertThatThrownBy(() -> new AsOfBenchmark().run(setup("0"), Progress.quiet()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--set rows: must be from 1 to");
  }
}
