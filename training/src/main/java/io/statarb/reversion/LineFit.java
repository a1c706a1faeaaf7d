package io.statarb.reversion;

/**
 * A straight line through points by least squares, with the textbook standard errors for
 * uncorrelated errors of one variance (Greene, Econometric Analysis, 7th ed. 2012, eq. 4-21).
 *
 * @param intercept value at x = 0
 * @param slope units of y per unit of x
 * @param interceptSe standard error of the intercept
 * @param slopeSe standard error of the slope
 * @param residualVariance sum of squared residuals over rows - 2
 * @param xSquares sum of squared deviations of x from its mean
 * @param rows number of points
 */
public record LineFit(
    double intercept,
    double slope,
    double interceptSe,
    double slopeSe,
    double residualVariance,
    double xSquares,
    int rows) {

  /**
   * Fits {@code y = intercept + slope x}.
   *
   * @throws IllegalArgumentException when there are fewer than 3 points or x is constant
   */
  public static LineFit of(double[] y, double[] x) {
    return of(y, 0, x, 0, y.length);
  }

  /** The same for {@code rows} values from an index of each array. */
  static LineFit of(double[] y, int yFrom, double[] x, int xFrom, int rows) {
    if (rows < 3) {
      throw new IllegalArgumentException("a line needs at least 3 rows: rows=" + rows);
    }
    double yMean = Samples.mean(y, yFrom, rows);
    double xMean = Samples.mean(x, xFrom, rows);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < rows; i++) {
      double dx = x[xFrom + i] - xMean;
      xx += dx * dx;
      xy += dx * (y[yFrom + i] - yMean);
    }
    if (!(xx > 0)) {
      throw new IllegalArgumentException("the regressor is constant: value=" + x[xFrom]);
    }
    double slope = xy / xx;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double residual = y[yFrom + i] - yMean - slope * (x[xFrom + i] - xMean);
      squares += residual * residual;
    }
    double variance = squares / (rows - 2);
    return new LineFit(
        yMean - slope * xMean,
        slope,
        StrictMath.sqrt(variance * (1.0 / rows + xMean * xMean / xx)),
        StrictMath.sqrt(variance / xx),
        variance,
        xx,
        rows);
  }

  /** The AR(1) with a constant of a series: each value on the one before it. */
  public static LineFit autoregression(double[] values) {
    return of(values, 1, values, 0, values.length - 1);
  }

  /** What the line leaves of each point. */
  public double[] residuals(double[] y, double[] x) {
    double[] residuals = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      residuals[i] = y[i] - intercept - slope * x[i];
    }
    return residuals;
  }
}
