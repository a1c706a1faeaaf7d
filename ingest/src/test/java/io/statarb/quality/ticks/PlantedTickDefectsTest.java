package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.quality.FindingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of {@code bench quality-ticks} on one pair of the shipped sample. */
final class PlantedTickDefectsTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);
  private static final double LEAST_FOUND = 0.95;

  @Test
  void shouldFindWhatWasPlantedAndHardlyAnythingElse() {
    System.out.println("seed=" + SEED);
    Path home = Path.of("..").toAbsolutePath().normalize();
    BenchSetup setup =
        new BenchSetup(home, SEED, false, null, Map.of("symbol", "EURUSD", "planted", "20"));
    SortedMap<String, Double> figures = new TickQualityBenchmark().run(setup, Progress.quiet());
    System.out.println(figures);
    for (FindingKind kind : TickPlanter.kinds()) {
      String name = kind.json();
      double planted = figures.getOrDefault(name + "_planted", 0.0);
      assertThat(planted).as(name).isGreaterThan(5);
      assertThat(figures.get(name + "_found"))
          .as(name)
          .isGreaterThanOrEqualTo(LEAST_FOUND * planted);
    }
    assertThat(figures.get("clock_misalignment_planted")).isEqualTo(20);
    assertThat(figures.get("clock_misalignment_found")).isGreaterThanOrEqualTo(LEAST_FOUND * 20);
    assertThat(figures.get("false_findings")).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldMoveNoClockWhereNothingTellsTheTime(@TempDir Path data) throws IOException {
    Path venue = Path.of("forex/oanda/tick/eurusd");
    Path copy = Files.createDirectories(data.resolve(venue)).resolve("20140506_quote.zip");
    Files.copy(
        Path.of("samples/lean-fx").resolve(venue).resolve(copy.getFileName().toString()), copy);
    BenchSetup setup = new BenchSetup(Path.of(".."), SEED, false, data, Map.of("planted", "1"));
    SortedMap<String, Double> figures = new TickQualityBenchmark().run(setup, Progress.quiet());
    assertThat(figures)
        .containsEntry("clean_files", 1.0)
        .containsEntry("files_with_second_source", 0.0)
        .doesNotContainKey("clock_misalignment_planted");
  }
}
