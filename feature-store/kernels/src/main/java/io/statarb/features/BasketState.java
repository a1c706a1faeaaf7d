package io.statarb.features;

import io.statarb.instruments.Instrument;
import io.statarb.instruments.Rebasing;
import java.util.List;

/**
 * What all kernels of one basket read: the last good quote of each leg, the spread, and time. A
 * pair is the basket {@code 1 x log Y - hedgeRatio x log X}.
 */
final class BasketState {
  static final int Y = 0;
  static final int X = 1;

  private final BasketDefinition basket;
  private final SessionTime time = new SessionTime();
  private final LegQuote[] legs;
  private final double[] weights;
  private double spread = Double.NaN;

  BasketState(BasketDefinition basket, List<Instrument> instruments) {
    this.basket = basket;
    this.legs = instruments.stream().map(LegQuote::new).toArray(LegQuote[]::new);
    this.weights = basket.legs().stream().mapToDouble(BasketLeg::weight).toArray();
  }

  SessionTime time() {
    return time;
  }

  /** Moments that are warm after {@link SessionTime#warmUpS}. */
  DecayedMoments moments(double tauS) {
    return time.moments(tauS);
  }

  void quote(int leg, long bidPxTicks, long askPxTicks) {
    legs[leg].set(time.nowNs(), bidPxTicks, askPxTicks);
    spread = held() ? weighted() - basket.intercept() : Double.NaN;
  }

  private double weighted() {
    double sum = 0.0;
    for (int i = 0; i < legs.length; i++) {
      sum += weights[i] * legs[i].logMid();
    }
    return sum;
  }

  void drop(int leg) {
    legs[leg].drop();
    spread = Double.NaN;
  }

  /** A leg's prices are in other units from now on; the spread goes on where it stood. */
  void rebase(int leg, Rebasing rebasing) {
    legs[leg].rebase(rebasing);
  }

  int legs() {
    return legs.length;
  }

  LegQuote leg(int leg) {
    return legs[leg];
  }

  /** Units of this leg's log price in one unit of spread. */
  double weight(int leg) {
    return weights[leg];
  }

  /** What the legs after the first hedge it with: minus the sum of weight x log mid over them. */
  double logHedge() {
    double sum = 0.0;
    for (int i = 1; i < legs.length; i++) {
      sum -= weights[i] * legs[i].logMid();
    }
    return sum;
  }

  /** Of a pair: units of log X per unit of log Y. */
  double hedgeRatio() {
    return -weights[X];
  }

  BasketDefinition basket() {
    return basket;
  }

  /** Whether all legs hold a good quote. */
  boolean held() {
    for (LegQuote leg : legs) {
      if (!leg.held()) {
        return false;
      }
    }
    return true;
  }

  /** The spread of the quotes held, NaN unless all are. */
  double spread() {
    return spread;
  }

  void reset() {
    time.reset();
    spread = Double.NaN;
    for (LegQuote leg : legs) {
      leg.reset();
    }
  }
}
