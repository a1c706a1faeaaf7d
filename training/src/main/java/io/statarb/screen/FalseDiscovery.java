package io.statarb.screen;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Control of the false discovery rate over many tests: the expected share of true nulls among those
 * rejected.
 *
 * <p>Both methods are given as adjusted p-values: rejecting where the adjusted one is at most the
 * level rejects exactly what the step-up procedure does.
 */
public enum FalseDiscovery {
  /**
   * Benjamini and Hochberg, Controlling the False Discovery Rate, JRSS B 57 (1995), 289-300: for
   * tests that are independent or positively dependent.
   */
  BH {
    @Override
    double factor(int tests) {
      return 1;
    }
  },
  /**
   * Benjamini and Yekutieli, The control of the false discovery rate in multiple testing under
   * dependency, Annals of Statistics 29 (2001), 1165-1188, theorem 1.3: for tests that depend on
   * each other in any way, as pairs that share a leg do.
   */
  BY {
    @Override
    double factor(int tests) {
      double harmonic = 0;
      for (int i = 1; i <= tests; i++) {
        harmonic += 1.0 / i;
      }
      return harmonic;
    }
  };

  abstract double factor(int tests);

  /**
   * Adjusted p-values.
   *
   * @param pValues one a test; NaN for what was not tested, which counts as no test
   * @return in the same order, at most 1; NaN where the p-value is
   */
  public double[] adjusted(double[] pValues) {
    int[] order =
        IntStream.range(0, pValues.length)
            .filter(i -> !Double.isNaN(pValues[i]))
            .boxed()
            .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    Arrays.fill(adjusted, Double.NaN);
    double factor = factor(order.length) * order.length;
    double least = 1;
    for (int rank = order.length; rank >= 1; rank--) {
      int test = order[rank - 1];
      least = Math.min(least, pValues[test] * factor / rank);
      adjusted[test] = least;
    }
    return adjusted;
  }
}
