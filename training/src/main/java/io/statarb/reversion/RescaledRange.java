package io.statarb.reversion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.special.Gamma;

/**
 * Hurst exponent by rescaled range: the range of the running sum of deviations from the mean of a
 * block of n increments, over their standard deviation, goes as {@code n^H} (Hurst 1951).
 *
 * <p>In short blocks of plain noise the slope is above 1/2. The corrected exponent takes off the
 * expectation of Anis and Lloyd (The expected value of the adjusted rescaled Hurst range of
 * independent normal summands, Biometrika 63, 1976, 111-116) with the factor (n - 1/2)/n of Peters
 * (Fractal Market Analysis, 1994) and adds the limit {@code sqrt(pi n / 2)}, as Weron does
 * (Estimating long-range dependence: finite sample properties and confidence intervals, Physica A
 * 312, 2002, 285-299).
 *
 * @param empirical slope as found
 * @param theoretical slope of the expectation under independent increments
 * @param corrected the exponent: slope of found - expected + limit
 * @param standardError of the corrected slope by least squares; too small, as blocks share rows
 * @param rows increments used: the number up to 1% (or 8) below all that has the most divisors
 * @param blockSizes sizes of the blocks, divisors of {@code rows}
 */
public record RescaledRange(
    double empirical,
    double theoretical,
    double corrected,
    double standardError,
    int rows,
    List<Integer> blockSizes) {
  /** From here Stirling's limit serves for the ratio of gamma functions, as in Weron (2002). */
  private static final int STIRLING_FROM = 340;

  /** Increments that a short series may leave out for the sake of divisors. */
  private static final int MOST_LEFT_OUT = 8;

  /** Copies the list. */
  public RescaledRange {
    blockSizes = List.copyOf(blockSizes);
  }

  /**
   * From increments, e.g. returns; of a spread its differences.
   *
   * @param leastBlock least number of increments in a block, at least 3
   * @throws IllegalArgumentException when fewer than three sizes of block fit
   */
  public static RescaledRange of(double[] increments, int leastBlock) {
    List<Integer> sizes = List.of();
    int rows = increments.length;
    // The first number with the most divisors, from 1% below or a few, so that short series too
    // have some.
    for (int n = Math.min((int) (0.99 * increments.length), increments.length - MOST_LEFT_OUT);
        n <= increments.length;
        n++) {
      List<Integer> divisors = divisors(n, leastBlock);
      if (divisors.size() > sizes.size()) {
        sizes = divisors;
        rows = n;
      }
    }
    return of(Arrays.copyOf(increments, rows), sizes);
  }

  /**
   * From increments and given sizes of block; increments beyond the last whole block of a size are
   * left out.
   *
   * @throws IllegalArgumentException when there are fewer than three sizes
   */
  public static RescaledRange of(double[] increments, List<Integer> sizes) {
    if (sizes.size() < 3) {
      throw new IllegalArgumentException(
          "too few rows for a line through the rescaled ranges: increments=%d sizes of block=%s"
              .formatted(increments.length, sizes));
    }
    double[] logSize = new double[sizes.size()];
    double[] found = new double[sizes.size()];
    double[] expected = new double[sizes.size()];
    double[] corrected = new double[sizes.size()];
    for (int i = 0; i < logSize.length; i++) {
      int size = sizes.get(i);
      double ratio = mean(increments, size);
      double noise = expected(size);
      logSize[i] = StrictMath.log(size);
      found[i] = StrictMath.log(ratio);
      expected[i] = StrictMath.log(noise);
      corrected[i] = StrictMath.log(ratio - noise + StrictMath.sqrt(StrictMath.PI * size / 2));
    }
    LineFit line = LineFit.of(corrected, logSize);
    return new RescaledRange(
        LineFit.of(found, logSize).slope(),
        LineFit.of(expected, logSize).slope(),
        line.slope(),
        line.slopeSe(),
        increments.length,
        sizes);
  }

  /**
   * Expected rescaled range of {@code n} independent normal increments, by Anis and Lloyd with the
   * factor of Peters.
   */
  public static double expected(int n) {
    double sum = 0;
    for (int i = 1; i < n; i++) {
      sum += StrictMath.sqrt((double) (n - i) / i);
    }
    double gammas =
        n > STIRLING_FROM
            ? StrictMath.sqrt(2.0 / n)
            : StrictMath.exp(Gamma.logGamma((n - 1) / 2.0) - Gamma.logGamma(n / 2.0));
    return (n - 0.5) / n * gammas / StrictMath.sqrt(StrictMath.PI) * sum;
  }

  /** Least exponent that plain noise shows 19 times in 20: Weron (2002), table 2. */
  public double noiseLower95() {
    return 0.5 - StrictMath.exp(-7.33 * logLogLog() + 4.21);
  }

  /** Largest exponent that plain noise shows 19 times in 20: Weron (2002), table 2. */
  public double noiseUpper95() {
    return 0.5 + StrictMath.exp(-7.20 * logLogLog() + 4.04);
  }

  private double logLogLog() {
    return StrictMath.log(StrictMath.log(StrictMath.log(rows) / StrictMath.log(2)));
  }

  private static List<Integer> divisors(int n, int least) {
    List<Integer> divisors = new ArrayList<>();
    for (int size = least; size <= n / 2; size++) {
      if (n % size == 0) {
        divisors.add(size);
      }
    }
    return divisors;
  }

  /** Mean over the blocks; those whose increments are all equal have no rescaled range. */
  private static double mean(double[] increments, int size) {
    double sum = 0;
    int blocks = 0;
    for (int from = 0; from + size <= increments.length; from += size) {
      double ratio = rescaledRange(increments, from, size);
      if (Double.isFinite(ratio)) {
        sum += ratio;
        blocks++;
      }
    }
    if (blocks == 0) {
      throw new IllegalArgumentException(
          "the series moves by the same step within every block: rows of a block=" + size);
    }
    return sum / blocks;
  }

  private static double rescaledRange(double[] increments, int from, int size) {
    double mean = Samples.mean(increments, from, size);
    double running = 0;
    double high = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double squares = 0;
    for (int i = from; i < from + size; i++) {
      double deviation = increments[i] - mean;
      squares += deviation * deviation;
      running += deviation;
      high = Math.max(high, running);
      low = Math.min(low, running);
    }
    return (high - low) / StrictMath.sqrt(squares / (size - 1));
  }
}
