package io.statarb.baskets;

import io.statarb.linear.Regression;
import io.statarb.reversion.LineFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far what the factors leave of an instrument is from its mean (Avellaneda and Lee 2010,
 * appendix): its returns of the window are regressed on those of the factors, the residuals are
 * summed up, and the sum is an Ornstein-Uhlenbeck process {@code X(t+1) = a + b X(t) + e}.
 *
 * @param alpha intercept of the regression, return per row
 * @param betas on the factors, in order
 * @param rSquared share of the variance that the factors explain
 * @param b slope of the AR(1)
 * @param kappa speed of reversion per year, {@code -ln b * periods}; NaN unless {@code 0 < b < 1},
 *     and where the factors leave nothing but rounding
 * @param mean of the process, {@code a / (1 - b)}; NaN with kappa
 * @param equilibriumSd {@code sqrt(var(e) / (1 - b^2))}; NaN with kappa
 */
public record ResidualScore(
    double alpha,
    List<Double> betas,
    double rSquared,
    double b,
    double kappa,
    double mean,
    double equilibriumSd) {

  /**
   * Least share of the sum of squares that is a residual: returns are quotients of prices, whose
   * rounding is some 1e-14 of a daily return, and its square 1e-28.
   */
  private static final double LEAST_RESIDUAL = 1e-24;

  /** Copies the list. */
  public ResidualScore {
    betas = List.copyOf(betas);
  }

  /**
   * Scores all instruments.
   *
   * @param factors number of eigenportfolios
   * @param window last rows that the regression takes, above factors + 2
   * @param periods rows in a year
   */
  public static List<ResidualScore> of(
      Eigenportfolios portfolios, int factors, int window, double periods) {
    Returns returns = portfolios.returns();
    if (window < factors + 3 || window > returns.rows()) {
      throw new IllegalArgumentException(
          "the window must hold more rows than factors + 2 and no more than there are: window=%d factors=%d rows=%d"
              .formatted(window, factors, returns.rows()));
    }
    double[][] columns = new double[factors + 1][];
    columns[0] = new double[window];
    Arrays.fill(columns[0], 1);
    for (int j = 0; j < factors; j++) {
      columns[j + 1] = portfolios.factorReturns(j, window);
    }
    List<ResidualScore> scores = new ArrayList<>();
    for (int i = 0; i < returns.width(); i++) {
      scores.add(score(returns.last(i, window), columns, periods));
    }
    return scores;
  }

  private static ResidualScore score(double[] y, double[][] columns, double periods) {
    Regression regression = Regression.fit(y, columns);
    double[] sum = regression.residuals().clone();
    for (int t = 1; t < sum.length; t++) {
      sum[t] += sum[t - 1];
    }
    LineFit line = LineFit.autoregression(sum);
    List<Double> betas = new ArrayList<>();
    for (int j = 1; j < columns.length; j++) {
      betas.add(regression.coefficient(j));
    }
    double b = line.slope();
    double unexplained = regression.sumOfSquares() / squares(y);
    boolean reverts = b > 0 && b < 1 && unexplained > LEAST_RESIDUAL;
    double variance = line.residualVariance() * (line.rows() - 2) / line.rows();
    return new ResidualScore(
        regression.coefficient(0),
        betas,
        1 - unexplained,
        b,
        reverts ? -StrictMath.log(b) * periods : Double.NaN,
        reverts ? line.intercept() / (1 - b) : Double.NaN,
        reverts ? StrictMath.sqrt(variance / (1 - b * b)) : Double.NaN);
  }

  private static double squares(double[] y) {
    double mean = Arrays.stream(y).average().orElseThrow();
    double squares = 0;
    for (double value : y) {
      squares += (value - mean) * (value - mean);
    }
    return squares;
  }

  /**
   * The s-score: the last value of the process, 0 as residuals sum to 0, less its mean, in
   * equilibrium deviations. Positive: the instrument is dear against its factors.
   *
   * @param center mean of all instruments' means, taken off as in the paper; 0 for none
   */
  public double score(double center) {
    return -(mean - center) / equilibriumSd;
  }

  /** The score with the drift of the regression: {@code s - alpha / (kappa sd)}. */
  public double driftScore(double center, double periods) {
    return score(center) - alpha * periods / (kappa * equilibriumSd);
  }

  /** Whether it reverts within the window's half: kappa is above the least one. */
  public boolean fast(double leastKappa) {
    return kappa > leastKappa;
  }

  /** Mean over the instruments whose process is known; 0 when there is none. */
  public static double center(List<ResidualScore> scores) {
    return scores.stream()
        .mapToDouble(ResidualScore::mean)
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }
}
