package io.statarb.basketscreen;

import io.statarb.screen.Verdict;

/** The first reason against a basket that was tested. */
final class BasketJudge {
  private BasketJudge() {}

  /**
   * Judges; comparisons are written so that NaN speaks against the basket.
   *
   * @param q p-value adjusted by the rule's method
   */
  static Verdict verdict(BasketCandidate basket, double q, BasketRule rule) {
    if (!(q <= rule.fdrLevel())) {
      return Verdict.NOT_COINTEGRATED;
    }
    if (!(basket.hedgeSum() > 0)) {
      return Verdict.HEDGE_RATIO_NOT_POSITIVE;
    }
    double halfLife = basket.halfLifeBars();
    if (Double.isNaN(halfLife)) {
      return Verdict.NO_REVERSION;
    }
    if (halfLife < rule.minHalfLifeBars()) {
      return Verdict.HALF_LIFE_TOO_SHORT;
    }
    if (halfLife > rule.maxHalfLifeBars()) {
      return Verdict.HALF_LIFE_TOO_LONG;
    }
    if (!(basket.sdToCost() >= rule.minSdToCost())) {
      return Verdict.SPREAD_BELOW_COST;
    }
    return basket.residual().parts().stream().allMatch(ResidualFigures.Part::comesBack)
        ? Verdict.SELECTED
        : Verdict.UNSTABLE;
  }
}
