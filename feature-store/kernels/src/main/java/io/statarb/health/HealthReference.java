package io.statarb.health;

import io.statarb.features.Hedge;
import io.statarb.features.PairDefinition;
import io.statarb.features.RatioErrors;
import java.util.List;

/**
 * What a pair was when it was formed: {@code spread = log y - sum of hedge ratio x log x -
 * intercept}, an AR(1) about its mean.
 *
 * @param ratios hedge ratios, one for each hedge leg
 * @param intercept level of the spread that counts as 0
 * @param mean mean of the spread over the formation window
 * @param sd standard deviation of the spread over the formation window, above 0
 * @param phi what is left of a deviation after one sample, a fraction; 1 or more when the spread
 *     did not revert
 * @param samples samples of the formation window, at least 1: how well the mean is known
 * @param ratioErrors how well the ratios are known
 */
public record HealthReference(
    List<Double> ratios,
    double intercept,
    double mean,
    double sd,
    double phi,
    double samples,
    RatioErrors ratioErrors) {
  private static final double LN2 = StrictMath.log(2);
  private static final double NS_PER_S = 1e9;

  /** Checks that the numbers define a spread. */
  public HealthReference {
    ratios = List.copyOf(ratios);
    boolean finite =
        ratios.stream().allMatch(Double::isFinite)
            && Double.isFinite(intercept)
            && Double.isFinite(mean);
    // Written so that NaN fails.
    boolean scaled = sd > 0 && sd < Double.POSITIVE_INFINITY && phi >= 0 && samples >= 1;
    if (!finite || !scaled) {
      throw new IllegalArgumentException(
          "reference must be finite, sd above 0, phi 0 or more, samples 1 or more: ratios=%s intercept=%s mean=%s sd=%s phi=%s samples=%s"
              .formatted(ratios, intercept, mean, sd, phi, samples));
    }
    int estimated = ratioErrors.estimated();
    if (ratios.isEmpty() || (estimated != 0 && estimated != ratios.size())) {
      throw new IllegalArgumentException(
          "a reference needs hedge ratios, and errors of all or of none: ratios=%s estimated=%d"
              .formatted(ratios, estimated));
    }
  }

  /**
   * The reference of a fitted pair on a grid.
   *
   * @param pair the pair
   * @param stepNs distance of two samples, in ns
   * @param formationNs length of its formation window, in ns
   */
  public static HealthReference of(PairDefinition pair, long stepNs, long formationNs) {
    return new HealthReference(
        pair.hedges().stream().map(Hedge::ratio).toList(),
        pair.intercept(),
        pair.spreadMean(),
        pair.spreadSd(),
        StrictMath.exp(-LN2 * stepNs / (pair.halfLifeS() * NS_PER_S)),
        Math.max(1, formationNs / (double) stepNs),
        pair.ratioErrors());
  }

  /** Whether a deviation shrinks. */
  public boolean reverts() {
    return phi < 1;
  }

  /** Samples in which half of a deviation is gone; 0 when all of it is, infinite when none is. */
  public double halfLife() {
    return halfLife(phi);
  }

  /** Hedge ratio of a pair; that of a basket to its hedge as a whole, which is 1. */
  public double hedgeRatio() {
    return ratios.size() == 1 ? ratios.getFirst() : 1.0;
  }

  /**
   * What the hedge comes to: log x of a pair, the sum of hedge ratio x log x of a basket.
   *
   * @param logPx log prices of all legs, Y first
   */
  double hedge(double[] logPx) {
    if (ratios.size() == 1) {
      return logPx[1];
    }
    double sum = 0;
    for (int i = 0; i < ratios.size(); i++) {
      sum += ratios.get(i) * logPx[1 + i];
    }
    return sum;
  }

  /**
   * The spread.
   *
   * @param logPx log prices of all legs, Y first
   */
  public double spread(double[] logPx) {
    return logPx[0] - hedgeRatio() * hedge(logPx) - intercept;
  }

  /** Standard deviation of what comes to the spread from one sample to the next. */
  double innovationSd() {
    return sd * StrictMath.sqrt(1 - phi * phi);
  }

  /**
   * By how much the variance of a mean of a spread is larger than that of as many independent
   * values (Bartlett 1935, J. R. Stat. Soc. 98, 536-543).
   */
  double inflation() {
    return (1 + phi) / (1 - phi);
  }

  /** Half-life of an AR(1), in samples; NaN for NaN. */
  static double halfLife(double phi) {
    if (phi <= 0) {
      return 0;
    }
    return phi >= 1 ? Double.POSITIVE_INFINITY : -LN2 / StrictMath.log(phi);
  }
}
