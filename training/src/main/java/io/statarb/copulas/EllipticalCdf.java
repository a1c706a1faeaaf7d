package io.statarb.copulas;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Joint distribution function of two normal or t variables.
 *
 * <p>Its derivative in rho is the density of the pair at the point (Plackett 1954; for t: Dunnett
 * and Sobel 1954), so that with {@code rho = cos(angle)} it is the value at perfect dependence less
 * an integral of a bounded function of the angle.
 */
final class EllipticalCdf {
  /** Sixty points give about ten digits unless the pair is all but perfectly dependent. */
  private static final GaussIntegrator LEGENDRE = new GaussIntegratorFactory().legendre(60);

  private EllipticalCdf() {}

  static void checkCorrelation(double rho) {
    if (!(rho > -1 && rho < 1)) {
      throw new IllegalArgumentException("rho must be in (-1, 1): rho=" + rho);
    }
  }

  /**
   * {@code P(U <= u, V <= v)}.
   *
   * @param x quantile of u
   * @param y quantile of v
   * @param kernel of the squared Mahalanobis distance: its density without the constant
   */
  static double of(double u, double v, double rho, double x, double y, DoubleUnaryOperator kernel) {
    double sign = rho >= 0 ? 1 : -1;
    double widest = StrictMath.PI / 2 - Math.abs(StrictMath.asin(rho));
    double apart = (x - sign * y) * (x - sign * y);
    // The kernel falls off near perfect dependence, angle 0: a cube crowds the points there.
    double integral =
        widest
            * LEGENDRE.integrate(point -> {
              double w = (1 + point) / 2;
              double angle = widest * w * w * w;
              double sine = StrictMath.sin(angle);
              double square =
                  apart / (sine * sine) + sign * 2 * x * y / (1 + StrictMath.cos(angle));
              return 1.5 * w * w * kernel.applyAsDouble(square);
            });
    double share = integral / (2 * StrictMath.PI);
    double joint = rho >= 0 ? Math.min(u, v) - share : Math.max(0, u + v - 1) + share;
    return Math.min(1, Math.max(0, joint));
  }
}
