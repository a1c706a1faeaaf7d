package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import java.util.ArrayList;
import java.util.List;

/**
 * What all kernels of one pair read: the last good quote of each leg, the spread, time since the
 * first tick, and the decays.
 */
final class PairState {
  static final int Y = 0;
  static final int X = 1;

  /** Seconds of known quotes after which a value counts, however long its time constant. */
  static final double WARM_UP_S = 20.0;

  private final PairDefinition pair;
  private final LegQuote y;
  private final LegQuote x;
  private final List<Decay> decays = new ArrayList<>();
  private boolean started;
  private long firstNs;
  private long nowNs;
  private double spread = Double.NaN;

  PairState(PairDefinition pair, Instrument y, Instrument x) {
    this.pair = pair;
    this.y = new LegQuote(y);
    this.x = new LegQuote(x);
  }

  /** The shared decay of a time constant; called by kernels while they are made. */
  Decay decay(double tauS) {
    for (Decay decay : decays) {
      if (decay.tauS() == tauS) {
        return decay;
      }
    }
    Decay decay = new Decay(tauS);
    decays.add(decay);
    return decay;
  }

  /**
   * Moments that are warm after a quarter of the time constant, or {@link #WARM_UP_S} if shorter.
   */
  DecayedMoments moments(double tauS) {
    return new DecayedMoments(decay(tauS), Math.min(tauS / 4.0, WARM_UP_S));
  }

  void elapse(long tsNs) {
    if (!started) {
      started = true;
      firstNs = tsNs;
      nowNs = tsNs;
    }
    // Ticks come in time order; one that does not moves no clock.
    long dtNs = Math.max(0, tsNs - nowNs);
    nowNs += dtNs;
    for (int i = 0; i < decays.size(); i++) {
      decays.get(i).elapse(dtNs);
    }
  }

  void quote(int leg, long bidPxTicks, long askPxTicks) {
    leg(leg).set(nowNs, bidPxTicks, askPxTicks);
    spread = held() ? y.logMid() - pair.hedgeRatio() * x.logMid() - pair.intercept() : Double.NaN;
  }

  void drop(int leg) {
    leg(leg).drop();
    spread = Double.NaN;
  }

  /** A leg's prices are in other units from now on; the spread goes on where it stood. */
  void rebase(int leg, Rebasing rebasing) {
    leg(leg).rebase(rebasing);
  }

  LegQuote leg(int leg) {
    return leg == Y ? y : x;
  }

  PairDefinition pair() {
    return pair;
  }

  /** Whether both legs hold a good quote. */
  boolean held() {
    return y.held() && x.held();
  }

  /** The spread of the quotes held, NaN unless both are. */
  double spread() {
    return spread;
  }

  /** Time of the current tick, UTC nanoseconds. */
  long nowNs() {
    return nowNs;
  }

  /** Seconds since the first tick of either leg. */
  double ageS() {
    return (nowNs - firstNs) * 1e-9;
  }

  void reset() {
    started = false;
    firstNs = 0;
    nowNs = 0;
    spread = Double.NaN;
    y.reset();
    x.reset();
    for (int i = 0; i < decays.size(); i++) {
      decays.get(i).reset();
    }
  }
}
