package io.statarb.copulas;

import java.util.HashMap;
import java.util.Map;

/**
 * A sample's t quantiles for one number of degrees of freedom: what is costly in the likelihood.
 */
final class StudentSample {
  private final double[] x;
  private final double[] y;
  private final double freedom;

  StudentSample(PseudoSample sample, double freedom) {
    this.freedom = freedom;
    x = new double[sample.rows()];
    y = new double[sample.rows()];
    StudentCopula margin = new StudentCopula(0, freedom);
    // Both columns hold the same ranks; only looked up, never walked.
    Map<Double, Double> known = new HashMap<>();
    for (int i = 0; i < x.length; i++) {
      x[i] = known.computeIfAbsent(sample.u(i), margin::quantile);
      y[i] = known.computeIfAbsent(sample.v(i), margin::quantile);
    }
  }

  double logLikelihood(double rho) {
    StudentCopula copula = new StudentCopula(rho, freedom);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += copula.logDensityOfQuantiles(x[i], y[i]);
    }
    return sum;
  }
}
