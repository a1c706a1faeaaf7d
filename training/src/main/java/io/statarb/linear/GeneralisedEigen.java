package io.statarb.linear;

/**
 * Solutions of {@code A v = lambda B v} with {@code A} symmetric and {@code B} symmetric positive
 * definite, through {@code L^-1 A L'^-1} with {@code B = L L'} (Golub and Van Loan, Matrix
 * Computations, 4th ed. 2013, section 8.7.2).
 */
public final class GeneralisedEigen {
  private final SymmetricEigen eigen;
  private final Cholesky factor;

  private GeneralisedEigen(SymmetricEigen eigen, Cholesky factor) {
    this.eigen = eigen;
    this.factor = factor;
  }

  /**
   * Solves.
   *
   * @throws IllegalArgumentException when {@code b} is not positive definite to working precision
   */
  public static GeneralisedEigen of(double[][] a, double[][] b) {
    Cholesky factor =
        Cholesky.of(b)
            .orElseThrow(
                () -> new IllegalArgumentException("the right matrix is not positive definite"));
    int n = a.length;
    double[][] half = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[n];
      for (int j = 0; j < n; j++) {
        row[j] = j <= i ? a[i][j] : a[j][i];
      }
      // Row i of A L'^-1, as A is symmetric.
      half[i] = factor.solveLower(row);
    }
    double[][] whole = new double[n][n];
    for (int j = 0; j < n; j++) {
      double[] column = new double[n];
      for (int i = 0; i < n; i++) {
        column[i] = half[i][j];
      }
      double[] solved = factor.solveLower(column);
      for (int i = 0; i < n; i++) {
        whole[i][j] = solved[i];
      }
    }
    return new GeneralisedEigen(SymmetricEigen.of(whole), factor);
  }

  /** Eigenvalue {@code i}, the largest first. */
  public double value(int i) {
    return eigen.value(i);
  }

  /** Eigenvalues, the largest first. */
  public double[] values() {
    return eigen.values();
  }

  /** Eigenvector {@code v} of eigenvalue {@code i}, scaled so that {@code v' B v = 1}. */
  public double[] vector(int i) {
    return factor.solveUpper(eigen.vector(i));
  }
}
