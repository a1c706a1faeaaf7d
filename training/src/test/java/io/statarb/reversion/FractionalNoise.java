package io.statarb.reversion;

import java.util.SplittableRandom;

/** Exact Gaussian fractional Brownian motion by the Cholesky factor of its increments. */
final class FractionalNoise {
  private final double[][] factor;

  FractionalNoise(double hurst, int rows) {
    double[][] matrix = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j <= i; j++) {
        int k = i - j;
        double sum = (Math.pow(k + 1, 2 * hurst) + Math.pow(Math.abs(k - 1), 2 * hurst)) / 2;
        sum -= Math.pow(k, 2 * hurst);
        for (int l = 0; l < j; l++) {
          sum -= matrix[i][l] * matrix[j][l];
        }
        matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
      }
    }
    factor = matrix;
  }

  /** A path of the motion, from 0; one value more than there are increments. */
  double[] motion(SplittableRandom random) {
    double[] noise = new double[factor.length];
    double[] path = new double[factor.length + 1];
    for (int i = 0; i < factor.length; i++) {
      noise[i] = random.nextGaussian();
      double increment = 0;
      for (int j = 0; j <= i; j++) {
        increment += factor[i][j] * noise[j];
      }
      path[i + 1] = path[i] + increment;
    }
    return path;
  }
}
