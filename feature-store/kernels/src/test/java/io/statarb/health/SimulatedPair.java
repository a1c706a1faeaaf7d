package io.statarb.health;

import io.statarb.features.RatioErrors;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A seeded pair or basket with a known truth: {@code log y} is the hedge ratio times each {@code
 * log x}, plus the spread, an AR(1) about a level. Change the truth between samples to break it.
 */
final class SimulatedPair {
  static final double RATIO = 1.2;
  static final double SD = 5e-5;
  static final double HALF_LIFE = 30;

  private static final double X_STEP = 3e-5;
  private static final int DEGREES = 4;

  /** What a pair may be without being broken. */
  enum Kind {
    /** The spread knows nothing of the hedge legs, which are random walks; all is normal. */
    PLAIN,
    /** The same, all steps of Student's t with 4 degrees of freedom. */
    HEAVY_TAILS,
    /** All legs return to one random walk, so that the spread moves with the hedge legs. */
    ALL_RETURN
  }

  private final SplittableRandom random;
  private final Kind kind;
  private final double[] ratios;
  private final double[] walks;
  private final double[] deviations;
  private final double[] logPx;
  private int brokenLeg = 1;
  private double brokenBy;
  private double brokenAtX;
  private double level;
  private double phi;
  private double innovationSd;
  private double deviation;

  SimulatedPair(long seed) {
    this(seed, HALF_LIFE);
  }

  SimulatedPair(long seed, double halfLife) {
    this(seed, halfLife, 1, Kind.PLAIN);
  }

  SimulatedPair(long seed, double halfLife, int hedges, Kind kind) {
    this.random = new SplittableRandom(seed);
    this.kind = kind;
    ratios = new double[hedges];
    Arrays.fill(ratios, RATIO / hedges);
    walks = new double[hedges];
    Arrays.fill(walks, 0.3);
    deviations = new double[hedges];
    logPx = new double[1 + hedges];
    phi = StrictMath.exp(-StrictMath.log(2) / halfLife);
    innovationSd = SD * StrictMath.sqrt(1 - phi * phi);
    deviation = SD * random.nextGaussian();
  }

  /** What a formation window of two days would have found, without error. */
  static HealthReference truth() {
    double phi = StrictMath.exp(-StrictMath.log(2) / HALF_LIFE);
    return known(List.of(RATIO), 0, SD, phi, 172_800);
  }

  /** A reference of ratios that are known. */
  static HealthReference known(
      List<Double> ratios, double mean, double sd, double phi, double samples) {
    return new HealthReference(ratios, 0, mean, sd, phi, samples, RatioErrors.NONE);
  }

  List<Double> ratios() {
    return Collections.nCopies(ratios.length, RATIO / ratios.length);
  }

  private double step() {
    double normal = random.nextGaussian();
    if (kind != Kind.HEAVY_TAILS) {
      return normal;
    }
    double squares = 0;
    for (int i = 0; i < DEGREES; i++) {
      double each = random.nextGaussian();
      squares += each * each;
    }
    // Of variance 1.
    return normal * StrictMath.sqrt((DEGREES - 2) / squares);
  }

  void next() {
    double common = step();
    for (int i = 0; i < walks.length; i++) {
      // Hedge legs are correlated by a half; with all returning they are one walk.
      double own = walks.length == 1 || kind == Kind.ALL_RETURN ? 0 : 1;
      double change = own == 0 ? common : StrictMath.sqrt(0.5) * (common + step());
      walks[i] += X_STEP * change;
      deviations[i] = kind == Kind.ALL_RETURN ? phi * deviations[i] + innovationSd * step() : 0;
      logPx[1 + i] = walks[i] + deviations[i];
    }
    deviation = phi * deviation + innovationSd * step();
    double logY = brokenBy * (logPx[brokenLeg] - brokenAtX) + level + deviation;
    for (int i = 0; i < walks.length; i++) {
      logY += ratios[i] * walks[i];
    }
    logPx[0] = logY;
  }

  /** Log prices of all legs, Y first; overwritten by the next sample. */
  double[] logPx() {
    return logPx;
  }

  /** From the next sample on the level is off by so many sd. */
  void shift(double sd) {
    level = sd * SD;
  }

  /** From the next sample on y moves by another multiple of the first x. */
  void hedge(double newRatio) {
    hedge(1, newRatio);
  }

  /** The same of another hedge leg, the first of which is 1. */
  void hedge(int leg, double newRatio) {
    brokenLeg = leg;
    brokenBy = newRatio - ratios[leg - 1];
    brokenAtX = logPx[leg];
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
