package io.statarb.features;

import java.util.List;

/** What it costs to take the other side's quotes, fees not counted. No warm-up, no state. */
final class CrossingCost implements FeatureKernel {
  private static final double BPS = 1e4;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField("y_half_spread_bps", "bps", "(ask - bid) / (ask + bid) of Y"),
          new FeatureField("x_half_spread_bps", "bps", "(ask - bid) / (ask + bid) of X"),
          new FeatureField(
              "cost_to_cross_bps",
              "bps",
              "round trip over both legs in units of the spread: full quoted spread of Y over its mid + |hedge ratio| x the"
                  + " same of X"));

  private final BasketState state;

  CrossingCost(BasketState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    double y = BPS * state.leg(BasketState.Y).halfSpread();
    double x = BPS * state.leg(BasketState.X).halfSpread();
    values[offset] = y;
    values[offset + 1] = x;
    values[offset + 2] = 2.0 * y + Math.abs(state.hedgeRatio()) * (2.0 * x);
  }
}
