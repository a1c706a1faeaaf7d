package io.statarb.basketscreen;

import io.statarb.cli.Progress;
import io.statarb.screen.FalseDiscovery;
import io.statarb.screen.ScreenUniverse;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Series;
import io.statarb.table.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Panels of known truth and screens of them. */
final class Worlds {
  private Worlds() {}

  /** Log prices that are independent walks of 1 % a bar. */
  static double[][] walks(SplittableRandom random, int series, int bars) {
    double[][] logs = new double[series][];
    for (int i = 0; i < series; i++) {
      logs[i] = Arrays.stream(Series.walk(random, bars)).map(x -> 4 + 0.01 * x).toArray();
    }
    return logs;
  }

  /** Walks of which all share one factor and each five one of their own. */
  static double[][] factorWalks(SplittableRandom random, int series, int bars) {
    double[][] own = walks(random, series, bars);
    double[][] common = walks(random, 1 + (series + 4) / 5, bars);
    for (int i = 0; i < series; i++) {
      for (int t = 0; t < bars; t++) {
        own[i][t] += common[0][t] + common[1 + i / 5][t];
      }
    }
    return own;
  }

  /** Such walks, three times as volatile over the first third as after it. */
  static double[][] calmAfterStorm(SplittableRandom random, int series, int bars) {
    double[][] logs = factorWalks(random, series, bars);
    for (double[] column : logs) {
      int end = bars / 3;
      double shift = 2 * (column[end] - column[0]);
      for (int t = 0; t < bars; t++) {
        column[t] += t <= end ? 2 * (column[t] - column[0]) : shift;
      }
    }
    return logs;
  }

  /** Makes column y the weighted sum of others and an AR(1). */
  static void plant(
      SplittableRandom random, double[][] logs, int y, Map<Integer, Double> ratios, double phi) {
    double[] residual = Series.autoregression(random, logs[y].length, phi, 0.3, 0.01);
    for (int t = 0; t < residual.length; t++) {
      logs[y][t] = residual[t];
      for (Map.Entry<Integer, Double> leg : ratios.entrySet()) {
        logs[y][t] += leg.getValue() * logs[leg.getKey()][t];
      }
    }
  }

  static List<String> names(int series) {
    return IntStream.range(0, series).mapToObj(i -> "S%02d".formatted(i)).toList();
  }

  /** Each five in a row are of one sector. */
  static Map<String, String> sectors(int series) {
    Map<String, String> sectors = new TreeMap<>();
    for (int i = 0; i < series; i++) {
      sectors.put(names(series).get(i), "sector" + i / 5);
    }
    return sectors;
  }

  static ScreenUniverse universe(List<String> names, double[][] logs, Map<String, String> sectors) {
    double[][] prices =
        Arrays.stream(logs)
            .map(column -> Arrays.stream(column).map(StrictMath::exp).toArray())
            .toArray(double[][]::new);
    return ScreenUniverse.of(
        Panel.of("world", names, List.of(), prices), name -> null, sectors, false);
  }

  static BasketRule rule(BasketMethod method, int maxLegs, int worlds, long seed) {
    BasketRule usual = BasketRule.DEFAULT;
    return new BasketRule(
        List.of(method),
        maxLegs,
        usual.leastGain(),
        usual.factors(),
        usual.equalWeights(),
        new LagChoice.Fixed(1),
        FalseDiscovery.BY,
        usual.fdrLevel(),
        usual.minHalfLifeBars(),
        usual.maxHalfLifeBars(),
        usual.costPerLegBps(),
        usual.minSdToCost(),
        usual.subWindows(),
        worlds,
        seed);
  }

  static BasketResult screen(double[][] logs, BasketRule rule) {
    return BasketScreen.run(
        universe(names(logs.length), logs, sectors(logs.length)), rule, Progress.quiet());
  }

  static BasketCandidate of(BasketResult result, String y) {
    return result.ranking().stream()
        .filter(basket -> basket.y().equals(y))
        .findFirst()
        .orElseThrow();
  }
}
