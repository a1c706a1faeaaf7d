package io.statarb.health;

/** Probabilities of the standard normal distribution. */
public final class NormalTail {
  private static final double DENSITY_AT_ZERO = 1 / StrictMath.sqrt(2 * Math.PI);

  /** Beyond this the continued fraction converges fast and keeps relative digits of the tail. */
  private static final double TAIL = 3;

  /** Enough for full precision at {@link #TAIL}, the hardest place. */
  private static final int FRACTION_TERMS = 120;

  private NormalTail() {}

  /** Density at {@code x}. */
  public static double density(double x) {
    return DENSITY_AT_ZERO * StrictMath.exp(-x * x / 2);
  }

  /**
   * Probability of a value of at most {@code x}, to about 1e-15 and in the lower tail to about 14
   * digits: Taylor series in the middle (Marsaglia, Evaluating the Normal Distribution, Journal of
   * Statistical Software 11 (2004), eq. 3), Laplace's continued fraction in the tails (Abramowitz
   * and Stegun 26.2.14).
   */
  public static double cdf(double x) {
    if (x > TAIL) {
      return 1 - upperTail(x);
    }
    if (x < -TAIL) {
      return upperTail(-x);
    }
    double term = x;
    double sum = x;
    for (int odd = 3; Math.abs(term) > Math.ulp(sum); odd += 2) {
      term *= x * x / odd;
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }

  private static double upperTail(double x) {
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double fraction = x;
    for (int i = FRACTION_TERMS; i >= 1; i--) {
      fraction = x + i / fraction;
    }
    return density(x) / fraction;
  }
}
