package io.statarb.quality.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.bench.BenchSetup;
import io.statarb.cli.Progress;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The whole of {@code bench quality}, on the shipped sample. */
final class PlantedDefectsTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);

  /** Of 50 planted, as the benchmark's users are told; a reused ticker may hide among its like. */
  private static final double LEAST_FOUND = 0.90;

  @Test
  void shouldFindWhatWasPlantedAndHardlyAnythingElse() {
    System.out.println("seed=" + SEED);
    Path home = Path.of("..").toAbsolutePath().normalize();
    SortedMap<String, Double> figures =
        new QualityBenchmark()
            .run(new BenchSetup(home, SEED, false, null, Map.of()), Progress.quiet());
    System.out.println(figures);
    assertThat(figures.get("clean_series")).isGreaterThan(300);
    for (FindingKind kind : BarPlanter.kinds()) {
      double planted = figures.getOrDefault(kind.json() + "_planted", 0.0);
      assertThat(planted).as(kind.json()).isEqualTo(50);
      assertThat(figures.get(kind.json() + "_found"))
          .as(kind.json())
          .isGreaterThanOrEqualTo(LEAST_FOUND * planted);
    }
    // In eleven panels of some three hundred untouched series each.
    assertThat(figures.get("false_findings")).isLessThanOrEqualTo(5);
  }
}
