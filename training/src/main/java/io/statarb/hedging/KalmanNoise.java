package io.statarb.hedging;

/**
 * Variances of the Kalman filter's model.
 *
 * @param beta of a row's step of the hedge ratio, at least 0
 * @param alpha of a row's step of the intercept, at least 0
 * @param observation of y about the line, above 0
 */
public record KalmanNoise(double beta, double alpha, double observation) {
  /** Checks the signs. */
  public KalmanNoise {
    if (!(beta >= 0 && alpha >= 0 && observation > 0)) {
      throw new IllegalArgumentException(
          "variances must be at least 0 and that of the observation above 0: beta=%s alpha=%s observation=%s"
              .formatted(beta, alpha, observation));
    }
  }

  /**
   * Both steps with the variance {@code delta / (1 - delta)} (Chan, Algorithmic Trading, 2013, ch.
   * 3).
   *
   * @param delta at least 0 and below 1; 0 is least squares that grows by a row
   */
  public static KalmanNoise ofDelta(double delta, double observation) {
    if (!(delta >= 0 && delta < 1)) {
      throw new IllegalArgumentException("delta must be in [0, 1): delta=" + delta);
    }
    double variance = delta / (1 - delta);
    return new KalmanNoise(variance, variance, observation);
  }
}
