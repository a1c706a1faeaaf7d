package io.statarb.hedging;

/**
 * Hedge ratio and intercept that wander: {@code y(t) = beta(t) x(t) + alpha(t) + e(t)}, both states
 * random walks, filtered by Kalman's recursions (Harvey, Forecasting, Structural Time Series Models
 * and the Kalman Filter, 1989, ch. 3). Row t uses rows up to t only.
 *
 * <p>Nothing is known of the states at the start, whatever the units of y and x: the first row
 * places the line's height, the first of another x its slope, which is 0 before, and neither counts
 * in the likelihood. That is the limit of ever larger variances of the start (Koopman, Exact
 * initial Kalman filtering and smoothing for nonstationary time series models, JASA 92, 1997,
 * 1630-1638), written out for two states.
 *
 * <p>The second state of the recursions is the height of the line at the first x, so that an x far
 * from 0 costs no digits. The variance is updated in Joseph's form, which stays positive.
 */
public final class KalmanHedge {
  private final KalmanNoise noise;
  private final double[] beta;
  private final double[] alpha;
  private final double[] innovation;
  private final double[] innovationSd;

  /** The x at which the height is taken. */
  private final double origin;

  private double slope;
  private double height;
  private boolean slopeKnown;
  private double varSlope;
  private double varHeight;
  private double covariance;
  private double logLikelihood;

  private KalmanHedge(int rows, KalmanNoise noise, double origin) {
    this.noise = noise;
    this.origin = origin;
    beta = new double[rows];
    alpha = new double[rows];
    innovation = new double[rows];
    innovationSd = new double[rows];
  }

  /** Runs the filter over all rows, at least 3. */
  public static KalmanHedge filter(double[] y, double[] x, KalmanNoise noise) {
    KalmanHedge filter = new KalmanHedge(y.length, noise, x[0]);
    for (int t = 0; t < y.length; t++) {
      filter.step(t, y[t], x[t]);
    }
    return filter;
  }

  private void step(int t, double y, double x) {
    if (t > 0) {
      wander();
    }
    double distance = x - origin;
    double error = y - slope * distance - height;
    innovation[t] = error;
    if (t == 0) {
      place(t, distance, 0, 1);
    } else if (!slopeKnown && distance != 0) {
      place(t, distance, 1 / distance, 0);
      slopeKnown = true;
    } else {
      weigh(t, distance);
    }
    beta[t] = slope;
    alpha[t] = height - slope * origin;
  }

  /** A row of steps of both; the height at the first x moves with the slope. */
  private void wander() {
    varSlope += noise.beta();
    covariance += noise.beta() * origin;
    varHeight += noise.beta() * origin * origin + noise.alpha();
  }

  /** Takes from a row what no row before told, all of it. */
  private void place(int t, double distance, double gainSlope, double gainHeight) {
    innovationSd[t] = Double.POSITIVE_INFINITY;
    update(t, distance, gainSlope, gainHeight);
  }

  private void weigh(int t, double distance) {
    double onSlope = varSlope * distance + covariance;
    double onHeight = covariance * distance + varHeight;
    double variance = onSlope * distance + onHeight + noise.observation();
    innovationSd[t] = StrictMath.sqrt(variance);
    logLikelihood -=
        (StrictMath.log(2 * StrictMath.PI * variance) + innovation[t] * innovation[t] / variance)
            / 2;
    // An unknown slope of no known variance learns nothing from the first x.
    update(t, distance, slopeKnown ? onSlope / variance : 0, onHeight / variance);
  }

  /** Moves the states; their variance is {@code (I - K h') P (I - K h')' + K r K'}. */
  private void update(int t, double distance, double gainSlope, double gainHeight) {
    slope += gainSlope * innovation[t];
    height += gainHeight * innovation[t];
    double a = 1 - gainSlope * distance;
    double b = -gainSlope;
    double c = -gainHeight * distance;
    double d = 1 - gainHeight;
    double left = a * varSlope + b * covariance;
    double right = a * covariance + b * varHeight;
    double lower = c * varSlope + d * covariance;
    double corner = c * covariance + d * varHeight;
    double r = noise.observation();
    varSlope = left * a + right * b + gainSlope * gainSlope * r;
    covariance = left * c + right * d + gainSlope * gainHeight * r;
    varHeight = lower * c + corner * d + gainHeight * gainHeight * r;
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

  /** Standard deviation that the model gives that innovation; infinite when it places a state. */
  public double innovationSd(int t) {
    return innovationSd[t];
  }

  /** Standard error of the last hedge ratio; infinite when all x are one. */
  public double betaSe() {
    return slopeKnown ? StrictMath.sqrt(varSlope) : Double.POSITIVE_INFINITY;
  }

  /** Standard error of the last intercept; infinite when all x are one, but not 0. */
  public double alphaSe() {
    if (origin == 0) {
      return StrictMath.sqrt(varHeight);
    }
    return slopeKnown
        ? StrictMath.sqrt(varHeight - 2 * origin * covariance + origin * origin * varSlope)
        : Double.POSITIVE_INFINITY;
  }

  /** Log-likelihood of all innovations but those that place a state. */
  public double logLikelihood() {
    return logLikelihood;
  }
}
