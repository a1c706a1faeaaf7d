package io.statarb.health;

/**
 * p-value of the Dickey-Fuller t statistic of a known spread, with a constant: MacKinnon,
 * Approximate Asymptotic Distribution Functions for Unit-Root and Cointegration Tests, Journal of
 * Business and Economic Statistics 12 (1994) 167-176, one variable, in the later estimates that
 * statsmodels carries. One variable and not two: the hedge ratio is that of the formation window,
 * so in the window that is tested nothing is estimated.
 */
final class UnitRootTail {
  /** Above this the p-value is 1, below the other 0. */
  private static final double MAX = 2.74;

  private static final double MIN = -18.83;

  /** Up to here the left tail's polynomial holds, above it the other. */
  private static final double STAR = -1.61;

  private UnitRootTail() {}

  /** Probability under a unit root of a statistic at or below this one; NaN for NaN. */
  static double pValue(double t) {
    if (Double.isNaN(t)) {
      return Double.NaN;
    }
    if (t > MAX) {
      return 1;
    }
    if (t < MIN) {
      return 0;
    }
    return NormalTail.cdf(
        t <= STAR
            ? 2.1659 + t * (1.4412 + t * 0.038269)
            : 1.7339 + t * (0.93202 + t * (-0.12745 + t * -0.010368)));
  }
}
