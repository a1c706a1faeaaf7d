package io.statarb.hedging;

import io.statarb.reversion.Samples;

/**
 * The line nearest to the points by perpendicular distance: x errs as much as y does (Pearson, On
 * lines and planes of closest fit, Philosophical Magazine 2, 1901, 559-572). Swapping y and x
 * inverts the slope, which least squares does not; changing the unit of one column changes the
 * line.
 *
 * @param slope units of y per unit of x
 * @param intercept value at x = 0
 * @param slopeSe from the angle of the first principal axis, for independent normal points
 *     (Jolicoeur, Bivariate allometry: interval estimation of the slopes, J. Theor. Biol. 140,
 *     1990, 275-285)
 */
public record TotalLeastSquares(double slope, double intercept, double slopeSe) {

  /**
   * Fits.
   *
   * @throws IllegalArgumentException when y and x are uncorrelated to rounding: the axis is then
   *     one of the columns and no line
   */
  public static TotalLeastSquares fit(double[] y, double[] x) {
    double yMean = Samples.mean(y);
    double xMean = Samples.mean(x);
    double yy = 0;
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < y.length; i++) {
      yy += (y[i] - yMean) * (y[i] - yMean);
      xx += (x[i] - xMean) * (x[i] - xMean);
      xy += (x[i] - xMean) * (y[i] - yMean);
    }
    if (!(Math.abs(xy) > 1e-14 * StrictMath.sqrt(xx) * StrictMath.sqrt(yy))) {
      throw new IllegalArgumentException("y and x are uncorrelated, so no line is nearest");
    }
    double root = StrictMath.hypot(yy - xx, 2 * xy);
    // Of the two equal forms the one in which nothing cancels.
    double slope = yy >= xx ? (yy - xx + root) / (2 * xy) : 2 * xy / (xx - yy + root);
    double large = (yy + xx + root) / 2;
    double small = Math.max(0, (yy * xx - xy * xy) / large);
    double angleVariance = large * small / ((large - small) * (large - small) * (y.length - 2));
    return new TotalLeastSquares(
        slope, yMean - slope * xMean, (1 + slope * slope) * StrictMath.sqrt(angleVariance));
  }
}
