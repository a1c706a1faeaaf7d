package io.statarb.reversion;

/**
 * The Ornstein-Uhlenbeck process {@code dX = kappa (theta - X) dt + sigma dW}, fitted to evenly
 * spaced values by exact maximum likelihood given the first one.
 *
 * <p>The transition over a step is normal with mean {@code theta + (X - theta) phi} and variance
 * {@code sigma^2 (1 - phi^2) / (2 kappa)}, {@code phi = exp(-kappa dt)}, so the maximum is in
 * closed form: that of the AR(1) (Vasicek 1977; Tang and Chen, Parameter estimation and bias
 * correction for diffusion processes, Journal of Econometrics 149, 2009, 65-81). Standard errors
 * follow from the information matrix of the AR(1) by the delta method.
 *
 * @param kappa speed of reversion per unit of time; NaN unless {@code 0 < phi < 1}
 * @param theta long-run mean; NaN with kappa
 * @param sigma volatility per square root of time; NaN with kappa
 * @param kappaSe standard error
 * @param thetaSe standard error
 * @param sigmaSe standard error
 * @param phi slope of the AR(1)
 * @param stationarySd standard deviation of the process in the long run; NaN with kappa
 * @param logLikelihood of the values after the first
 * @param steps number of transitions
 * @param dt time of a step
 */
public record OrnsteinUhlenbeck(
    double kappa,
    double theta,
    double sigma,
    double kappaSe,
    double thetaSe,
    double sigmaSe,
    double phi,
    double stationarySd,
    double logLikelihood,
    int steps,
    double dt) {

  /**
   * Fits the process.
   *
   * @param values at least 4, not all the same, evenly spaced
   * @param dt time between two values, above 0
   */
  public static OrnsteinUhlenbeck fit(double[] values, double dt) {
    LineFit line = LineFit.autoregression(values);
    int n = line.rows();
    double phi = line.slope();
    double variance = line.residualVariance() * (n - 2) / n;
    double logLikelihood = -n / 2.0 * (StrictMath.log(2 * StrictMath.PI * variance) + 1);
    if (!(phi > 0 && phi < 1)) {
      return new OrnsteinUhlenbeck(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          phi,
          Double.NaN,
          logLikelihood,
          n,
          dt);
    }
    double kappa = -StrictMath.log(phi) / dt;
    double theta = line.intercept() / (1 - phi);
    double sigma = StrictMath.sqrt(2 * kappa * variance / (1 - phi * phi));
    double phiVariance = variance / line.xSquares();
    double offset = Samples.mean(values, 0, n) - theta;
    double thetaVariance =
        variance * (1.0 / n + offset * offset / line.xSquares()) / ((1 - phi) * (1 - phi));
    // d ln sigma / d phi; the variance of the errors adds 1 / (2 n), as its log has 2 / n.
    double slope = 1 / (2 * phi * StrictMath.log(phi)) + phi / (1 - phi * phi);
    double sigmaVariance = sigma * sigma * (slope * slope * phiVariance + 0.5 / n);
    return new OrnsteinUhlenbeck(
        kappa,
        theta,
        sigma,
        StrictMath.sqrt(phiVariance) / (phi * dt),
        StrictMath.sqrt(thetaVariance),
        StrictMath.sqrt(sigmaVariance),
        phi,
        StrictMath.sqrt(variance / (1 - phi * phi)),
        logLikelihood,
        n,
        dt);
  }

  /** Whether the process reverts; if not, only phi and the likelihood are known. */
  public boolean reverts() {
    return phi > 0 && phi < 1;
  }

  /** {@code ln 2 / kappa}, in units of time. */
  public double halfLife() {
    return StrictMath.log(2) / kappa;
  }

  /** Its standard error by the delta method. */
  public double halfLifeSe() {
    return StrictMath.log(2) * kappaSe / (kappa * kappa);
  }

  /**
   * How much too high the estimate of kappa is on average, at the estimate: {@code (5 + 2 exp(kappa
   * dt) + exp(2 kappa dt)) / (2 n dt)}, about four over the time observed (Tang and Chen 2009).
   */
  public double kappaBias() {
    return (5 + 2 / phi + 1 / (phi * phi)) / (2 * steps * dt);
  }
}
