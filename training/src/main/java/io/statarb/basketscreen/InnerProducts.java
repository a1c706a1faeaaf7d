package io.statarb.basketscreen;

import io.statarb.reversion.Samples;

/** Inner products of columns about their means. */
final class InnerProducts {
  private InnerProducts() {}

  /** Columns less their means. */
  static double[][] centred(double[][] columns) {
    double[][] centred = new double[columns.length][];
    for (int i = 0; i < columns.length; i++) {
      double mean = Samples.mean(columns[i]);
      centred[i] = columns[i].clone();
      for (int t = 0; t < centred[i].length; t++) {
        centred[i][t] -= mean;
      }
    }
    return centred;
  }

  /** All products of centred columns. */
  static double[][] of(double[][] centred) {
    double[][] products = new double[centred.length][centred.length];
    for (int i = 0; i < centred.length; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = dot(centred[i], centred[j]);
        products[j][i] = products[i][j];
      }
    }
    return products;
  }

  /** Sum of products, in four sums that the processor can run side by side. */
  static double dot(double[] a, double[] b) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int t = 0;
    for (; t + 3 < a.length; t += 4) {
      first += a[t] * b[t];
      second += a[t + 1] * b[t + 1];
      third += a[t + 2] * b[t + 2];
      fourth += a[t + 3] * b[t + 3];
    }
    for (; t < a.length; t++) {
      first += a[t] * b[t];
    }
    return first + second + (third + fourth);
  }
}
