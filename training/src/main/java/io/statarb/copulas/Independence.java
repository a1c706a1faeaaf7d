package io.statarb.copulas;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Test of independence by Kendall's tau: the normal limit of the concordant pairs less the
 * discordant ones, its variance corrected for ties (Kendall, Rank Correlation Methods, 4th ed.,
 * 1970, ch. 4).
 */
final class Independence {
  private Independence() {}

  /** Two-sided p-value of no dependence; of at least 3 rows. */
  static double pValue(PseudoSample sample) {
    double n = sample.rows();
    double pairs = n * (n - 1) / 2;
    Ties u = Ties.of(sample.rows(), sample::u);
    Ties v = Ties.of(sample.rows(), sample::v);
    double excess = sample.tau() * StrictMath.sqrt((pairs - u.pairs) * (pairs - v.pairs));
    double variance =
        (n * (n - 1) * (2 * n + 5) - u.weighted - v.weighted) / 18
            + u.triples * v.triples / (9 * n * (n - 1) * (n - 2))
            + 2 * u.pairs * v.pairs / (n * (n - 1));
    double z = excess / StrictMath.sqrt(variance);
    return 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
  }

  /**
   * Sums over the groups of t rows that tie.
   *
   * @param pairs of t (t - 1) / 2
   * @param triples of t (t - 1) (t - 2)
   * @param weighted of t (t - 1) (2 t + 5)
   */
  private record Ties(double pairs, double triples, double weighted) {
    static Ties of(int rows, IntToDoubleFunction value) {
      double[] sorted = new double[rows];
      Arrays.setAll(sorted, value);
      Arrays.sort(sorted);
      double pairs = 0;
      double triples = 0;
      double weighted = 0;
      int to;
      for (int from = 0; from < rows; from = to) {
        to = from;
        while (to < rows && sorted[to] == sorted[from]) {
          to++;
        }
        double t = to - from;
        pairs += t * (t - 1) / 2;
        triples += t * (t - 1) * (t - 2);
        weighted += t * (t - 1) * (2 * t + 5);
      }
      return new Ties(pairs, triples, weighted);
    }
  }
}
