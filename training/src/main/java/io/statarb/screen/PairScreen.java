package io.statarb.screen;

import io.statarb.cli.Progress;
import io.statarb.cointegration.EngleGrangerScreen;
import io.statarb.reversion.HalfLife;
import io.statarb.reversion.LaggedVariance;
import io.statarb.reversion.MeanCrossings;
import io.statarb.statistics.SeriesTable;
import io.statarb.unitroot.MacKinnon;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Screens all pairs of a universe.
 *
 * <p>Each pair is tested both ways (Engle and Granger 1987) and the way with the smaller t is kept;
 * because the better of two was taken its p-value is doubled. The false discovery rate is
 * controlled over all pairs tested, before anything else is asked of a pair, so that no later check
 * can hide how many were tried.
 */
public final class PairScreen {
  /** Longest lag of the Hurst exponent, in bars; a quarter of a short window. */
  static final int HURST_LAGS = 20;

  /** Fewest bars of a window: with fewer the tests have no power and the tables do not hold. */
  static final int MIN_BARS = 60;

  private final ScreenUniverse universe;
  private final ScreenRule rule;
  private final Progress progress;
  private final PairStatistics pairs;
  private final PairGrid grid;
  private final SeriesTable logs;
  private final List<Integer> eligible;
  private final double[][] prices;
  private final double[][] returns;

  private PairScreen(ScreenUniverse universe, ScreenRule rule, Progress progress) {
    this.universe = universe;
    this.rule = rule;
    this.progress = progress;
    this.grid = new PairGrid(universe.names().size());
    this.pairs = new PairStatistics(grid);
    this.eligible = universe.eligible();
    List<String> names = eligible.stream().map(universe.names()::get).toList();
    this.prices = names.stream().map(universe.panel()::column).toArray(double[][]::new);
    this.logs = SeriesTable.of(names, prices, List.of()).map(StrictMath::log);
    this.returns = new double[prices.length][];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = standardised(logs.column(i));
    }
  }

  /**
   * Runs the screen.
   *
   * @throws IllegalArgumentException when the window has fewer than 60 bars or fewer than two
   *     series are whole
   */
  public static ScreenResult run(ScreenUniverse universe, ScreenRule rule, Progress progress) {
    int bars = universe.panel().rows();
    if (bars < MIN_BARS) {
      throw new IllegalArgumentException(
          "the window has %d bars, a screen needs at least %d".formatted(bars, MIN_BARS));
    }
    if (universe.eligible().size() < 2) {
      throw new IllegalArgumentException(
          "fewer than two series have a price on each of the %d days of the window"
              .formatted(bars));
    }
    PairScreen screen = new PairScreen(universe, rule, progress);
    screen.testAll();
    screen.adjust();
    new Selection(rule, screen.pairs, screen.logs, screen.eligible).judge(progress);
    return new ScreenResult(universe, rule, screen.pairs);
  }

  private void testAll() {
    EngleGrangerScreen tests = EngleGrangerScreen.of(logs, rule.trend(), rule.lags());
    AtomicInteger done = new AtomicInteger();
    int series = universe.names().size();
    IntStream.range(0, series)
        .parallel()
        .forEach(first -> {
          Worker worker = new Worker(tests.worker());
          for (int second = first + 1; second < series; second++) {
            worker.test(first, second);
          }
          progress.update("test pairs", done.incrementAndGet(), series);
        });
  }

  /** Tests pairs one after another; one a thread. */
  private final class Worker {
    private final EngleGrangerScreen.Worker test;
    private final double[] better = new double[logs.rows()];

    Worker(EngleGrangerScreen.Worker test) {
      this.test = test;
    }

    void test(int first, int second) {
      int pair = grid.index(first, second);
      Verdict excluded = universe.excluded(first, second);
      if (excluded != null) {
        pairs.verdict[pair] = excluded;
        return;
      }
      int a = Collections.binarySearch(eligible, first);
      int b = Collections.binarySearch(eligible, second);
      pairs.correlation[pair] = dot(returns[a], returns[b]);
      pairs.distance[pair] = distance(prices[a], prices[b]);
      Fit forward = fit(a, b);
      Fit backward = fit(b, a);
      if (forward == null || backward == null) {
        pairs.verdict[pair] = Verdict.NO_REGRESSION;
        return;
      }
      pairs.statFirst[pair] = forward.stat();
      pairs.statSecond[pair] = backward.stat();
      pairs.lagsFirst[pair] = forward.lags();
      pairs.lagsSecond[pair] = backward.lags();
      boolean swapped = backward.stat() < forward.stat();
      pairs.swapped[pair] = swapped;
      keep(pair, swapped ? backward : forward, swapped ? b : a, swapped ? a : b);
    }

    private @Nullable Fit fit(int y, int x) {
      if (test.test(y, x) != EngleGrangerScreen.Outcome.TESTED) {
        return null;
      }
      return new Fit(test.stat(), test.lagsUsed(), test.hedgeRatio());
    }

    private void keep(int pair, Fit fit, int y, int x) {
      double[] logY = logs.column(y);
      double[] logX = logs.column(x);
      double mean = 0;
      for (int t = 0; t < better.length; t++) {
        better[t] = logY[t] - fit.hedgeRatio() * logX[t];
        mean += better[t];
      }
      mean /= better.length;
      double squares = 0;
      for (double value : better) {
        squares += (value - mean) * (value - mean);
      }
      pairs.pValue[pair] = Math.min(1, 2 * MacKinnon.pValue(fit.stat(), rule.trend(), 2));
      pairs.hedgeRatio[pair] = fit.hedgeRatio();
      pairs.intercept[pair] = mean;
      pairs.spreadSd[pair] = StrictMath.sqrt(squares / (better.length - 1));
      pairs.halfLife[pair] = HalfLife.of(better).halfLife();
      pairs.hurst[pair] = LaggedVariance.exponent(better, Math.min(HURST_LAGS, better.length / 4));
      pairs.crossings[pair] = MeanCrossings.of(better).count();
    }
  }

  /** One direction of a pair. */
  private record Fit(double stat, int lags, double hedgeRatio) {}

  private void adjust() {
    copy(FalseDiscovery.BH.adjusted(pairs.pValue), pairs.qBh);
    copy(FalseDiscovery.BY.adjusted(pairs.pValue), pairs.qBy);
  }

  private static void copy(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** Changes of a series less their mean, of length 1; all 0 when the series does not move. */
  private static double[] standardised(double[] logPrices) {
    int n = logPrices.length - 1;
    double[] returns = new double[n];
    double mean = (logPrices[n] - logPrices[0]) / n;
    double squares = 0;
    for (int t = 0; t < n; t++) {
      returns[t] = logPrices[t + 1] - logPrices[t] - mean;
      squares += returns[t] * returns[t];
    }
    double length = StrictMath.sqrt(squares);
    for (int t = 0; t < n; t++) {
      returns[t] = length > 0 ? returns[t] / length : Double.NaN;
    }
    return returns;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  /** Gatev, Goetzmann and Rouwenhorst (2006), on prices. */
  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < a.length; t++) {
      double difference = a[t] / a[0] - b[t] / b[0];
      sum += difference * difference;
    }
    return sum;
  }
}
