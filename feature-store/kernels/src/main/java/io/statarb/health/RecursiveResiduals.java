package io.statarb.health;

/**
 * Recursive residuals of a linear regression: what each observation differs by from its prediction
 * by all observations before it, in standard deviations of that difference (Brown, Durbin and Evans
 * 1975, J. R. Stat. Soc. B 37, 149-192, eq. 2). While the coefficients stay what they are and the
 * errors are independent and normal, the residuals are independent and standard normal, whatever
 * the regressors: the error of the coefficients is in the standard deviation.
 *
 * <p>It begins with an estimate, of which the coefficients are counted from and whose covariance is
 * given, and learns from each observation. Single-threaded; allocates nothing after construction.
 */
final class RecursiveResiduals {
  private final double errorVariance;
  private final double[] coefficients;
  private final double[][] covariance;
  private final double[] gain;

  /**
   * Begins with an estimate.
   *
   * @param errorVariance variance of an error, above 0
   * @param covariance covariance of the estimate; becomes its own
   */
  RecursiveResiduals(double errorVariance, double[][] covariance) {
    this.errorVariance = errorVariance;
    this.covariance = covariance;
    this.coefficients = new double[covariance.length];
    this.gain = new double[covariance.length];
  }

  /**
   * The residual of an observation, from which it learns.
   *
   * @param regressors one for each coefficient
   * @param value the observation, less what the estimate that it began with predicts
   */
  double next(double[] regressors, double value) {
    double error = value;
    double variance = errorVariance;
    for (int i = 0; i < gain.length; i++) {
      error -= coefficients[i] * regressors[i];
      gain[i] = 0;
      for (int j = 0; j < gain.length; j++) {
        gain[i] += covariance[i][j] * regressors[j];
      }
      variance += gain[i] * regressors[i];
    }
    for (int i = 0; i < gain.length; i++) {
      coefficients[i] += gain[i] * error / variance;
      for (int j = 0; j < gain.length; j++) {
        covariance[i][j] -= gain[i] * gain[j] / variance;
      }
    }
    return error / StrictMath.sqrt(variance);
  }
}
