package io.statarb.reversion;

/**
 * Hurst exponent by the variance of lagged differences: in a fractional Brownian motion the
 * variance over q rows goes as {@code q^(2H)}, so H is half the slope of its logarithm on {@code ln
 * q}.
 *
 * <p>The variances of neighbouring lags share nearly all of their rows, so the errors of the line's
 * points are far from independent. The standard error is therefore not that of the line but follows
 * from the covariances of the variances in a Gaussian fractional Brownian motion (Mandelbrot and
 * Van Ness, SIAM Review 10, 1968, 422-437, for the covariance of the increments; Isserlis' theorem
 * for that of their squares).
 *
 * @param hurst the exponent; 1/2 in a random walk, less in what reverts
 * @param standardError by the above at the exponent found, kept in [0.01, 0.99]
 * @param walkStandardError the same in a random walk, for a test of 1/2
 * @param lags the longest lag
 */
public record LaggedVariance(
    double hurst, double standardError, double walkStandardError, int lags) {

  /**
   * From levels, over the lags 1 to {@code lags}.
   *
   * @throws IllegalArgumentException when there are not at least two lags and four times as many
   *     rows, or the variance over a lag is 0
   */
  public static LaggedVariance of(double[] values, int lags) {
    double hurst = exponent(values, lags);
    double[] weights = slopeWeights(lags);
    double kept = Math.min(0.99, Math.max(0.01, hurst));
    int steps = values.length - 1;
    return new LaggedVariance(hurst, error(steps, weights, kept), error(steps, weights, 0.5), lags);
  }

  /**
   * The exponent alone, without the standard errors, which cost far more.
   *
   * @throws IllegalArgumentException when there are not at least two lags and four times as many
   *     rows, or the variance over a lag is 0
   */
  public static double exponent(double[] values, int lags) {
    if (lags < 2 || values.length < 4L * lags) {
      throw new IllegalArgumentException(
          "lags must be at least 2 and at most a quarter of the rows: lags=%d rows=%d"
              .formatted(lags, values.length));
    }
    LaggedDifferences differences = new LaggedDifferences(values);
    double[] weights = slopeWeights(lags);
    double hurst = 0;
    for (int q = 1; q <= lags; q++) {
      double variance = differences.variance(q);
      if (!(variance > 0)) {
        throw new IllegalArgumentException("all differences over %d rows are equal".formatted(q));
      }
      hurst += weights[q - 1] * StrictMath.log(variance) / 2;
    }
    return hurst;
  }

  /** z of the exponent against the 1/2 of a random walk. */
  public double z() {
    return (hurst - 0.5) / walkStandardError;
  }

  /** What each point adds to the slope of a least squares line on {@code ln q}. */
  private static double[] slopeWeights(int lags) {
    double[] weights = new double[lags];
    for (int q = 1; q <= lags; q++) {
      weights[q - 1] = StrictMath.log(q);
    }
    double mean = Samples.mean(weights);
    double squares = 0;
    for (int i = 0; i < lags; i++) {
      weights[i] -= mean;
      squares += weights[i] * weights[i];
    }
    for (int i = 0; i < lags; i++) {
      weights[i] /= squares;
    }
    return weights;
  }

  private static double error(int steps, double[] weights, double hurst) {
    double[] power = new double[steps + weights.length + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = StrictMath.pow(k, 2 * hurst);
    }
    double sum = 0;
    for (int q = 1; q <= weights.length; q++) {
      for (int r = 1; r <= q; r++) {
        double covariance = weights[q - 1] * weights[r - 1] * covariance(steps, q, r, power);
        sum += r == q ? covariance : 2 * covariance;
      }
    }
    return StrictMath.sqrt(sum) / 2;
  }

  /** Covariance of the logarithms of the mean squares over q and r rows. */
  private static double covariance(int steps, int q, int r, double[] power) {
    int rowsQ = steps - q + 1;
    int rowsR = steps - r + 1;
    double sum = 0;
    for (int k = -(rowsQ - 1); k < rowsR; k++) {
      // Increments from t over q rows and from t + k over r rows; k takes this many pairs.
      int pairs = Math.min(rowsQ, rowsR - k) - Math.max(0, -k);
      double product =
          (power[Math.abs(k + r)]
                  + power[Math.abs(k - q)]
                  - power[Math.abs(k)]
                  - power[Math.abs(k + r - q)])
              / 2;
      sum += pairs * product * product;
    }
    return 2 * sum / ((double) rowsQ * rowsR * power[q] * power[r]);
  }
}
