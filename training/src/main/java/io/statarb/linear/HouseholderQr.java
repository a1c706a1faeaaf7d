package io.statarb.linear;

import java.util.Arrays;

/**
 * Factors {@code X = Q R} of a table of columns by Householder reflections (Golub and Van Loan,
 * Matrix Computations, 4th ed. 2013, algorithm 5.2.1). Least squares by it lose half as many digits
 * as by cross products.
 *
 * <p>A column that is a combination of the ones before it to working precision is found and named
 * by {@link #dependentColumn}; then there is no solution.
 */
public final class HouseholderQr {
  /** No column depends on the ones before it. */
  public static final int NONE = -1;

  /**
   * What is left of a column after the ones before it are taken out must exceed this share of its
   * length. Rounding leaves about 1e-16 times the square root of the rows.
   */
  private static final double DEPENDENT = 1e-13;

  private final int rows;
  // Below the diagonal (and on it, in diagonal[] instead) the reflections; above it R.
  private final double[][] reflections;
  private final double[] diagonal;
  private final int dependentColumn;

  private HouseholderQr(int rows, double[][] reflections, double[] diagonal, int dependentColumn) {
    this.rows = rows;
    this.reflections = reflections;
    this.diagonal = diagonal;
    this.dependentColumn = dependentColumn;
  }

  /**
   * Factors columns of equal length.
   *
   * @param rows length of the columns, at least their number
   */
  public static HouseholderQr of(double[][] columns, int rows) {
    int k = columns.length;
    if (rows < k) {
      throw new IllegalArgumentException(
          "there must be at least as many rows as columns: rows=" + rows + " columns=" + k);
    }
    double[][] work = new double[k][];
    double[] diagonal = new double[k];
    int dependent = NONE;
    for (int j = 0; j < k; j++) {
      work[j] = Arrays.copyOf(columns[j], rows);
      double length = norm(work[j], 0);
      for (int i = 0; i < j; i++) {
        reflect(work[i], i, work[j]);
      }
      double rest = norm(work[j], j);
      if (dependent == NONE && !(rest > DEPENDENT * length)) {
        dependent = j;
      }
      diagonal[j] = makeReflection(work[j], j, rest);
    }
    return new HouseholderQr(rows, work, diagonal, dependent);
  }

  /**
   * Turns the tail of a column into the reflection that maps it to its first axis; R's diagonal.
   */
  private static double makeReflection(double[] column, int from, double length) {
    if (length == 0) {
      Arrays.fill(column, from, column.length, 0);
      return 0;
    }
    double onto = column[from] > 0 ? -length : length;
    column[from] -= onto;
    double scale = StrictMath.sqrt(2) / norm(column, from);
    for (int row = from; row < column.length; row++) {
      column[row] *= scale;
    }
    return onto;
  }

  private static void reflect(double[] reflection, int from, double[] target) {
    double dot = 0;
    for (int row = from; row < target.length; row++) {
      dot += reflection[row] * target[row];
    }
    for (int row = from; row < target.length; row++) {
      target[row] -= dot * reflection[row];
    }
  }

  private static double norm(double[] values, int from) {
    double largest = 0;
    for (int i = from; i < values.length; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = from; i < values.length; i++) {
      double share = values[i] / largest;
      sum += share * share;
    }
    return largest * StrictMath.sqrt(sum);
  }

  /** Index of the first column that depends on the ones before it, or {@link #NONE}. */
  public int dependentColumn() {
    return dependentColumn;
  }

  /**
   * Coefficients that bring the columns closest to {@code y}.
   *
   * @throws IllegalStateException when a column depends on the ones before it
   */
  public double[] solve(double[] y) {
    requireIndependent();
    int k = diagonal.length;
    double[] rotated = rotate(y);
    double[] solution = Arrays.copyOf(rotated, k);
    for (int j = k - 1; j >= 0; j--) {
      solution[j] /= diagonal[j];
      for (int i = 0; i < j; i++) {
        solution[i] -= reflections[j][i] * solution[j];
      }
    }
    return solution;
  }

  /** What is left of {@code y} when the columns are taken out. */
  public double[] residuals(double[] y) {
    double[] rest = rotate(y);
    Arrays.fill(rest, 0, diagonal.length, 0);
    for (int j = diagonal.length - 1; j >= 0; j--) {
      reflect(reflections[j], j, rest);
    }
    return rest;
  }

  /** {@code Q'y}: the first elements lie in the space of the columns, the rest outside. */
  public double[] rotate(double[] y) {
    double[] rotated = Arrays.copyOf(y, rows);
    for (int j = 0; j < diagonal.length; j++) {
      reflect(reflections[j], j, rotated);
    }
    return rotated;
  }

  /**
   * {@code (X'X)^-1}, both halves.
   *
   * @throws IllegalStateException when a column depends on the ones before it
   */
  public double[][] inverseCrossProducts() {
    requireIndependent();
    int k = diagonal.length;
    double[][] inverse = inverseOfR();
    double[][] product = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        for (int l = Math.max(i, j); l < k; l++) {
          product[i][j] += inverse[i][l] * inverse[j][l];
        }
      }
    }
    return product;
  }

  private double[][] inverseOfR() {
    int k = diagonal.length;
    double[][] inverse = new double[k][k];
    for (int j = 0; j < k; j++) {
      inverse[j][j] = 1 / diagonal[j];
      for (int i = j - 1; i >= 0; i--) {
        double sum = 0;
        for (int l = i + 1; l <= j; l++) {
          sum += reflections[l][i] * inverse[l][j];
        }
        inverse[i][j] = -sum / diagonal[i];
      }
    }
    return inverse;
  }

  private void requireIndependent() {
    if (dependentColumn != NONE) {
      throw new IllegalStateException(
          "Invariant: column %d depends on the ones before it".formatted(dependentColumn));
    }
  }
}
