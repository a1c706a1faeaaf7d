package io.statarb.quality.bars;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.cli.Progress;
import io.statarb.quality.FindingKind;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * The whole of {@code bench quality}, small, on the shipped sample: 95 % of each kind, and 90 % of
 * the planter whose shapes no detector was made for.
 */
final class PlantedDefectsTest {
  private static final long SEED = Long.getLong("seed", 20_140_501);
  private static final Path SAMPLE = Path.of("samples", "us-equities-daily");
  private static final int PLANTED = 30;
  private static final double LEAST_FOUND = 0.95;
  private static final double LEAST_OF_OTHER_SHAPES = 0.9;

  /** In eleven panels of some three hundred untouched series each. */
  private static final double MOST_FALSE = 5;

  @Test
  void shouldFindWhatWasPlantedAndHardlyAnythingElse() {
    shouldFind(BarPlanter::new, LEAST_FOUND);
  }

  @Test
  void shouldFindDefectsOfOtherShapesAndSizes() {
    shouldFind(RoughPlanter::new, LEAST_OF_OTHER_SHAPES);
  }

  private static void shouldFind(Function<Random, DefectPlanter> planter, double least) {
    System.out.println("seed=" + SEED);
    Random random = new Random(SEED);
    SortedMap<String, Double> figures =
        QualityBenchmark.figures(SAMPLE, PLANTED, random, planter.apply(random), Progress.quiet());
    System.out.println(figures);
    assertThat(figures.get("clean_series")).isGreaterThan(300);
    for (FindingKind kind : BarPlanter.kinds()) {
      assertThat(figures.get(kind.json() + "_planted")).as(kind.json()).isEqualTo(PLANTED);
      assertThat(figures.get(kind.json() + "_found"))
          .as(kind.json())
          .isGreaterThanOrEqualTo(least * PLANTED);
    }
    assertThat(figures.get("false_findings")).isLessThanOrEqualTo(MOST_FALSE);
  }
}
