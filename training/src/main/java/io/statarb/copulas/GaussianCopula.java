package io.statarb.copulas;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The copula of two normal variables.
 *
 * @param rho their correlation, in (-1, 1)
 */
public record GaussianCopula(double rho) implements Copula {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Checks the correlation. */
  public GaussianCopula {
    EllipticalCdf.checkCorrelation(rho);
  }

  @Override
  public CopulaFamily family() {
    return CopulaFamily.GAUSSIAN;
  }

  @Override
  public double[] parameters() {
    return new double[] {rho};
  }

  @Override
  public double tau() {
    return 2 / StrictMath.PI * StrictMath.asin(rho);
  }

  @Override
  public double cdf(double u, double v) {
    return EllipticalCdf.of(
        u, v, rho, quantile(u), quantile(v), square -> StrictMath.exp(-square / 2));
  }

  @Override
  public double logDensity(double u, double v) {
    double x = quantile(u);
    double y = quantile(v);
    double rest = 1 - rho * rho;
    return -StrictMath.log(rest) / 2 - (rho * rho * (x * x + y * y) - 2 * rho * x * y) / (2 * rest);
  }

  @Override
  public double conditional(double u, double v) {
    return NORMAL.cumulativeProbability(
        (quantile(u) - rho * quantile(v)) / StrictMath.sqrt(1 - rho * rho));
  }

  private static double quantile(double p) {
    return NORMAL.inverseCumulativeProbability(p);
  }
}
