package io.statarb.copulas;

import java.util.SplittableRandom;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * A copula of two uniform variables that is symmetric in them.
 *
 * <p>Formulas: Nelsen, An Introduction to Copulas, 2nd ed. 2006; Joe, Dependence Modeling with
 * Copulas, 2014, ch. 4.
 */
public sealed interface Copula
    permits ClaytonCopula, FrankCopula, GaussianCopula, GumbelCopula, StudentCopula {

  /** The family. */
  CopulaFamily family();

  /** The parameters: rho; rho and degrees of freedom; or theta. */
  double[] parameters();

  /** Kendall's tau of the copula. */
  double tau();

  /** {@code C(u, v)}: the probability that both are at most this. */
  double cdf(double u, double v);

  /** Logarithm of the density at a point inside the unit square. */
  double logDensity(double u, double v);

  /** {@code h(u|v) = dC/dv}: the probability that the first is at most u when the second is v. */
  double conditional(double u, double v);

  /** The u at which {@link #conditional} is {@code p}, by search. */
  default double inverseConditional(double p, double v) {
    double edge = 1e-13;
    if (p <= conditional(edge, v)) {
      return edge;
    }
    if (p >= conditional(1 - edge, v)) {
      return 1 - edge;
    }
    return new BrentSolver(1e-12).solve(500, u -> conditional(u, v) - p, edge, 1 - edge);
  }

  /** Draws of both columns, one row a draw. */
  default double[][] sample(SplittableRandom random, int rows) {
    double[][] columns = new double[2][rows];
    for (int i = 0; i < rows; i++) {
      columns[1][i] = random.nextDouble(1e-12, 1);
      columns[0][i] = inverseConditional(random.nextDouble(), columns[1][i]);
    }
    return columns;
  }
}
