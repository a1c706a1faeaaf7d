package io.statarb.copulas;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/** The families. */
public enum CopulaFamily {
  /** Of the normal distribution: no dependence in the far tails. */
  GAUSSIAN(1, -0.9999, 0.9999),
  /** Of the t distribution: the same dependence in both tails. */
  STUDENT(2, -0.9999, 0.9999),
  /** Dependence in the lower tail; tau above 0. */
  CLAYTON(1, 1e-4, 100),
  /** Dependence in the upper tail; tau at least 0. */
  GUMBEL(1, 1, 100),
  /** No dependence in the tails, not even at the shoulders. */
  FRANK(1, -200, 200);

  /** Degrees of freedom beyond which the t copula is the Gaussian one for all we can see. */
  public static final double LARGEST_FREEDOM = 100;

  /** Least degrees of freedom tried; below 2 the t distribution has no variance. */
  public static final double LEAST_FREEDOM = 1;

  private final int parameters;
  private final double least;
  private final double largest;

  CopulaFamily(int parameters, double least, double largest) {
    this.parameters = parameters;
    this.least = least;
    this.largest = largest;
  }

  /** Name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Number of parameters. */
  public int parameters() {
    return parameters;
  }

  /** Least value of the first parameter that is tried. */
  public double least() {
    return least;
  }

  /** Largest value of the first parameter that is tried. */
  public double largest() {
    return largest;
  }

  /** Name of the first parameter in JSON. */
  public String parameterName() {
    return this == GAUSSIAN || this == STUDENT ? "rho" : "theta";
  }

  /**
   * A member.
   *
   * @param parameter rho or theta
   * @param freedom degrees of freedom of the t copula; of no use to the others
   */
  public Copula of(double parameter, double freedom) {
    return switch (this) {
      case GAUSSIAN -> new GaussianCopula(parameter);
      case STUDENT -> new StudentCopula(parameter, freedom);
      case CLAYTON -> new ClaytonCopula(parameter);
      case GUMBEL -> new GumbelCopula(parameter);
      case FRANK -> new FrankCopula(parameter);
    };
  }

  /** The first parameter whose copula has this tau; empty when the family has none. */
  public Optional<Double> inverseTau(double tau) {
    double parameter =
        switch (this) {
          case GAUSSIAN, STUDENT -> StrictMath.sin(StrictMath.PI * tau / 2);
          case CLAYTON -> 2 * tau / (1 - tau);
          case GUMBEL -> 1 / (1 - tau);
          case FRANK -> frank(tau);
        };
    return parameter >= least && parameter <= largest ? Optional.of(parameter) : Optional.empty();
  }

  private double frank(double tau) {
    if (Math.abs(tau) < 1e-9) {
      // tau is theta / 9 near 0.
      return 9 * tau;
    }
    if (Math.abs(tau) > new FrankCopula(largest).tau()) {
      return Double.NaN;
    }
    return new BrentSolver(1e-13, 1e-13)
        .solve(500, theta -> new FrankCopula(theta).tau() - tau, least, largest);
  }
}
