package io.statarb.copulas;

/**
 * {@code C(u, v) = exp(-((-ln u)^theta + (-ln v)^theta)^(1/theta))} (Gumbel 1960).
 *
 * @param theta at least 1
 */
public record GumbelCopula(double theta) implements Copula {
  /** Checks the parameter. */
  public GumbelCopula {
    if (!(theta >= 1)) {
      throw new IllegalArgumentException("theta of Gumbel must be at least 1: theta=" + theta);
    }
  }

  @Override
  public CopulaFamily family() {
    return CopulaFamily.GUMBEL;
  }

  @Override
  public double[] parameters() {
    return new double[] {theta};
  }

  @Override
  public double tau() {
    return 1 - 1 / theta;
  }

  @Override
  public double cdf(double u, double v) {
    return StrictMath.exp(-StrictMath.exp(logNorm(-StrictMath.log(u), -StrictMath.log(v))));
  }

  @Override
  public double logDensity(double u, double v) {
    double x = -StrictMath.log(u);
    double y = -StrictMath.log(v);
    double logNorm = logNorm(x, y);
    double norm = StrictMath.exp(logNorm);
    return -norm
        + x
        + y
        + (theta - 1) * (StrictMath.log(x) + StrictMath.log(y))
        + (1 - 2 * theta) * logNorm
        + StrictMath.log(norm + theta - 1);
  }

  @Override
  public double conditional(double u, double v) {
    double y = -StrictMath.log(v);
    double logNorm = logNorm(-StrictMath.log(u), y);
    return StrictMath.exp(
        y - StrictMath.exp(logNorm) + (theta - 1) * (StrictMath.log(y) - logNorm));
  }

  /** {@code ln (x^theta + y^theta)^(1/theta)}, by the larger so that nothing overflows. */
  private double logNorm(double x, double y) {
    double large = Math.max(x, y);
    double ratio = StrictMath.exp(theta * StrictMath.log(Math.min(x, y) / large));
    return StrictMath.log(large) + StrictMath.log1p(ratio) / theta;
  }
}
