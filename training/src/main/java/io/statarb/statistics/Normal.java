package io.statarb.statistics;

import io.statarb.health.NormalTail;

/** The standard normal distribution. */
public final class Normal {
  private Normal() {}

  /** Density at {@code x}. */
  public static double density(double x) {
    return NormalTail.density(x);
  }

  /** Probability of a value of at most {@code x}, see {@link NormalTail#cdf}. */
  public static double cdf(double x) {
    return NormalTail.cdf(x);
  }
}
