package io.statarb.report;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Interval of a mean when neighbours are alike: the circular block bootstrap.
 *
 * <p>Politis and Romano, "A circular block-resampling procedure for stationary data" (1992): the
 * series is wrapped around, blocks of consecutive values are drawn with replacement from all
 * starting points until they make up the length of the series, and the mean of each such resample
 * is kept; the interval lies between quantiles of those means. Assumes a stationary series whose
 * dependence is short against its length. The block length n^(1/3), rounded up, has the rate that
 * Hall, Horowitz and Jing, "On blocking rules for the bootstrap with dependent data" (1995), derive
 * for a variance.
 *
 * <p>A few dates hold many round trips but few regimes; no resampling mends that. Below {@link
 * #MIN_TRADING_DATES} the verdict is therefore that nothing can be concluded, whatever the interval
 * says.
 */
final class BlockBootstrap {
  /** About a month of dates; under it one unusual date decides the sign of a mean. */
  static final int MIN_TRADING_DATES = 20;

  static final int REPLICATIONS = 10_000;
  private static final double LEVEL = 0.95;

  private BlockBootstrap() {}

  /**
   * Interval of the mean.
   *
   * @param micros values in the order of time, micros
   * @param tradingDates number of trading dates they come from
   * @param seed seed of the draws
   */
  static MeanInterval meanInterval(long[] micros, long tradingDates, long seed) {
    int n = micros.length;
    int blockLength = Math.max(1, (int) Math.ceil(Math.cbrt(n)));
    if (n < 2) {
      return new MeanInterval(
          n,
          tradingDates,
          n == 0 ? null : (double) micros[0],
          null,
          null,
          LEVEL,
          blockLength,
          0,
          seed,
          "too few round trips to conclude");
    }
    double[] means = resampledMeans(micros, blockLength, seed);
    Arrays.sort(means);
    double low = quantile(means, (1 - LEVEL) / 2);
    double high = quantile(means, (1 + LEVEL) / 2);
    double mean = (double) Arrays.stream(micros).sum() / n;
    return new MeanInterval(
        n,
        tradingDates,
        mean,
        low,
        high,
        LEVEL,
        blockLength,
        REPLICATIONS,
        seed,
        verdict(low, high, tradingDates));
  }

  private static double[] resampledMeans(long[] values, int blockLength, long seed) {
    int n = values.length;
    // Sums over the series laid twice end to end make the sum of any circular block one
    // subtraction.
    long[] sums = new long[2 * n + 1];
    for (int i = 0; i < 2 * n; i++) {
      sums[i + 1] = sums[i] + values[i % n];
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[REPLICATIONS];
    for (int r = 0; r < REPLICATIONS; r++) {
      long sum = 0;
      for (int taken = 0; taken < n; taken += blockLength) {
        int start = random.nextInt(n);
        // The last block is cut, so that every resample is as long as the series.
        sum += sums[start + Math.min(blockLength, n - taken)] - sums[start];
      }
      means[r] = (double) sum / n;
    }
    return means;
  }

  /** Linear between order statistics: definition 7 of Hyndman and Fan (1996). */
  static double quantile(double[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  private static String verdict(double low, double high, long tradingDates) {
    if (tradingDates < MIN_TRADING_DATES) {
      return "too few days to conclude: %s of at least %s"
          .formatted(tradingDates, MIN_TRADING_DATES);
    }
    if (low > 0) {
      return "a gain per round trip";
    }
    return high < 0 ? "a loss per round trip" : "not told from zero";
  }
}
