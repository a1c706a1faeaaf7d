package io.statarb.features;

import java.util.List;

/**
 * How fast the spread moves: realised volatility and velocity. A change across a gap of either leg
 * does not count.
 */
final class SpreadMotion implements FeatureKernel {
  private static final double BPS = 1e4;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
                  "spread_vol_60s",
                  "bps/sqrt(s)",
                  "root of the time-decayed sum of squared spread changes per second, tau 60 s, this tick included")
              .from("realised volatility of Andersen, Bollerslev, Diebold and Labys (2003)")
              .warming("warm after 20 s"),
          new FeatureField(
                  "spread_velocity_10s",
                  "bps/s",
                  "(spread - time-decayed mean) / tau, tau 10 s: the slope that a straight move would have")
              .warming("warm after 2.5 s"));

  private final BasketState state;
  private final Decay volDecay;
  private final double volWarmWeight;
  private final DecayedMoments mean;
  private double sumOfSquares;
  private double lastSpread = Double.NaN;

  SpreadMotion(BasketState state) {
    this.state = state;
    this.volDecay = state.time().decay(60.0);
    this.volWarmWeight = volDecay.weightAfter(SessionTime.WARM_UP_S);
    this.mean = state.moments(10.0);
  }

  @Override
  public void elapse() {
    sumOfSquares *= volDecay.keep();
    if (state.held()) {
      mean.hold(state.spread());
    } else {
      mean.fade();
      lastSpread = Double.NaN;
    }
  }

  @Override
  public void row(double[] values, int offset) {
    double spread = state.spread();
    if (!Double.isNaN(lastSpread)) {
      double change = spread - lastSpread;
      sumOfSquares += change * change;
    }
    lastSpread = spread;
    values[offset] =
        volDecay.weight() >= volWarmWeight
            ? BPS * StrictMath.sqrt(sumOfSquares / (volDecay.tauS() * volDecay.weight()))
            : Double.NaN;
    values[offset + 1] = mean.warm() ? BPS * (spread - mean.mean()) / 10.0 : Double.NaN;
  }

  @Override
  public void reset() {
    sumOfSquares = 0.0;
    lastSpread = Double.NaN;
    mean.reset();
  }
}
