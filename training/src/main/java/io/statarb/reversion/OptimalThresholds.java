package io.statarb.reversion;

import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Where to enter and leave an Ornstein-Uhlenbeck spread so that the expected gain per unit of time,
 * or its Sharpe ratio, is largest (Bertram 2010). Both optima are symmetric about the mean: the
 * exit is minus the entry.
 */
public final class OptimalThresholds {
  /** Thresholds in units of sigma / sqrt(kappa), the largest that {@link TradeCycle} takes. */
  private static final double FURTHEST = 14;

  private OptimalThresholds() {}

  /**
   * The cycle of the largest expected gain per unit of time.
   *
   * <p>With {@code m} the exit and {@code c} the cost in units of {@code sigma / sqrt(kappa)} the
   * derivative of {@code (2 m - c) / erfi(m)} vanishes where {@code m - F(m) = c / 2}, F being
   * Dawson's integral; the left side rises from 0, so there is exactly one root.
   *
   * @param kappa speed of reversion per unit of time, above 0
   * @param sigma volatility per square root of time, above 0
   * @param cost of a whole cycle, in units of the spread, above 0: without costs the best band is
   *     infinitely narrow
   * @throws IllegalArgumentException when the cost is not above 0 or so large that the spread
   *     hardly ever moves that far
   */
  public static TradeCycle largestReturn(double kappa, double sigma, double cost) {
    double unit = sigma / StrictMath.sqrt(kappa);
    double scaled = checked(cost, unit);
    double exit =
        unit
            * new BrentSolver(1e-14, 1e-13)
                .solve(1000, m -> m - Dawson.integral(m) - scaled / 2, scaled / 2, FURTHEST);
    return TradeCycle.of(kappa, sigma, -exit, exit, cost);
  }

  /**
   * The symmetric cycle of the largest Sharpe ratio, by search.
   *
   * @param rate riskless gain per cycle, above 0; see {@link TradeCycle#sharpe}
   * @throws IllegalArgumentException when the rate is not above 0: the gain then cancels out of the
   *     ratio, which is largest where nothing is gained
   */
  public static TradeCycle largestSharpe(double kappa, double sigma, double cost, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException(
          "the rate must be above 0, as without one the gain cancels out of the Sharpe ratio: rate="
              + rate);
    }
    double unit = sigma / StrictMath.sqrt(kappa);
    double least = checked(cost + rate, unit) / 2;
    // Scaled to kappa = sigma = 1, where the square of time is that of the spread's unit.
    UnivariateFunction sharpe = m -> TradeCycle.of(1, 1, -m, m, cost / unit).sharpe(rate / unit);
    double exit =
        unit
            * new BrentOptimizer(1e-10, 1e-12)
                .optimize(
                    new MaxEval(1000),
                    new UnivariateObjectiveFunction(sharpe),
                    GoalType.MAXIMIZE,
                    new SearchInterval(least, least + 4, least + 0.5))
                .getPoint();
    return TradeCycle.of(kappa, sigma, -exit, exit, cost);
  }

  private static double checked(double cost, double unit) {
    if (!(cost > 0)) {
      throw new IllegalArgumentException(
          "the cost must be above 0, as without costs the best band is infinitely narrow: cost="
              + cost);
    }
    if (cost > FURTHEST * unit) {
      throw new IllegalArgumentException(
          "the spread hardly ever moves as far as the cost: cost=%s stationary sd=%s"
              .formatted(cost, unit / StrictMath.sqrt(2)));
    }
    return cost / unit;
  }
}
