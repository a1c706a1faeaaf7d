package io.statarb.reversion;

import org.apache.commons.math3.special.Gamma;

/**
 * What it brings to enter an Ornstein-Uhlenbeck spread below its mean, leave it above, wait for it
 * to come down and enter again, for ever.
 *
 * <p>Bertram, Analytic solutions for optimal statistical arbitrage trading, Physica A 389, 2010,
 * 2234-2243. One unit of the spread is held; the gain of a cycle is exit - entry - cost. Short
 * trades are the mirror image and bring the same.
 *
 * @param entry deviation from the mean at which the spread is bought, below {@code exit}
 * @param exit deviation from the mean at which it is sold
 * @param gain of a cycle after costs, in units of the spread
 * @param meanTime expected time of a cycle
 * @param timeVariance variance of that time
 */
public record TradeCycle(
    double entry, double exit, double gain, double meanTime, double timeVariance) {
  /** Beyond this many stationary deviations the times are too long to be numbers. */
  private static final double FURTHEST = 20;

  /**
   * The cycle of an entry and an exit.
   *
   * @param kappa speed of reversion per unit of time, above 0
   * @param sigma volatility per square root of time, above 0
   * @param entry below {@code exit}
   * @param exit in units of the spread, both from the mean
   * @param cost of a whole cycle, in units of the spread
   */
  public static TradeCycle of(double kappa, double sigma, double entry, double exit, double cost) {
    double unit = sigma / StrictMath.sqrt(2 * kappa);
    double a = entry / unit;
    double m = exit / unit;
    if (!(a < m) || Math.max(-a, m) > FURTHEST) {
      throw new IllegalArgumentException(
          "entry must be below exit and both within %s stationary deviations: entry=%s exit=%s"
              .formatted(FURTHEST, entry, exit));
    }
    double time =
        StrictMath.PI
            / kappa
            * (Dawson.erfi(m / StrictMath.sqrt(2)) - Dawson.erfi(a / StrictMath.sqrt(2)));
    double variance = (first(m) - first(a) - second(m) + second(a)) / (kappa * kappa);
    return new TradeCycle(entry, exit, exit - entry - cost, time, variance);
  }

  /** Expected gain per unit of time. */
  public double meanReturn() {
    return gain / meanTime;
  }

  /** Variance of the gain per unit of time. */
  public double returnVariance() {
    return gain * gain * timeVariance / (meanTime * meanTime * meanTime);
  }

  /**
   * Expected gain over a riskless rate by its standard deviation, per square root of time.
   *
   * @param rate riskless gain per cycle, as in Bertram; 0 for none
   */
  public double sharpe(double rate) {
    return (meanReturn() - rate / meanTime) / StrictMath.sqrt(returnVariance());
  }

  /**
   * w1 of Bertram (2010): a difference of squares of sums of gamma functions, written as the
   * product of the sum of the odd and that of the even terms, so that nothing cancels.
   */
  private static double first(double z) {
    double odd = 0;
    double even = 0;
    for (int k = 1; k < 2000; k++) {
      double term = term(k, z);
      if (k % 2 == 1) {
        odd += term;
      } else {
        even += term;
      }
      if (k > z * z && Math.abs(term) < 1e-18 * Math.abs(odd)) {
        break;
      }
    }
    return odd * even;
  }

  /**
   * w2 of Bertram (2010): the odd terms times {@code psi(k/2) - psi(1)}; psi(1) is minus Euler's
   * constant (Ricciardi and Sato, First-passage-time density and moments of the Ornstein-Uhlenbeck
   * process, J. Appl. Prob. 25, 1988, 43-57).
   */
  private static double second(double z) {
    double sum = 0;
    for (int k = 1; k < 2000; k += 2) {
      double term = term(k, z) * (Gamma.digamma(k / 2.0) + Gamma.GAMMA);
      sum += term;
      if (k > z * z + 3 && Math.abs(term) < 1e-18 * Math.abs(sum)) {
        break;
      }
    }
    return sum;
  }

  /** {@code gamma(k/2) (sqrt(2) z)^k / k!}. */
  private static double term(int k, double z) {
    if (z == 0) {
      return 0;
    }
    double log =
        Gamma.logGamma(k / 2.0)
            + k * StrictMath.log(StrictMath.sqrt(2) * Math.abs(z))
            - Gamma.logGamma(k + 1.0);
    return (z < 0 && k % 2 == 1 ? -1 : 1) * StrictMath.exp(log);
  }
}
