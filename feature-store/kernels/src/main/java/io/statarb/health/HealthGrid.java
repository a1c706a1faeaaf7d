package io.statarb.health;

import io.statarb.features.PairDefinition;
import io.statarb.settings.Strategy.HealthSettings;
import java.util.Arrays;

/**
 * Samples the legs of a pair and gives the samples to its {@link PairHealth}: on an even grid of
 * event time by the previous-tick rule, or once a bar. On the grid there is no sample while a leg
 * holds no quote or one older than a minute: the same rules as those of the grid that fitted the
 * pair.
 *
 * <p>Single-threaded. Allocates nothing after construction.
 */
public final class HealthGrid {
  /** A quote older than a minute, or than a step, says little about the present price, in ns. */
  private static final long MAX_AGE_NS = 60_000_000_000L;

  private static final long NS_PER_MS = 1_000_000;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final long NOT_STARTED = Long.MIN_VALUE;

  /**
   * What times a grid.
   *
   * @param bars whether it is bars, which count a second each as they do in features; else it is
   *     event time
   * @param formationNs length of the formation window on this clock, in ns
   */
  public record Clock(boolean bars, long formationNs) {
    /** Event time. */
    public static Clock ofTime(long formationNs) {
      return new Clock(false, formationNs);
    }

    /** Bars. */
    public static Clock ofBars(long formationBars) {
      return new Clock(true, formationBars * NS_PER_S);
    }
  }

  private final PairHealth health;
  private final boolean bars;
  private final long stepNs;
  private final long checkNs;
  private final long maxAgeNs;
  private final double[] logMid;
  private final long[] quotedNs;
  private long nextNs = NOT_STARTED;
  private long sampledNs;

  private HealthGrid(PairHealth health, int legs, boolean bars, long stepNs, int checkEvery) {
    this.health = health;
    this.bars = bars;
    this.stepNs = stepNs;
    this.checkNs = stepNs * checkEvery;
    this.maxAgeNs = Math.max(MAX_AGE_NS, stepNs);
    this.logMid = new double[legs];
    this.quotedNs = new long[legs];
    Arrays.fill(logMid, Double.NaN);
  }

  /**
   * The grid of one pair for one session.
   *
   * @param settings how health is measured
   * @param pair the pair
   * @param clock what times it
   */
  public static HealthGrid of(HealthSettings settings, PairDefinition pair, Clock clock) {
    long stepNs = clock.bars() ? NS_PER_S : stepNs(settings, pair.halfLifeS());
    HealthReference reference = HealthReference.of(pair, stepNs, clock.formationNs());
    PairHealth health = new PairHealth(settings, reference);
    return new HealthGrid(health, pair.legs().size(), clock.bars(), stepNs, settings.checkEvery());
  }

  /**
   * Distance of two samples in ns: {@code health.step_ms}, or as many of it as make a window span
   * {@code health.window_half_lives}.
   *
   * @param settings how health is measured
   * @param halfLifeS half-life of the pair in seconds; infinite when it does not revert
   */
  public static long stepNs(HealthSettings settings, double halfLifeS) {
    long stepNs = settings.stepMs() * NS_PER_MS;
    double spanNs = settings.windowHalfLives() * halfLifeS * NS_PER_S;
    double steps = StrictMath.ceil(spanNs / ((double) stepNs * settings.window()));
    // A pair that does not revert has no step of its own.
    return steps >= 1 && steps < Integer.MAX_VALUE ? stepNs * (long) steps : stepNs;
  }

  /**
   * Takes the samples of the grid before this time, up to and with the first that changes the
   * verdict.
   *
   * @param nowNs time of a tick, not yet given to {@link #quote}
   * @return whether the verdict changed; call again until it did not
   */
  public boolean elapse(long nowNs) {
    if (bars) {
      return false;
    }
    if (nextNs == NOT_STARTED) {
      nextNs = Math.ceilDiv(nowNs, stepNs) * stepNs;
    }
    while (nextNs < nowNs) {
      sampledNs = nextNs;
      nextNs += stepNs;
      if (!held()) {
        health.gap();
      } else if (sample()) {
        return true;
      }
    }
    return false;
  }

  private boolean held() {
    for (int leg = 0; leg < logMid.length; leg++) {
      if (Double.isNaN(logMid[leg]) || sampledNs - quotedNs[leg] > maxAgeNs) {
        return false;
      }
    }
    return true;
  }

  /** Whether bars are its clock. */
  public boolean ofBars() {
    return bars;
  }

  /**
   * Takes the sample of a bar that is whole, of which every leg has been {@linkplain #quote
   * quoted}.
   *
   * @param nowNs time of the bar's close
   * @return whether the verdict changed
   * @throws IllegalStateException on a grid of event time
   */
  public boolean bar(long nowNs) {
    if (!bars) {
      throw new IllegalStateException("Invariant: a grid of event time takes no bars");
    }
    sampledNs = nowNs;
    return sample();
  }

  private boolean sample() {
    return health.sample(logMid) && health.changed();
  }

  /**
   * Takes a quote of one leg.
   *
   * @param tsNs its time, not before that of the last one
   * @param leg 0 = Y, then the hedge legs
   * @param quotedLogMid log of its mid; NaN when the leg holds no quote any more
   */
  public void quote(long tsNs, int leg, double quotedLogMid) {
    logMid[leg] = quotedLogMid;
    quotedNs[leg] = tsNs;
  }

  /** The verdict and what it rests on. */
  public PairHealth health() {
    return health;
  }

  /** Time of the last sample, in ns. */
  public long sampledNs() {
    return sampledNs;
  }

  /** Half-life of the last check, in seconds; in bars where bars are the clock. */
  public double halfLifeS() {
    return health.halfLife() * stepNs / NS_PER_S;
  }

  /** Time from one check to the next on its clock, in ns. */
  public long checkNs() {
    return checkNs;
  }
}
