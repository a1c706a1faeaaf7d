package io.statarb.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.cli.Progress;
import io.statarb.evidence.Estimator;
import io.statarb.evidence.Evidence;
import io.statarb.evidence.Evidence.Kind;
import io.statarb.screen.ScreenResult.Line;
import io.statarb.table.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PairScreenTest {
  private static final long SEED = Long.getLong("seed", 5L);
  private static final int BARS = 500;

  /** Random walks, the second of which is 0.8 times the first and an AR(1) of half-life 3.1. */
  private static double[][] world(int series) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[][] prices = new double[series][BARS];
    double[] logs = new double[series];
    Arrays.fill(logs, 4);
    double deviation = 0;
    for (int t = 0; t < BARS; t++) {
      for (int i = 0; i < series; i++) {
        logs[i] += 0.01 * random.nextGaussian();
        prices[i][t] = StrictMath.exp(logs[i]);
      }
      deviation = 0.8 * deviation + 0.01 * random.nextGaussian();
      prices[1][t] = StrictMath.exp(0.5 + 0.8 * logs[0] + deviation);
    }
    return prices;
  }

  private static List<String> names(int series) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      names.add("S" + i);
    }
    return names;
  }

  private static ScreenResult screen(double[][] prices, Map<String, Verdict> left) {
    Panel panel = Panel.of("world", names(prices.length), List.of(), prices);
    return PairScreen.run(
        ScreenUniverse.of(panel, left::get, Map.of(), false), ScreenRule.DEFAULT, Progress.quiet());
  }

  @Test
  void shouldSelectTheOnePairThatBelongsTogetherAndGiveAReasonForEachOther() {
    System.out.println("seed=" + SEED);
    ScreenResult result = screen(world(12), Map.of());
    assertThat(result.screened()).isEqualTo(66);
    assertThat(result.tested()).isEqualTo(66);
    List<Integer> selected = result.selected();
    assertThat(selected).as("best: %s", result.line(result.ranking().getFirst())).hasSize(1);
    Line line = result.line(selected.getFirst());
    assertThat(List.of(line.y(), line.x())).containsExactlyInAnyOrder("S0", "S1");
    assertThat(line.halfLifeBars()).isBetween(2.0, 5.0);
    assertThat(line.y().equals("S1") ? line.hedgeRatio() : 1 / line.hedgeRatio())
        .isBetween(0.7, 0.9);
    assertThat(line.hurst()).isLessThan(0.45);
    assertThat(result.counts().values().stream().mapToInt(n -> n).sum()).isEqualTo(66);
  }

  @Test
  void shouldLeaveOutSeriesWithTheirReasonAndCountThemInNoTest() {
    double[][] prices = world(8);
    prices[3][100] = Double.NaN;
    prices[4][7] = 0;
    Arrays.fill(prices[5], 12.5);
    ScreenResult result = screen(prices, new HashMap<>(Map.of("S6", Verdict.SERIES_QUARANTINED)));
    assertThat(result.counts())
        .containsEntry(Verdict.SERIES_INCOMPLETE, 13)
        .containsEntry(Verdict.NO_REGRESSION, 4)
        .containsKey(Verdict.SERIES_QUARANTINED);
    assertThat(result.tested()).isEqualTo(6);
  }

  @Test
  void shouldNotChangeWhenLaterPricesDo() {
    double[][] prices = world(6);
    double[][] first = new double[6][];
    for (int i = 0; i < 6; i++) {
      first[i] = Arrays.copyOf(prices[i], 250);
    }
    ScreenResult result = screen(first, Map.of());
    double[][] again = new double[6][];
    for (int i = 0; i < 6; i++) {
      Arrays.fill(prices[i], 250, BARS, 1e9);
      again[i] = Arrays.copyOf(prices[i], 250);
    }
    ScreenResult same = screen(again, Map.of());
    for (int pair = 0; pair < result.screened(); pair++) {
      assertThat(same.line(pair)).isEqualTo(result.line(pair));
    }
  }

  /** As many as chance explains; the whole count is {@code statarb bench null-worlds}. */
  @Test
  @Evidence(of = Estimator.FALSE_DISCOVERY, kind = Kind.TRUTH)
  void shouldFindAPairInFewNullWorlds() {
    int worlds = 200;
    NullWorlds walks =
        NullWorlds.screen(12, 250, worlds, null, ScreenRule.DEFAULT, SEED, Progress.quiet());
    System.out.println("seed=" + SEED + " " + walks);
    // 5 % and two standard errors of a share of 200.
    double limit = worlds * (0.05 + 2 * StrictMath.sqrt(0.05 * 0.95 / worlds));
    assertThat((double) walks.withBy()).isLessThanOrEqualTo(limit);
    assertThat(walks.selected()).isLessThanOrEqualTo(walks.withBy());
  }
}
