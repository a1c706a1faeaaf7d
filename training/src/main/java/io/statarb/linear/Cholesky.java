package io.statarb.linear;

import java.util.Optional;

/**
 * Factor {@code L} of a symmetric positive definite matrix {@code A = L L'} (Golub and Van Loan,
 * Matrix Computations, 4th ed. 2013, algorithm 4.2.1).
 */
public final class Cholesky {
  /**
   * A pivot below this share of its diagonal element means that the column is a combination of the
   * ones before it, to the digits that squares of doubles keep.
   */
  private static final double SINGULAR = 1e-14;

  private final double[][] lower;

  private Cholesky(double[][] lower) {
    this.lower = lower;
  }

  /** Factor of a matrix; empty when it is not positive definite to working precision. */
  public static Optional<Cholesky> of(double[][] matrix) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        lower[i][j] = remainder(matrix, lower, i, j) / lower[j][j];
      }
      double pivot = remainder(matrix, lower, i, i);
      // Written so that NaN fails too.
      if (!(pivot > SINGULAR * matrix[i][i])) {
        return Optional.empty();
      }
      lower[i][i] = StrictMath.sqrt(pivot);
    }
    return Optional.of(new Cholesky(lower));
  }

  private static double remainder(double[][] matrix, double[][] lower, int i, int j) {
    double rest = matrix[i][j];
    for (int k = 0; k < j; k++) {
      rest -= lower[i][k] * lower[j][k];
    }
    return rest;
  }

  /** {@code A^-1 b}. */
  public double[] solve(double[] b) {
    return solveUpper(solveLower(b));
  }

  /** {@code L^-1 b}. */
  public double[] solveLower(double[] b) {
    double[] x = b.clone();
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** {@code L'^-1 b}. */
  public double[] solveUpper(double[] b) {
    double[] x = b.clone();
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** {@code L b}; turns independent draws into correlated ones. */
  public double[] times(double[] b) {
    double[] product = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      for (int k = 0; k <= i; k++) {
        product[i] += lower[i][k] * b[k];
      }
    }
    return product;
  }

  /** {@code A^-1}, both halves. */
  public double[][] inverse() {
    int n = lower.length;
    double[][] inverse = new double[n][];
    for (int j = 0; j < n; j++) {
      double[] unit = new double[n];
      unit[j] = 1;
      inverse[j] = solve(unit);
    }
    return inverse;
  }

  /** {@code log det A}. */
  public double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < lower.length; i++) {
      sum += 2 * StrictMath.log(lower[i][i]);
    }
    return sum;
  }

  /** A copy of {@code L}; its upper half is 0. */
  public double[][] lower() {
    double[][] copy = new double[lower.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = lower[i].clone();
    }
    return copy;
  }
}
