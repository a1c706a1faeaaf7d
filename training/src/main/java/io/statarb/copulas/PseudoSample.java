package io.statarb.copulas;

import java.util.Arrays;
import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * Two columns as pseudo-observations: ranks over n + 1, ties at their mean rank (Genest, Ghoudi and
 * Rivest, A semiparametric estimation procedure of dependence parameters in multivariate families
 * of distributions, Biometrika 82, 1995, 543-552).
 */
public final class PseudoSample {
  private final double[] u;
  private final double[] v;
  private final double tau;

  private PseudoSample(double[] u, double[] v, double tau) {
    this.u = u;
    this.v = v;
    this.tau = tau;
  }

  /** Of two columns of equal length, at least 2, neither constant. */
  public static PseudoSample of(double[] first, double[] second) {
    return new PseudoSample(
        ranks(first), ranks(second), new KendallsCorrelation().correlation(first, second));
  }

  /** Number of rows. */
  public int rows() {
    return u.length;
  }

  /** Pseudo-observation of the first column. */
  public double u(int row) {
    return u[row];
  }

  /** Pseudo-observation of the second column. */
  public double v(int row) {
    return v[row];
  }

  /** Kendall's tau-b, which allows for ties. */
  public double tau() {
    return tau;
  }

  /** {@code C_n(u, v)} of a row: the share of rows that are nowhere above it (Deheuvels 1979). */
  double empirical(int row) {
    int below = 0;
    for (int i = 0; i < u.length; i++) {
      if (u[i] <= u[row] && v[i] <= v[row]) {
        below++;
      }
    }
    return (double) below / u.length;
  }

  private static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int below = first(sorted, values[i], false);
      int upTo = first(sorted, values[i], true);
      ranks[i] = (below + 1 + upTo) / 2.0 / (values.length + 1);
    }
    return ranks;
  }

  /** Index of the first element above a value, or of the first that is not below it. */
  private static int first(double[] sorted, double value, boolean above) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      boolean before = above ? sorted[middle] <= value : sorted[middle] < value;
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }
}
