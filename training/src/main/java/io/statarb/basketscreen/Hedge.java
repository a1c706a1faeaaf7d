package io.statarb.basketscreen;

import java.util.List;

/**
 * The hedge of one stock, found in one world.
 *
 * @param legs columns of the hedge legs
 * @param ratios value of each held short for a unit of value of the stock held long
 * @param errors standard error of each ratio as if the errors of the regression were not
 *     autocorrelated
 * @param rSquared share of the stock's squares, of log price or of returns, that the legs explain
 * @param replicated share of the variance of the stock's factor returns that the legs replicate;
 *     NaN where no factors play a part
 */
record Hedge(
    List<Integer> legs,
    List<Double> ratios,
    List<Double> errors,
    double rSquared,
    double replicated) {

  /** What the hedge leaves of the stock's log price at each row; its mean is the intercept. */
  double[] spread(double[][] logs, int y) {
    double[] spread = logs[y].clone();
    for (int i = 0; i < legs.size(); i++) {
      double[] leg = logs[legs.get(i)];
      double ratio = ratios.get(i);
      for (int t = 0; t < spread.length; t++) {
        spread[t] -= ratio * leg[t];
      }
    }
    return spread;
  }
}
