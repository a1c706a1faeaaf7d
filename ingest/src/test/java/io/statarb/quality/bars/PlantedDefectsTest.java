package io.statarb.quality.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.cli.Progress;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The whole of {@code bench quality}, on the shipped sample. */
final class PlantedDefectsTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);
  private static final Path SAMPLE = Path.of("samples", "us-equities-daily");
  private static final int PLANTED = 50;
  private static final double LEAST_FOUND = 0.95;

  /** In eleven panels of some three hundred untouched series each. */
  private static final double MOST_FALSE = 5;

  @Test
  void shouldFindWhatWasPlantedAndHardlyAnythingElse() {
    shouldFind(BarPlanter::new, 2);
  }

  @Test
  void shouldFindDefectsOfOtherShapesAndSizes() {
    shouldFind(RoughPlanter::new, 1);
  }

  private static void shouldFind(Function<Random, DefectPlanter> planters, int runs) {
    SortedMap<String, Double> sums = new TreeMap<>();
    for (int run = 0; run < runs; run++) {
      System.out.println("seed=" + (SEED + run));
      Random random = new Random(SEED + run);
      SortedMap<String, Double> figures =
          QualityBenchmark.figures(
              SAMPLE, PLANTED, random, planters.apply(random), Progress.quiet());
      System.out.println(figures);
      figures.forEach((name, figure) -> sums.merge(name, figure, Double::sum));
    }
    assertThat(sums.get("clean_series")).isGreaterThan(300 * runs);
    for (FindingKind kind : BarPlanter.kinds()) {
      assertThat(sums.get(kind.json() + "_planted")).as(kind.json()).isEqualTo(PLANTED * runs);
      assertThat(sums.get(kind.json() + "_found"))
          .as(kind.json())
          .isGreaterThanOrEqualTo(LEAST_FOUND * PLANTED * runs);
    }
    assertThat(sums.get("false_findings")).isLessThanOrEqualTo(MOST_FALSE * runs);
  }
}
