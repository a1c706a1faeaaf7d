package io.statarb.features;

import java.util.List;

/** What it takes to trade all legs of a basket now. No warm-up, no state. */
final class AllLegs implements FeatureKernel {
  private static final double BPS = 1e4;
  private static final double MAX_AGE_S = 60.0;

  static final List<FeatureField> FIELDS =
      List.of(
          new FeatureField(
              "cross_all_legs_bps",
              "bps",
              "round trip over all legs in units of the spread: sum of |weight| x quoted spread over mid"),
          new FeatureField(
              "oldest_quote_age_s", "s", "age of the oldest quote of a traded leg, at most 60 s"));

  private final BasketState state;

  AllLegs(BasketState state) {
    this.state = state;
  }

  @Override
  public void row(double[] values, int offset) {
    double cost = 0.0;
    double age = 0.0;
    for (int i = 0; i < state.legs(); i++) {
      double weight = Math.abs(state.weight(i));
      cost += weight * 2.0 * state.leg(i).halfSpread();
      if (weight > 0.0) {
        age = Math.max(age, state.time().sinceS(state.leg(i).tsNs()));
      }
    }
    values[offset] = BPS * cost;
    values[offset + 1] = Math.min(age, MAX_AGE_S);
  }
}
