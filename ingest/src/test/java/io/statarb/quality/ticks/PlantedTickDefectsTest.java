package io.statarb.quality.ticks;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

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
    assertThat(figures.get("clock_misalignment_found")).isGreaterThanOrEqualTo(LEAST_FOUND * 20);
    assertThat(figures.get("false_findings")).isLessThanOrEqualTo(2);
  }
}
