package io.statarb.copulas;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.apache.commons.math3.optim.univariate.UnivariatePointValuePair;

/**
 * A copula fitted to pseudo-observations.
 *
 * @param copula the fitted one
 * @param logLikelihood of the pseudo-observations
 * @param standardErrors one a parameter; empty when they were not asked for
 */
public record CopulaFit(Copula copula, double logLikelihood, List<Double> standardErrors) {

  /** Copies the list. */
  public CopulaFit {
    standardErrors = List.copyOf(standardErrors);
  }

  /** Akaike's criterion: {@code 2 k - 2 log L}. */
  public double aic() {
    return 2 * copula.family().parameters() - 2 * logLikelihood;
  }

  /**
   * By inverting Kendall's tau; the degrees of freedom of the t copula are those given.
   *
   * @return empty when the family has no member with that tau
   */
  public static Optional<CopulaFit> byTau(
      CopulaFamily family, PseudoSample sample, double freedom) {
    return family
        .inverseTau(sample.tau())
        .map(parameter -> {
          Copula copula = family.of(parameter, freedom);
          return new CopulaFit(copula, logLikelihood(copula, sample), List.of());
        });
  }

  /**
   * By maximum pseudo-likelihood, with the standard errors of Genest, Ghoudi and Rivest (1995),
   * which count that the margins are ranks.
   *
   * @return empty when the family has no positive and the sample no negative dependence
   */
  public static Optional<CopulaFit> byLikelihood(CopulaFamily family, PseudoSample sample) {
    if (family.inverseTau(sample.tau()).isEmpty()) {
      return Optional.empty();
    }
    CopulaFit best = family == CopulaFamily.STUDENT ? student(sample) : single(family, sample);
    return Optional.of(
        new CopulaFit(
            best.copula(), best.logLikelihood(), PseudoLikelihoodErrors.of(best.copula(), sample)));
  }

  private static CopulaFit single(CopulaFamily family, PseudoSample sample) {
    double start = family.inverseTau(sample.tau()).orElseThrow();
    UnivariatePointValuePair best =
        maximum(
            parameter -> logLikelihood(family.of(parameter, Double.NaN), sample),
            family.least(),
            family.largest(),
            start);
    Copula copula = family.of(best.getPoint(), Double.NaN);
    return new CopulaFit(copula, best.getValue(), List.of());
  }

  /** Rho for each number of degrees of freedom, and the best of these. */
  private static CopulaFit student(PseudoSample sample) {
    UnivariatePointValuePair best =
        maximum(
            log -> studentWith(StrictMath.exp(log), sample).logLikelihood(),
            StrictMath.log(CopulaFamily.LEAST_FREEDOM),
            StrictMath.log(CopulaFamily.LARGEST_FREEDOM),
            StrictMath.log(6));
    return studentWith(StrictMath.exp(best.getPoint()), sample);
  }

  private static CopulaFit studentWith(double freedom, PseudoSample sample) {
    StudentSample quantiles = new StudentSample(sample, freedom);
    double start = CopulaFamily.STUDENT.inverseTau(sample.tau()).orElseThrow();
    UnivariatePointValuePair best =
        maximum(
            quantiles::logLikelihood,
            CopulaFamily.STUDENT.least(),
            CopulaFamily.STUDENT.largest(),
            start);
    return new CopulaFit(new StudentCopula(best.getPoint(), freedom), best.getValue(), List.of());
  }

  private static UnivariatePointValuePair maximum(
      UnivariateFunction function, double least, double largest, double start) {
    double inside = Math.min(largest - 1e-9, Math.max(least + 1e-9, start));
    return new BrentOptimizer(1e-10, 1e-11)
        .optimize(
            new MaxEval(1000),
            new UnivariateObjectiveFunction(function),
            GoalType.MAXIMIZE,
            new SearchInterval(least, largest, inside));
  }

  private static double logLikelihood(Copula copula, PseudoSample sample) {
    double sum = 0;
    for (int i = 0; i < sample.rows(); i++) {
      sum += copula.logDensity(sample.u(i), sample.v(i));
    }
    return sum;
  }
}
