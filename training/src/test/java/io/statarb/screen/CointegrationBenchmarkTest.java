package io.statarb.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.cli.Refusal;
import io.statarb.statistics.RandomSeries;
import io.statarb.statistics.SeriesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CointegrationBenchmarkTest {
  private static final int DAYS = 60;

  /** Three stocks with a close each day, and one that starts late. */
  private static void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder("symbol,date,open,high,low,close,volume\n");
    for (int stock = 0; stock < 4; stock++) {
      double[] walk = new RandomSeries(stock).walk(DAYS);
      for (int day = stock == 3 ? 5 : 0; day < DAYS; day++) {
        double close = 50 + walk[day];
        text.append(
            "%1$s,%2$s,%3$.4f,%3$.4f,%3$.4f,%3$.4f,100%n"
                .formatted("ABCD".charAt(stock), LocalDate.EPOCH.plusDays(day), close));
      }
    }
    Files.writeString(folder.resolve("bars.csv"), text);
  }

  private static BenchSetup setup(Path folder, int days) {
    return new BenchSetup(
        folder, 1, false, folder, Map.of("days", Integer.toString(days), "batches", "1"));
  }

  @Test
  void shouldMeasureTheStocksThatHaveAllDays(@TempDir Path folder) throws IOException {
    write(folder);
    CointegrationBenchmark benchmark = new CointegrationBenchmark();

    SortedMap<String, Double> figures = benchmark.run(setup(folder, DAYS), Progress.quiet());

    assertThat(figures).containsEntry("stocks", 3.0).containsEntry("pairs", 3.0);
    assertThat(figures.get("fixed_lag_pairs_per_second")).isPositive();
    assertThat(figures.get("aic_pairs_per_second")).isPositive();
    // What only the peer knows is not there.
    assertThat(figures).doesNotContainKeys("fixed_lag_ratio", "aic_ratio");
    // The screen has the stock that starts late as well, and says so of its pairs.
    assertThat(figures).containsEntry("pairs_screened", 6.0).containsEntry("pairs_tested", 3.0);
    assertThat(figures.get("screen_seconds")).isPositive();
    assertThat(benchmark.notes().get("input")).contains("from 1970-01-01 to 1970-03-01");
  }

  @Test
  void shouldReadLogarithmsOfTheLastCloses(@TempDir Path folder) throws IOException {
    write(folder);

    SeriesTable closes = DailyCloses.read(folder, 50);

    assertThat(closes.names()).containsExactly("A", "B", "C", "D");
    assertThat(closes.rows()).isEqualTo(50);
    assertThat(closes.labels().getFirst()).isEqualTo("1970-01-11");
    double close = Math.round((50 + new RandomSeries(1).walk(DAYS)[DAYS - 1]) * 1e4) / 1e4;
    assertThat(closes.column(1)[49]).isEqualTo(StrictMath.log(close));
    assertThatThrownBy(() -> DailyCloses.read(folder, 61))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "has too few daily closes: days=60 of 61, symbols with all of them=3");
  }
}
