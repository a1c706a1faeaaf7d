package io.statarb.health;

import io.statarb.features.PairDefinition;

/**
 * What a pair was when it was formed: {@code spread = log y - hedgeRatio * log x - intercept}, an
 * AR(1) about its mean. Of a basket, log x is what its hedge legs come to together, see {@link
 * HealthGrid}.
 *
 * @param hedgeRatio units of log x per unit of log y
 * @param intercept level of the spread that counts as 0
 * @param mean mean of the spread over the formation window
 * @param sd standard deviation of the spread over the formation window, above 0
 * @param phi what is left of a deviation after one sample, a fraction; 1 or more when the spread
 *     did not revert
 * @param samples samples of the formation window, at least 1: how well the mean is known
 */
public record HealthReference(
    double hedgeRatio, double intercept, double mean, double sd, double phi, double samples) {
  private static final double LN2 = StrictMath.log(2);
  private static final double NS_PER_S = 1e9;

  /** Checks that the numbers define a spread. */
  public HealthReference {
    boolean finite =
        Double.isFinite(hedgeRatio) && Double.isFinite(intercept) && Double.isFinite(mean);
    // Written so that NaN fails.
    boolean scaled = sd > 0 && sd < Double.POSITIVE_INFINITY && phi >= 0 && samples >= 1;
    if (!finite || !scaled) {
      throw new IllegalArgumentException(
          "reference must be finite, sd above 0, phi 0 or more, samples 1 or more: hedgeRatio=%s intercept=%s mean=%s sd=%s phi=%s samples=%s"
              .formatted(hedgeRatio, intercept, mean, sd, phi, samples));
    }
  }

  /**
   * The reference of a fitted pair on a grid; the hedge ratio of a basket is that of its hedge as a
   * whole, 1.
   *
   * @param pair the pair
   * @param stepNs distance of two samples, in ns
   * @param formationNs length of its formation window, in ns
   */
  public static HealthReference of(PairDefinition pair, long stepNs, long formationNs) {
    double phi = StrictMath.exp(-LN2 * stepNs / (pair.halfLifeS() * NS_PER_S));
    double samples = Math.max(1, formationNs / (double) stepNs);
    double ratio = pair.hedges().size() == 1 ? pair.hedges().getFirst().ratio() : 1.0;
    return new HealthReference(
        ratio, pair.intercept(), pair.spreadMean(), pair.spreadSd(), phi, samples);
  }

  /** Whether a deviation shrinks. */
  public boolean reverts() {
    return phi < 1;
  }

  /** Samples in which half of a deviation is gone; 0 when all of it is, infinite when none is. */
  public double halfLife() {
    return halfLife(phi);
  }

  /** The spread of two log prices. */
  public double spread(double logY, double logX) {
    return logY - hedgeRatio * logX - intercept;
  }

  /** Half-life of an AR(1), in samples; NaN for NaN. */
  static double halfLife(double phi) {
    if (phi <= 0) {
      return 0;
    }
    return phi >= 1 ? Double.POSITIVE_INFINITY : -LN2 / StrictMath.log(phi);
  }
}
