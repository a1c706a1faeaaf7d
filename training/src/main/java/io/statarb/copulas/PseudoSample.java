package io.statarb.copulas;

import java.util.Arrays;
import java.util.Comparator;
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

  /**
   * {@code C_n(u, v)} at each row: the share of rows that are nowhere above it (Deheuvels 1979). A
   * binary indexed tree (Fenwick 1994) counts them in n log n steps.
   */
  double[] empirical() {
    Integer[] rising = new Integer[u.length];
    Arrays.setAll(rising, i -> i);
    Arrays.sort(rising, Comparator.comparingDouble(i -> u[i]));
    int[] tree = new int[u.length + 1];
    double[] empirical = new double[u.length];
    for (int from = 0; from < rising.length; ) {
      int to = from;
      // Rows that tie in u count each other.
      for (; to < rising.length && u[rising[to]] == u[rising[from]]; to++) {
        for (int node = place(rising[to]); node <= u.length; node += node & -node) {
          tree[node]++;
        }
      }
      for (; from < to; from++) {
        int below = 0;
        for (int node = place(rising[from]); node > 0; node -= node & -node) {
          below += tree[node];
        }
        empirical[rising[from]] = (double) below / u.length;
      }
    }
    return empirical;
  }

  /** The rank of v, rounded up where rows tie, from 1. */
  private int place(int row) {
    return (int) StrictMath.ceil(v[row] * (u.length + 1) - 1e-6);
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
