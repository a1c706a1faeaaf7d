package io.statarb.copulas;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * The copula of two variables with a joint t distribution (Demarta and McNeil, The t copula and
 * related copulas, International Statistical Review 73, 2005, 111-129).
 *
 * @param rho their correlation, in (-1, 1)
 * @param freedom degrees of freedom, above 0
 */
public record StudentCopula(double rho, double freedom) implements Copula {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Checks the parameters. */
  public StudentCopula {
    EllipticalCdf.checkCorrelation(rho);
    if (!(freedom > 0)) {
      throw new IllegalArgumentException(
          "degrees of freedom must be above 0: degrees_of_freedom=" + freedom);
    }
  }

  @Override
  public CopulaFamily family() {
    return CopulaFamily.STUDENT;
  }

  @Override
  public double[] parameters() {
    return new double[] {rho, freedom};
  }

  @Override
  public double tau() {
    return 2 / StrictMath.PI * StrictMath.asin(rho);
  }

  @Override
  public double cdf(double u, double v) {
    return EllipticalCdf.of(
        u,
        v,
        rho,
        quantile(u),
        quantile(v),
        square -> StrictMath.pow(1 + square / freedom, -freedom / 2));
  }

  @Override
  public double logDensity(double u, double v) {
    return logDensityOfQuantiles(quantile(u), quantile(v));
  }

  /** The logarithm of the density at the quantiles of u and v. */
  double logDensityOfQuantiles(double x, double y) {
    double rest = 1 - rho * rho;
    double square = (x * x - 2 * rho * x * y + y * y) / rest;
    return Gamma.logGamma((freedom + 2) / 2)
        + Gamma.logGamma(freedom / 2)
        - 2 * Gamma.logGamma((freedom + 1) / 2)
        - StrictMath.log(rest) / 2
        - (freedom + 2) / 2 * StrictMath.log1p(square / freedom)
        + (freedom + 1)
            / 2
            * (StrictMath.log1p(x * x / freedom) + StrictMath.log1p(y * y / freedom));
  }

  @Override
  public double conditional(double u, double v) {
    double y = quantile(v);
    double scale = StrictMath.sqrt((freedom + 1) / ((freedom + y * y) * (1 - rho * rho)));
    return new TDistribution(null, freedom + 1)
        .cumulativeProbability((quantile(u) - rho * y) * scale);
  }

  @Override
  public double inverseConditional(double p, double v) {
    double y = quantile(v);
    double scale = StrictMath.sqrt((freedom + y * y) * (1 - rho * rho) / (freedom + 1));
    double x = new StudentCopula(0, freedom + 1).quantile(p);
    return new TDistribution(null, freedom).cumulativeProbability(rho * y + scale * x);
  }

  /**
   * Quantile of the t distribution, by Newton's steps on the tail. The tail is convex and the start
   * on its near side, so that no step goes too far.
   */
  double quantile(double p) {
    double tail = Math.min(p, 1 - p);
    double logScale =
        Gamma.logGamma((freedom + 1) / 2)
            - Gamma.logGamma(freedom / 2)
            - StrictMath.log(freedom * StrictMath.PI) / 2;
    double x = -NORMAL.inverseCumulativeProbability(tail);
    for (int i = 0; i < 200; i++) {
      double beyond = Beta.regularizedBeta(freedom / (freedom + x * x), freedom / 2, 0.5) / 2;
      double density =
          StrictMath.exp(logScale - (freedom + 1) / 2 * StrictMath.log1p(x * x / freedom));
      double step = (beyond - tail) / density;
      x += step;
      if (Math.abs(step) <= 1e-13 * Math.abs(x)) {
        break;
      }
    }
    return p < 0.5 ? -x : x;
  }
}
