package io.statarb.features;

import java.util.List;

/** What it costs to take the other side's quotes, fees not counted. No warm-up, no state. */
final class CrossingCost implements FeatureKernel {
  private static final double BPS = 1e4;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
              "y_half_spread_bps", "bps", "(ask - bid) / (ask + bid) of Y; no warm-up"),
          new FeatureField(
              "x_half_spread_bps", "bps", "(ask - bid) / (ask + bid) of X; no warm-up"),
          new FeatureField(
              "cost_to_cross_bps",
              "bps",
              "round trip over both legs in units of the spread: full quoted spread of Y over its mid + |hedge ratio| x the"
                  + " same of X; no warm-up"));

  private final PairState state;

  CrossingCost(PairState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    double y = BPS * state.leg(PairState.Y).halfSpread();
    double x = BPS * state.leg(PairState.X).halfSpread();
    values[offset] = y;
    values[offset + 1] = x;
    values[offset + 2] = 2.0 * y + Math.abs(state.pair().hedgeRatio()) * (2.0 * x);
  }
}
