package io.statarb.reversion;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Variance of the change over q rows against q times that over one row; 1 in a random walk, below 1
 * when changes are taken back, above 1 when they go on.
 *
 * <p>Lo and MacKinlay, Stock market prices do not follow random walks: evidence from a simple
 * specification test, Review of Financial Studies 1, 1988, 41-66: overlapping and unbiased
 * variances (eq. 12, 13), z for errors of one variance (eq. 14b) and robust to heteroskedasticity
 * (eq. 19, 20).
 *
 * @param q horizon in rows, at least 2
 * @param ratio the variance ratio
 * @param z standard normal under a random walk whose steps have one variance
 * @param robustZ standard normal under uncorrelated steps of changing variance
 * @param pValue two-sided, of {@code robustZ}
 */
public record VarianceRatio(int q, double ratio, double z, double robustZ, double pValue) {
  static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /**
   * The ratio of a series of levels.
   *
   * @throws IllegalArgumentException when q is below 2 or there are not at least q + 2 values, or
   *     the series moves by the same step in every row
   */
  public static VarianceRatio of(double[] values, int q) {
    if (q < 2 || values.length < q + 2) {
      throw new IllegalArgumentException(
          "a horizon is at least 2 and at most rows - 2: horizon=%d rows=%d"
              .formatted(q, values.length));
    }
    LaggedDifferences differences = new LaggedDifferences(values);
    double single = differences.variance(1);
    if (!(single > 0)) {
      throw new IllegalArgumentException(
          "the series moves by the same step in every row: step=" + differences.drift());
    }
    int n = differences.steps();
    double ratio = differences.variance(q) / (q * single);
    double even = 2.0 * (2 * q - 1) * (q - 1) / (3.0 * q);
    double robust = StrictMath.sqrt(n) * (ratio - 1) / StrictMath.sqrt(theta(values, q));
    return new VarianceRatio(
        q,
        ratio,
        StrictMath.sqrt(n) * (ratio - 1) / StrictMath.sqrt(even),
        robust,
        twoSided(robust));
  }

  /** n times the asymptotic variance of the ratio: the sum of eq. 20. */
  private static double theta(double[] values, int q) {
    int n = values.length - 1;
    double drift = (values[n] - values[0]) / n;
    double[] squares = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double step = values[i + 1] - values[i] - drift;
      squares[i] = step * step;
      sum += squares[i];
    }
    double theta = 0;
    for (int k = 1; k < q; k++) {
      double products = 0;
      for (int i = k; i < n; i++) {
        products += squares[i] * squares[i - k];
      }
      double weight = 2 * (1 - (double) k / q);
      theta += weight * weight * n * products / (sum * sum);
    }
    return theta;
  }

  /** Probability of a standard normal value at least as far from 0. */
  static double twoSided(double z) {
    return 2 * NORMAL.cumulativeProbability(-Math.abs(z));
  }
}
