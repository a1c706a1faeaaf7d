package io.statarb.features;

import java.util.List;

/** What it costs to cross all legs of a basket and back, fees not counted. No warm-up, no state. */
final class BasketCost implements FeatureKernel {
  private static final double BPS = 1e4;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
              "cost_to_cross_bps",
              "bps",
              "round trip over all legs in units of the spread: sum of |weight| x quoted spread over mid"));

  private final BasketState state;

  BasketCost(BasketState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    double cost = 0.0;
    for (int leg = 0; leg < state.legs(); leg++) {
      cost += Math.abs(state.weight(leg)) * 2.0 * state.leg(leg).halfSpread();
    }
    values[offset] = BPS * cost;
  }
}
