package io.statarb.copulas;

/**
 * {@code C(u, v) = -1/theta ln(1 + (e^(-theta u) - 1)(e^(-theta v) - 1) / (e^(-theta) - 1))} (Frank
 * 1979). Below 0 it is the mirror image {@code C(u, v; theta) = u - C(u, 1 - v; -theta)}.
 *
 * @param theta any; 0 is independence
 */
public record FrankCopula(double theta) implements Copula {
  /** Nearer to 0 it is independence to the digits of a double. */
  private static final double INDEPENDENT = 1e-8;

  @Override
  public CopulaFamily family() {
    return CopulaFamily.FRANK;
  }

  @Override
  public double[] parameters() {
    return new double[] {theta};
  }

  /** {@code 1 - 4 / theta (1 - D(theta))}, D being Debye's first function (Genest 1987). */
  @Override
  public double tau() {
    double size = Math.abs(theta);
    // The series of the formula near 0, where it cancels.
    double tau =
        size < 0.05 ? size / 9 - size * size * size / 900 : 1 - 4 / size * (1 - debye(size));
    return theta < 0 ? -tau : tau;
  }

  @Override
  public double cdf(double u, double v) {
    if (Math.abs(theta) < INDEPENDENT) {
      return u * v;
    }
    if (theta < 0) {
      return Math.max(0, u - new FrankCopula(-theta).cdf(u, 1 - v));
    }
    double whole = StrictMath.expm1(-theta);
    double product = StrictMath.expm1(-theta * u) * StrictMath.expm1(-theta * v) / whole;
    // Near -1 the sum of positive terms keeps the digits that 1 + product loses.
    double log =
        product > -0.5
            ? StrictMath.log1p(product)
            : StrictMath.log(denominator(theta, u, v) / -whole);
    return -log / theta;
  }

  @Override
  public double logDensity(double u, double v) {
    if (Math.abs(theta) < INDEPENDENT) {
      return 0;
    }
    double w = theta < 0 ? 1 - v : v;
    double size = Math.abs(theta);
    return StrictMath.log(-size * StrictMath.expm1(-size))
        - size * (u + w)
        - 2 * StrictMath.log(denominator(size, u, w));
  }

  @Override
  public double conditional(double u, double v) {
    if (Math.abs(theta) < INDEPENDENT) {
      return u;
    }
    double w = theta < 0 ? 1 - v : v;
    double size = Math.abs(theta);
    return -StrictMath.exp(-size * w) * StrictMath.expm1(-size * u) / denominator(size, u, w);
  }

  /** {@code (1 - e^-t) - (1 - e^(-t u))(1 - e^(-t v))}, written as a sum of positive terms. */
  private static double denominator(double t, double u, double v) {
    return -StrictMath.exp(-t * u) * StrictMath.expm1(-t * v)
        - StrictMath.exp(-t * v) * StrictMath.expm1(-t * (1 - v));
  }

  /** {@code 1/x times the integral of t / (e^t - 1) from 0 to x}, x above 0. */
  static double debye(double x) {
    double sum = StrictMath.PI * StrictMath.PI / 6;
    for (int k = 1; ; k++) {
      double term = StrictMath.exp(-k * x) * (x / k + 1.0 / ((double) k * k));
      sum -= term;
      if (term < 1e-17) {
        return sum / x;
      }
    }
  }
}
