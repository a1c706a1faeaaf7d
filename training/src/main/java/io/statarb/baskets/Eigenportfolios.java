package io.statarb.baskets;

import io.statarb.linear.SymmetricEigen;
import java.util.Arrays;

/**
 * Portfolios of the principal components of the correlation matrix: instrument i has the weight
 * {@code v_i / sd_i} in the portfolio of eigenvector v (Avellaneda and Lee, Statistical arbitrage
 * in the US equities market, Quantitative Finance 10, 2010, 761-782). Their returns are
 * uncorrelated over the rows that made them.
 *
 * <p>Each eigenvector has the sign that makes its sum positive, so that the first portfolio, the
 * market, is long.
 */
public final class Eigenportfolios {
  private final Returns returns;
  private final double[] eigenvalues;
  private final double[][] vectors;

  private Eigenportfolios(Returns returns, double[] eigenvalues, double[][] vectors) {
    this.returns = returns;
    this.eigenvalues = eigenvalues;
    this.vectors = vectors;
  }

  /** Of all rows. */
  public static Eigenportfolios of(Returns returns) {
    SymmetricEigen eigen = SymmetricEigen.of(returns.correlation());
    double[][] vectors = new double[eigen.size()][];
    for (int j = 0; j < vectors.length; j++) {
      vectors[j] = eigen.vector(j);
      if (Arrays.stream(vectors[j]).sum() < 0) {
        for (int i = 0; i < vectors.length; i++) {
          vectors[j][i] = -vectors[j][i];
        }
      }
    }
    return new Eigenportfolios(returns, eigen.values(), vectors);
  }

  /**
   * Eigenvalues of the correlation matrix, the largest first; they sum to the number of columns.
   */
  public double[] eigenvalues() {
    return eigenvalues.clone();
  }

  /** Share of the standardised variance that the first {@code factors} portfolios explain. */
  public double explained(int factors) {
    double sum = 0;
    for (int j = 0; j < factors; j++) {
      sum += eigenvalues[j];
    }
    return sum / eigenvalues.length;
  }

  /** Least number of portfolios that explain this share, in (0, 1]. */
  public int factorsFor(double share) {
    int factors = 1;
    // The last share may miss 1 by rounding.
    while (factors < eigenvalues.length && explained(factors) < share) {
      factors++;
    }
    return factors;
  }

  /**
   * Largest eigenvalue of a correlation matrix of independent columns of this size: {@code (1 +
   * sqrt(N / T))^2} (Marchenko and Pastur 1967; Laloux et al., Noise dressing of financial
   * correlation matrices, Phys. Rev. Lett. 83, 1999, 1467-1470).
   */
  public double noiseEdge() {
    double root = 1 + StrictMath.sqrt((double) returns.width() / returns.rows());
    return root * root;
  }

  /** Eigenvector of a portfolio, of length 1. */
  public double[] vector(int factor) {
    return vectors[factor].clone();
  }

  /** Weight of an instrument in a portfolio: {@code v_i / sd_i}. */
  public double weight(int factor, int instrument) {
    return vectors[factor][instrument] / returns.sd(instrument);
  }

  /** Correlation of an instrument's returns with those of a portfolio. */
  public double loading(int factor, int instrument) {
    return vectors[factor][instrument] * StrictMath.sqrt(Math.max(0, eigenvalues[factor]));
  }

  /** Returns of a portfolio, one a row. */
  public double[] factorReturns(int factor) {
    return factorReturns(factor, returns.rows());
  }

  /** Returns of a portfolio over the last rows. */
  double[] factorReturns(int factor, int rows) {
    double[] factorReturns = new double[rows];
    for (int i = 0; i < returns.width(); i++) {
      double weight = weight(factor, i);
      for (int t = 0; t < rows; t++) {
        factorReturns[t] += weight * returns.at(i, returns.rows() - rows + t);
      }
    }
    return factorReturns;
  }

  /** The returns they were made of. */
  Returns returns() {
    return returns;
  }
}
