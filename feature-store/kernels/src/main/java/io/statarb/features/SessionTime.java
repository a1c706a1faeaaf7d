package io.statarb.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Time of one session as its kernels see it: now, the age of the session, and the decays that they
 * share. One thread.
 */
public final class SessionTime {
  /** Seconds of known values after which a value counts, however long its time constant. */
  public static final double WARM_UP_S = 20.0;

  private static final double NANO = 1e-9;

  private final List<Decay> decays = new ArrayList<>();
  private boolean started;
  private long firstNs;
  private long nowNs;

  /** A session that has not begun. */
  public SessionTime() {}

  /**
   * The shared decay of a time constant; called by kernels while they are made.
   *
   * @param tauS time constant in seconds, above 0
   */
  public Decay decay(double tauS) {
    for (Decay decay : decays) {
      if (decay.tauS() == tauS) {
        return decay;
      }
    }
    Decay decay = new Decay(tauS);
    decays.add(decay);
    return decay;
  }

  /** Seconds after which a value of this time constant counts: a quarter of it, at most 20. */
  public static double warmUpS(double tauS) {
    return Math.min(tauS / 4.0, WARM_UP_S);
  }

  /** Moments that are warm after {@link #warmUpS}. */
  public DecayedMoments moments(double tauS) {
    return new DecayedMoments(decay(tauS), warmUpS(tauS));
  }

  /** A sum whose rate is warm after {@link #warmUpS}. */
  public DecayedSum sum(double tauS) {
    return new DecayedSum(decay(tauS), warmUpS(tauS));
  }

  /** Moves on to an event; one that is older than the last moves no clock. */
  public void elapse(long tsNs) {
    if (!started) {
      started = true;
      firstNs = tsNs;
      nowNs = tsNs;
    }
    long dtNs = Math.max(0, tsNs - nowNs);
    nowNs += dtNs;
    for (int i = 0; i < decays.size(); i++) {
      decays.get(i).elapse(dtNs);
    }
  }

  /** Time of the current event, UTC nanoseconds. */
  public long nowNs() {
    return nowNs;
  }

  /** Seconds since the first event. */
  public double ageS() {
    return (nowNs - firstNs) * NANO;
  }

  /** Seconds from then to now. */
  public double sinceS(long thenNs) {
    return (nowNs - thenNs) * NANO;
  }

  /** A new session begins. */
  public void reset() {
    started = false;
    firstNs = 0;
    nowNs = 0;
    for (int i = 0; i < decays.size(); i++) {
      decays.get(i).reset();
    }
  }
}
