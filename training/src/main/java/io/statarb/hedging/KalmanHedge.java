package io.statarb.hedging;

/**
 * Hedge ratio and intercept that wander: {@code y(t) = beta(t) x(t) + alpha(t) + e(t)}, both states
 * random walks, filtered by Kalman's recursions (Harvey, Forecasting, Structural Time Series Models
 * and the Kalman Filter, 1989, ch. 3).
 *
 * <p>The states start at 0 with a variance of {@link #VAGUE} times the sum of the model's three, so
 * that the data decide; the first two innovations only place the states and do not count in the
 * likelihood. The variance is updated in Joseph's form, which stays positive. Row t uses rows up to
 * t only.
 */
public final class KalmanHedge {
  /** Variance of the states at the start over the sum of the model's variances. */
  public static final double VAGUE = 1e8;

  /** Innovations that only place the two states. */
  public static final int BURN_IN = 2;

  private final KalmanNoise noise;
  private final double[] beta;
  private final double[] alpha;
  private final double[] innovation;
  private final double[] innovationSd;
  private double varBeta;
  private double varAlpha;
  private double covariance;
  private double logLikelihood;

  private KalmanHedge(int rows, KalmanNoise noise) {
    this.noise = noise;
    beta = new double[rows];
    alpha = new double[rows];
    innovation = new double[rows];
    innovationSd = new double[rows];
    varBeta = VAGUE * (noise.beta() + noise.alpha() + noise.observation());
    varAlpha = varBeta;
  }

  /** Runs the filter over all rows, at least 3. */
  public static KalmanHedge filter(double[] y, double[] x, KalmanNoise noise) {
    KalmanHedge filter = new KalmanHedge(y.length, noise);
    for (int t = 0; t < y.length; t++) {
      filter.step(t, y[t], x[t]);
    }
    return filter;
  }

  private void step(int t, double y, double x) {
    if (t > 0) {
      varBeta += noise.beta();
      varAlpha += noise.alpha();
      beta[t] = beta[t - 1];
      alpha[t] = alpha[t - 1];
    }
    double onBeta = varBeta * x + covariance;
    double onAlpha = covariance * x + varAlpha;
    double variance = onBeta * x + onAlpha + noise.observation();
    double error = y - beta[t] * x - alpha[t];
    double gainBeta = onBeta / variance;
    double gainAlpha = onAlpha / variance;
    beta[t] += gainBeta * error;
    alpha[t] += gainAlpha * error;
    innovation[t] = error;
    innovationSd[t] = StrictMath.sqrt(variance);
    update(x, gainBeta, gainAlpha);
    if (t >= BURN_IN) {
      logLikelihood -=
          (StrictMath.log(2 * StrictMath.PI * variance) + error * error / variance) / 2;
    }
  }

  /** {@code (I - K h') P (I - K h')' + K r K'}. */
  private void update(double x, double gainBeta, double gainAlpha) {
    double a = 1 - gainBeta * x;
    double b = -gainBeta;
    double c = -gainAlpha * x;
    double d = 1 - gainAlpha;
    double left = a * varBeta + b * covariance;
    double right = a * covariance + b * varAlpha;
    double lower = c * varBeta + d * covariance;
    double corner = c * covariance + d * varAlpha;
    double r = noise.observation();
    varBeta = left * a + right * b + gainBeta * gainBeta * r;
    covariance = left * c + right * d + gainBeta * gainAlpha * r;
    varAlpha = lower * c + corner * d + gainAlpha * gainAlpha * r;
  }

  /** The variances it ran with. */
  public KalmanNoise noise() {
    return noise;
  }

  /** Number of rows. */
  public int rows() {
    return beta.length;
  }

  /** Hedge ratio after row {@code t}. */
  public double beta(int t) {
    return beta[t];
  }

  /** Intercept after row {@code t}. */
  public double alpha(int t) {
    return alpha[t];
  }

  /** y of row {@code t} less what the rows before it foretold. */
  public double innovation(int t) {
    return innovation[t];
  }

  /** Standard deviation that the model gives that innovation. */
  public double innovationSd(int t) {
    return innovationSd[t];
  }

  /** Standard error of the last hedge ratio. */
  public double betaSe() {
    return StrictMath.sqrt(varBeta);
  }

  /** Standard error of the last intercept. */
  public double alphaSe() {
    return StrictMath.sqrt(varAlpha);
  }

  /** Log-likelihood of all innovations but the first {@link #BURN_IN}. */
  public double logLikelihood() {
    return logLikelihood;
  }
}
