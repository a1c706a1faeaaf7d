package io.statarb.linear;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van
 * Loan, Matrix Computations, 4th ed. 2013, section 8.5). Slower than tridiagonal methods for more
 * than some hundred columns, but accurate and simple.
 */
public final class SymmetricEigen {
  /** Sweeps until the rest is rounding; convergence is quadratic, so that 10 are many. */
  private static final int MAX_SWEEPS = 60;

  private final double[] values;
  private final double[][] vectors;

  private SymmetricEigen(double[] values, double[][] vectors) {
    this.values = values;
    this.vectors = vectors;
  }

  /**
   * Decomposes a matrix.
   *
   * @throws IllegalArgumentException when an element is not finite
   */
  public static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][n];
    // One row per eigenvector.
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
      for (int j = 0; j <= i; j++) {
        if (!Double.isFinite(matrix[i][j])) {
          throw new IllegalArgumentException(
              "element must be finite: row=%d column=%d value=%s".formatted(i, j, matrix[i][j]));
        }
        a[i][j] = matrix[i][j];
        a[j][i] = matrix[i][j];
      }
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && sweepOnce(a, vectors); sweep++) {
      // the sweep itself says whether there is more to do
    }
    return sorted(a, vectors);
  }

  /** Rotates each pair of axes once; whether anything was rotated. */
  private static boolean sweepOnce(double[][] a, double[][] vectors) {
    boolean rotated = false;
    for (int p = 0; p < a.length; p++) {
      for (int q = p + 1; q < a.length; q++) {
        // Relative to the diagonal, so that small eigenvalues keep their digits.
        double size = StrictMath.sqrt(Math.abs(a[p][p]) * Math.abs(a[q][q]));
        if (Math.abs(a[p][q]) > Math.max(Math.ulp(size), Double.MIN_NORMAL)) {
          rotate(a, vectors, p, q);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + StrictMath.hypot(theta, 1));
    double cosine = 1 / StrictMath.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    a[p][p] -= tangent * a[p][q];
    a[q][q] += tangent * a[p][q];
    a[p][q] = 0;
    a[q][p] = 0;
    for (int k = 0; k < a.length; k++) {
      if (k != p && k != q) {
        double kp = a[k][p];
        double kq = a[k][q];
        a[k][p] = cosine * kp - sine * kq;
        a[k][q] = sine * kp + cosine * kq;
        a[p][k] = a[k][p];
        a[q][k] = a[k][q];
      }
      double vp = vectors[p][k];
      double vq = vectors[q][k];
      vectors[p][k] = cosine * vp - sine * vq;
      vectors[q][k] = sine * vp + cosine * vq;
    }
  }

  private static SymmetricEigen sorted(double[][] a, double[][] vectors) {
    int n = a.length;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = a[i][i];
    }
    for (int i = 0; i < n; i++) {
      int largest = i;
      for (int j = i + 1; j < n; j++) {
        if (values[j] > values[largest]) {
          largest = j;
        }
      }
      double value = values[i];
      values[i] = values[largest];
      values[largest] = value;
      double[] vector = vectors[i];
      vectors[i] = pointingUp(vectors[largest]);
      vectors[largest] = vector;
    }
    return new SymmetricEigen(values, vectors);
  }

  /** An eigenvector has two signs; here its element of largest size is positive. */
  private static double[] pointingUp(double[] vector) {
    double largest = 0;
    for (double element : vector) {
      if (Math.abs(element) > Math.abs(largest)) {
        largest = element;
      }
    }
    if (largest < 0) {
      for (int k = 0; k < vector.length; k++) {
        vector[k] = -vector[k];
      }
    }
    return vector;
  }

  /** Number of eigenvalues. */
  public int size() {
    return values.length;
  }

  /** Eigenvalue {@code i}, the largest first. */
  public double value(int i) {
    return values[i];
  }

  /** Eigenvalues, the largest first. */
  public double[] values() {
    return values.clone();
  }

  /** Eigenvector of eigenvalue {@code i}, of length 1, its element of largest size positive. */
  public double[] vector(int i) {
    return vectors[i].clone();
  }
}
