package io.statarb.health;

import java.util.SplittableRandom;

/**
 * A seeded pair with a known truth: log x is a random walk, {@code log y = ratio * log x + spread},
 * the spread an AR(1) about a level. Change the truth between samples to break it.
 */
final class SimulatedPair {
  static final double RATIO = 1.2;
  static final double SD = 5e-5;
  static final double HALF_LIFE = 30;

  private static final double X_STEP = 3e-5;

  private final SplittableRandom random;
  private double ratio = RATIO;
  private double brokenAtX;
  private double level;
  private double phi;
  private double innovationSd;
  private double logX = 0.3;
  private double deviation;

  SimulatedPair(long seed) {
    this(seed, HALF_LIFE);
  }

  SimulatedPair(long seed, double halfLife) {
    random = new SplittableRandom(seed);
    phi = StrictMath.exp(-StrictMath.log(2) / halfLife);
    innovationSd = SD * StrictMath.sqrt(1 - phi * phi);
    deviation = SD * random.nextGaussian();
  }

  /** What a formation window of two days would have found, without error. */
  static HealthReference truth() {
    double phi = StrictMath.exp(-StrictMath.log(2) / HALF_LIFE);
    return new HealthReference(RATIO, 0, 0, SD, phi, 172_800);
  }

  void next() {
    logX += X_STEP * random.nextGaussian();
    deviation = phi * deviation + innovationSd * random.nextGaussian();
  }

  double logX() {
    return logX;
  }

  double logY() {
    return RATIO * logX + (ratio - RATIO) * (logX - brokenAtX) + level + deviation;
  }

  /** From now on the level is off by so many sd. */
  void shift(double sd) {
    level = sd * SD;
  }

  /** From now on y moves by another multiple of x. */
  void hedge(double newRatio) {
    ratio = newRatio;
    brokenAtX = logX;
  }

  /** From now on nothing brings the spread back. */
  void unroot() {
    phi = 1;
  }

  /** From now on the spread moves so many times as much. */
  void widen(double times) {
    innovationSd *= times;
  }
}
