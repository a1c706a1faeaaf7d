package io.statarb.pairs;

import io.statarb.features.RatioErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Ordinary least squares with an intercept, by Cholesky factorisation of the centred cross
 * products; for the few columns and many rows of a formation window.
 *
 * <p>Standard errors assume uncorrelated errors of one variance (Greene, Econometric Analysis, 7th
 * ed. 2012, eq. 4-21); with autocorrelated residuals they are too small.
 */
public final class LeastSquares {
  private final double[] means;
  private final double[] slopes;
  private final double[][] covariance;
  private final double intercept;
  private final double residualSd;
  private final long rows;

  private LeastSquares(
      double[] means,
      double[] slopes,
      double[][] covariance,
      double intercept,
      double residualSd,
      long rows) {
    this.means = means;
    this.slopes = slopes;
    this.covariance = covariance;
    this.intercept = intercept;
    this.residualSd = residualSd;
    this.rows = rows;
  }

  /**
   * Regresses the first {@code rows} elements of {@code y} on the same of each column.
   *
   * <p>All values are NaN when there are not more rows than parameters or a column is constant or a
   * combination of the others.
   */
  public static LeastSquares fit(double[] y, double[][] columns, int rows) {
    int k = columns.length;
    double[] mean = new double[k];
    for (int j = 0; j < k; j++) {
      mean[j] = mean(columns[j], rows);
    }
    double yMean = mean(y, rows);
    double[][] xx = new double[k][k];
    double[] xy = new double[k];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < k; j++) {
        double xj = columns[j][i] - mean[j];
        xy[j] += xj * (y[i] - yMean);
        for (int l = 0; l <= j; l++) {
          xx[j][l] += xj * (columns[l][i] - mean[l]);
        }
      }
    }
    double[][] factor = cholesky(xx);
    if (rows <= k + 1 || factor.length == 0) {
      double[] unknown = new double[k];
      Arrays.fill(unknown, Double.NaN);
      double[][] unknowns = new double[k][];
      Arrays.fill(unknowns, unknown);
      return new LeastSquares(mean, unknown, unknowns, Double.NaN, Double.NaN, rows);
    }
    double[] slopes = solve(factor, xy);
    double intercept = yMean;
    for (int j = 0; j < k; j++) {
      intercept -= slopes[j] * mean[j];
    }
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      double residual = y[i] - yMean;
      for (int j = 0; j < k; j++) {
        residual -= slopes[j] * (columns[j][i] - mean[j]);
      }
      squares += residual * residual;
    }
    double variance = squares / (rows - k - 1);
    double[][] covariance = new double[k][];
    for (int j = 0; j < k; j++) {
      double[] unit = new double[k];
      unit[j] = variance;
      covariance[j] = solve(factor, unit);
    }
    return new LeastSquares(mean, slopes, covariance, intercept, StrictMath.sqrt(variance), rows);
  }

  /** Slope of column {@code j}. */
  public double slope(int j) {
    return slopes[j];
  }

  /** Standard error of the slope of column {@code j}. */
  double slopeSe(int j) {
    return StrictMath.sqrt(covariance[j][j]);
  }

  /** Covariance of the errors of the slopes of columns {@code i} and {@code j}. */
  double covariance(int i, int j) {
    // Of either side of the diagonal, so that rounding leaves it symmetric.
    return covariance[Math.max(i, j)][Math.min(i, j)];
  }

  /**
   * Errors of the slopes where they are hedge ratios and the residuals follow an AR(1), which makes
   * them larger than those of uncorrelated residuals.
   *
   * @param phi coefficient of the AR(1), below 1
   */
  public RatioErrors ratioErrors(double phi) {
    double inflation = (1 + phi) / (1 - phi);
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < slopes.length; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < slopes.length; j++) {
        row.add(covariance(i, j) * inflation);
      }
      rows.add(row);
    }
    return new RatioErrors(Arrays.stream(means).boxed().toList(), rows);
  }

  /** What is added to the columns times their slopes. */
  public double intercept() {
    return intercept;
  }

  /** Standard deviation of the residuals, with rows - columns - 1 degrees of freedom. */
  double residualSd() {
    return residualSd;
  }

  long rows() {
    return rows;
  }

  static double mean(double[] values, int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[i];
    }
    double mean = sum / rows;
    // A second pass removes most of the rounding of the first (Neely 1966).
    double rest = 0;
    for (int i = 0; i < rows; i++) {
      rest += values[i] - mean;
    }
    return mean + rest / rows;
  }

  /**
   * Lower factor of a symmetric positive definite matrix given by its lower half; empty when it is
   * not.
   */
  private static double[][] cholesky(double[][] matrix) {
    int k = matrix.length;
    double[][] factor = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int l = 0; l < j; l++) {
          sum -= factor[i][l] * factor[j][l];
        }
        if (i != j) {
          factor[i][j] = sum / factor[j][j];
        } else if (sum > 1e-13 * matrix[i][i]) {
          // Below this the column is a combination of the others to the last digits of a double.
          factor[i][i] = StrictMath.sqrt(sum);
        } else {
          return new double[0][];
        }
      }
    }
    return factor;
  }

  private static double[] solve(double[][] factor, double[] right) {
    int k = right.length;
    double[] z = right.clone();
    for (int i = 0; i < k; i++) {
      for (int l = 0; l < i; l++) {
        z[i] -= factor[i][l] * z[l];
      }
      z[i] /= factor[i][i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int l = i + 1; l < k; l++) {
        z[i] -= factor[l][i] * z[l];
      }
      z[i] /= factor[i][i];
    }
    return z;
  }
}
