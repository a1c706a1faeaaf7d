package io.statarb.validation;

import smile.stat.distribution.GaussianDistribution;

/**
 * Probability that a Sharpe ratio is above what the best of as many useless trials would have shown
 * by luck.
 *
 * <p>Bailey and Lopez de Prado, The Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest
 * Overfitting and Non-Normality, Journal of Portfolio Management 40(5), 2014, 94-107, eq. 1
 * (expected maximum) and 2 (the statistic). Assumes independent observations; trials are counted as
 * if independent, which is hard on us when they are not. Ratios are per observation, never
 * annualised.
 */
public final class DeflatedSharpe {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  private DeflatedSharpe() {}

  /**
   * Sharpe ratio expected of the best of {@code trials} whose true ratio is 0.
   *
   * @param trialVariance variance of the trials' Sharpe ratios
   * @param trials number of trials, at least 1; 0 is returned for 1
   */
  public static double expectedMaximum(double trialVariance, long trials) {
    if (trials <= 1) {
      return 0;
    }
    GaussianDistribution normal = GaussianDistribution.getInstance();
    return StrictMath.sqrt(trialVariance)
        * ((1 - EULER_MASCHERONI) * normal.quantile(1 - 1.0 / trials)
            + EULER_MASCHERONI * normal.quantile(1 - 1.0 / (trials * StrictMath.E)));
  }

  /**
   * The deflated Sharpe ratio, a probability.
   *
   * @param sharpe ratio of the strategy
   * @param observations number of its observations
   * @param skewness of the observations
   * @param kurtosis of the observations, 3 for a normal distribution
   * @param benchmark ratio to beat, see {@link #expectedMaximum}
   * @return NaN when a figure is not finite or there are fewer than two observations
   */
  public static double probability(
      double sharpe, long observations, double skewness, double kurtosis, double benchmark) {
    double variance = 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    if (observations < 2 || !(variance > 0) || !Double.isFinite(sharpe - benchmark)) {
      return Double.NaN;
    }
    double statistic =
        (sharpe - benchmark) * StrictMath.sqrt(observations - 1.0) / StrictMath.sqrt(variance);
    return GaussianDistribution.getInstance().cdf(statistic);
  }
}
