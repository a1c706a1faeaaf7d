package io.statarb.linear;

/**
 * Ordinary least squares. Standard errors assume uncorrelated errors of one variance (Greene,
 * Econometric Analysis, 7th ed. 2012, eq. 4-21). A constant is a column like any other and is not
 * added.
 */
public final class Regression {
  private final double[] coefficients;
  private final double[][] inverse;
  private final double[] residuals;
  private final double sumOfSquares;

  private Regression(
      double[] coefficients, double[][] inverse, double[] residuals, double sumOfSquares) {
    this.coefficients = coefficients;
    this.inverse = inverse;
    this.residuals = residuals;
    this.sumOfSquares = sumOfSquares;
  }

  /**
   * Regresses {@code y} on columns of the same length.
   *
   * @throws IllegalArgumentException when there are not more rows than columns, or a column is a
   *     combination of the ones before it to working precision
   */
  public static Regression fit(double[] y, double[][] columns) {
    if (y.length <= columns.length) {
      throw new IllegalArgumentException(
          "a regression needs more rows than columns: rows=%d columns=%d"
              .formatted(y.length, columns.length));
    }
    HouseholderQr qr = HouseholderQr.of(columns, y.length);
    if (qr.dependentColumn() != HouseholderQr.NONE) {
      throw new IllegalArgumentException(
          "column %d of the regression is a combination of the ones before it"
              .formatted(qr.dependentColumn() + 1));
    }
    double[] residuals = qr.residuals(y);
    double sumOfSquares = 0;
    for (double residual : residuals) {
      sumOfSquares += residual * residual;
    }
    return new Regression(qr.solve(y), qr.inverseCrossProducts(), residuals, sumOfSquares);
  }

  /** Coefficient of column {@code j}. */
  public double coefficient(int j) {
    return coefficients[j];
  }

  /** All coefficients, in the order of the columns. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  /** Standard error of the coefficient of column {@code j}. */
  public double standardError(int j) {
    return StrictMath.sqrt(variance() * inverse[j][j]);
  }

  /** Covariance of the coefficients of columns {@code i} and {@code j}. */
  public double covariance(int i, int j) {
    return variance() * inverse[i][j];
  }

  /** Coefficient of column {@code j} over its standard error. */
  public double tStat(int j) {
    return coefficients[j] / standardError(j);
  }

  /** What the columns leave of {@code y}. */
  public double[] residuals() {
    return residuals.clone();
  }

  /** Sum of the squared residuals. */
  public double sumOfSquares() {
    return sumOfSquares;
  }

  /** Variance of the errors: sum of squares over degrees of freedom. */
  public double variance() {
    return sumOfSquares / degreesOfFreedom();
  }

  /** Rows. */
  public int rows() {
    return residuals.length;
  }

  /** Rows less columns. */
  public int degreesOfFreedom() {
    return residuals.length - coefficients.length;
  }

  /** Logarithm of the likelihood of normal errors at its maximum. */
  public double logLikelihood() {
    double n = rows();
    return -n / 2 * (StrictMath.log(2 * Math.PI * sumOfSquares / n) + 1);
  }
}
