package io.statarb.hedging;

import io.statarb.reversion.HalfLife;
import io.statarb.reversion.LineFit;
import io.statarb.reversion.Samples;

/**
 * The hedge ratio whose spread {@code y - h x} reverts fastest: the smallest slope phi of its AR(1)
 * with a constant.
 *
 * <p>phi is a ratio of two quadratics in h, so that the smallest is in closed form: where its
 * derivative vanishes, itself a quadratic. Chosen on the same rows, it looks faster than it is.
 *
 * @param hedgeRatio h
 * @param intercept mean of the spread
 * @param halfLife of the spread; not known when phi is not in (0, 1)
 */
public record MinimumHalfLife(double hedgeRatio, double intercept, HalfLife halfLife) {
  /** Below this share of y's standard deviation a residual is rounding: y is a multiple of x. */
  private static final double ROUNDING = 1e-12;

  /**
   * Fits.
   *
   * @throws IllegalArgumentException when no h makes phi smallest, as when y is a multiple of x
   */
  public static MinimumHalfLife fit(double[] y, double[] x) {
    // The search starts at least squares: where y all but follows x, products of y would cancel.
    LineFit line = LineFit.of(y, x);
    double[] rest = line.residuals(y, x);
    if (Samples.sd(rest) <= ROUNDING * Samples.sd(y)) {
      throw new IllegalArgumentException("no hedge ratio makes the half-life least");
    }
    // phi(h) = (n0 - n1 h + n2 h^2) / (d0 - d1 h + d2 h^2), of lagged products about the means, h
    // from there on.
    double n0 = product(rest, 1, rest, 0);
    double n1 = product(rest, 1, x, 0) + product(x, 1, rest, 0);
    double n2 = product(x, 1, x, 0);
    double d0 = product(rest, 0, rest, 0);
    double d1 = 2 * product(rest, 0, x, 0);
    double d2 = product(x, 0, x, 0);
    // The numerator of phi'(h).
    double[] roots = roots(n1 * d2 - n2 * d1, 2 * (n2 * d0 - n0 * d2), n0 * d1 - n1 * d0);
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    for (double h : roots) {
      double phi = (n0 - n1 * h + n2 * h * h) / (d0 - d1 * h + d2 * h * h);
      if (phi < least) {
        least = phi;
        best = line.slope() + h;
      }
    }
    if (Double.isNaN(best)) {
      throw new IllegalArgumentException("no hedge ratio makes the half-life least");
    }
    double[] spread = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      spread[i] = y[i] - best * x[i];
    }
    return new MinimumHalfLife(best, Samples.mean(spread), HalfLife.of(spread));
  }

  /** Sum over the n - 1 rows from each start of the products of deviations from their means. */
  private static double product(double[] a, int aFrom, double[] b, int bFrom) {
    int rows = a.length - 1;
    double aMean = 0;
    double bMean = 0;
    for (int i = 0; i < rows; i++) {
      aMean += a[aFrom + i] / rows;
      bMean += b[bFrom + i] / rows;
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += (a[aFrom + i] - aMean) * (b[bFrom + i] - bMean);
    }
    return sum;
  }

  /** Real roots of {@code a h^2 + b h + c}. */
  private static double[] roots(double a, double b, double c) {
    double discriminant = b * b - 4 * a * c;
    if (!(discriminant >= 0)) {
      return new double[0];
    }
    // Adds what has the same sign, so that nothing cancels.
    double q = -(b + Math.copySign(StrictMath.sqrt(discriminant), b)) / 2;
    if (q == 0) {
      return new double[0];
    }
    return a == 0 ? new double[] {c / q} : new double[] {q / a, c / q};
  }
}
