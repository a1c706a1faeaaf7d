package io.statarb.quality.bars;

import java.util.Arrays;

/**
 * How a measure of what changed at a bar is spread when nothing but time passed, and when another
 * company began: two t distributions, whose tails are those of habits that do change now and then.
 * Immutable.
 */
final class Contrast {
  /** Degrees of freedom; real habits have heavier tails than a normal distribution. */
  private static final double FREEDOM = 8;

  /** From median absolute deviation to sd. */
  private static final double TO_SD = 1.4826;

  /** Fewer changes are no distribution. */
  private static final int LEAST_SAMPLE = 60;

  /** The quartile of a loss tells less than what is lost in a thousandth of all cases. */
  private static final double HEAVIER = 1.2;

  /** Tells nothing. */
  private static final Contrast NONE = new Contrast(0, 1, 0, 1);

  private final double sameMean;
  private final double sameSd;
  private final double otherMean;
  private final double otherSd;

  Contrast(double sameMean, double sameSd, double otherMean, double otherSd) {
    this.sameMean = sameMean;
    this.sameSd = sameSd;
    this.otherMean = otherMean;
    this.otherSd = otherSd;
  }

  /**
   * Of changes about zero, measured on the panel itself.
   *
   * @param same changes within one series; NaN where unknown
   * @param other changes from one series to another
   * @param usual what is taken when there are too few; no company is steadier than half of this
   */
  static Contrast ofChanges(double[] same, double[] other, Contrast usual) {
    if (known(same) < LEAST_SAMPLE || known(other) < LEAST_SAMPLE) {
      return usual;
    }
    double sameSd = Math.max(0.5 * usual.sameSd, sd(same, 0));
    // Two companies of a homogeneous panel may be alike; the next one need not be.
    double otherSd = Math.max(usual.otherSd, Math.max(sd(other, 0), sameSd));
    return new Contrast(0, sameSd, 0, otherSd);
  }

  /**
   * Of a loss, which has a middle of its own and is larger in another company.
   *
   * @return a contrast that tells nothing when the samples are too few or lie on each other
   */
  static Contrast ofLoss(double[] same, double[] other) {
    if (known(same) < LEAST_SAMPLE || known(other) < LEAST_SAMPLE) {
      return NONE;
    }
    double middle = Series.median(same, 0, same.length);
    double otherMiddle = Series.median(other, 0, other.length);
    double spread = tail(same, middle);
    return otherMiddle < middle + spread || spread <= 0
        ? NONE
        : new Contrast(middle, spread, otherMiddle, Math.max(spread, sd(other, otherMiddle)));
  }

  /** Sd by the upper quartile: the side on which another company lies is the heavier one. */
  private static double tail(double[] values, double middle) {
    double[] sorted =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted().toArray();
    return HEAVIER * TO_SD * (sorted[sorted.length * 3 / 4] - middle);
  }

  /** Log odds of another company; 0 for what is not known. */
  double logOdds(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    // Two spreads cross twice: beyond its middle nothing speaks less for either.
    double within = sameMean < otherMean ? Math.clamp(value, sameMean, otherMean) : value;
    return logDensity((within - otherMean) / otherSd, otherSd, FREEDOM)
        - logDensity((within - sameMean) / sameSd, sameSd, FREEDOM);
  }

  /** Of a t distribution, less the constant of its degrees of freedom. */
  private static double logDensity(double z, double sd, double freedom) {
    return -StrictMath.log(sd) - 0.5 * (freedom + 1) * StrictMath.log(1 + z * z / freedom);
  }

  private static double sd(double[] values, double middle) {
    double[] off = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      off[i] = Math.abs(values[i] - middle);
    }
    return TO_SD * Series.median(off, 0, off.length);
  }

  private static int known(double[] values) {
    return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
  }
}
