package io.statarb.screen;

import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Trend;

/**
 * What a pair must be to be selected.
 *
 * @param trend deterministic terms of the cointegrating regression
 * @param lags how the lags of the residual's test are found
 * @param fdr method of false discovery control
 * @param fdrLevel largest expected share of false discoveries, in (0, 1)
 * @param minHalfLifeBars a spread that comes back faster is the bounce between bid and ask
 * @param maxHalfLifeBars a spread that comes back more slowly ties up capital longer than a
 *     position is held
 * @param costBps cost of a round trip of both legs, in bps of the value of leg y
 * @param minSdToCost least ratio of the spread's standard deviation to that cost: a trade from two
 *     standard deviations to the mean must pay for itself
 * @param subWindows equal parts of the window in which the spread must look alike; 1 for none
 * @param subWindowP largest p-value of the spread's unit root in each part, in (0, 1]
 */
public record ScreenRule(
    Trend trend,
    LagChoice lags,
    FalseDiscovery fdr,
    double fdrLevel,
    double minHalfLifeBars,
    double maxHalfLifeBars,
    double costBps,
    double minSdToCost,
    int subWindows,
    double subWindowP) {

  /** The rule of the commands; each number can be set. */
  public static final ScreenRule DEFAULT =
      new ScreenRule(
          Trend.C, new LagChoice.Fixed(1), FalseDiscovery.BY, 0.05, 1, 60, 20, 2, 2, 0.5);

  /** Checks the numbers. */
  public ScreenRule {
    if (!(fdrLevel > 0 && fdrLevel < 1) || !(subWindowP > 0 && subWindowP <= 1)) {
      throw new IllegalArgumentException(
          "levels must be within 0 and 1: fdrLevel=%s subWindowP=%s"
              .formatted(fdrLevel, subWindowP));
    }
    if (!(minHalfLifeBars >= 0 && maxHalfLifeBars > minHalfLifeBars)) {
      throw new IllegalArgumentException(
          "half-lives must be a range: minHalfLifeBars=%s maxHalfLifeBars=%s"
              .formatted(minHalfLifeBars, maxHalfLifeBars));
    }
    if (!(costBps >= 0) || !(minSdToCost >= 0) || subWindows < 1 || subWindows > 12) {
      throw new IllegalArgumentException(
          "cost and ratio must be at least 0, sub-windows 1 to 12: costBps=%s minSdToCost=%s subWindows=%d"
              .formatted(costBps, minSdToCost, subWindows));
    }
  }
}
