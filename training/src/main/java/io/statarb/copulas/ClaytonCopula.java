package io.statarb.copulas;

/**
 * {@code C(u, v) = (u^-theta + v^-theta - 1)^(-1/theta)} (Clayton 1978).
 *
 * @param theta above 0
 */
public record ClaytonCopula(double theta) implements Copula {
  /** Checks the parameter. */
  public ClaytonCopula {
    if (!(theta > 0)) {
      throw new IllegalArgumentException("theta of Clayton must be above 0: theta=" + theta);
    }
  }

  @Override
  public CopulaFamily family() {
    return CopulaFamily.CLAYTON;
  }

  @Override
  public double[] parameters() {
    return new double[] {theta};
  }

  @Override
  public double tau() {
    return theta / (theta + 2);
  }

  @Override
  public double cdf(double u, double v) {
    return StrictMath.exp(-logSum(u, v) / theta);
  }

  @Override
  public double logDensity(double u, double v) {
    return StrictMath.log1p(theta)
        - (theta + 1) * (StrictMath.log(u) + StrictMath.log(v))
        - (2 + 1 / theta) * logSum(u, v);
  }

  @Override
  public double conditional(double u, double v) {
    return StrictMath.exp(-(theta + 1) * StrictMath.log(v) - (1 + 1 / theta) * logSum(u, v));
  }

  @Override
  public double inverseConditional(double p, double v) {
    double power = StrictMath.expm1(-theta / (1 + theta) * StrictMath.log(p));
    return StrictMath.exp(
        -StrictMath.log1p(power * StrictMath.exp(-theta * StrictMath.log(v))) / theta);
  }

  /** {@code ln(u^-theta + v^-theta - 1)}, by the larger power so that nothing overflows. */
  private double logSum(double u, double v) {
    double a = -theta * StrictMath.log(u);
    double b = -theta * StrictMath.log(v);
    double large = Math.max(a, b);
    return large
        + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - large) - StrictMath.exp(-large));
  }
}
