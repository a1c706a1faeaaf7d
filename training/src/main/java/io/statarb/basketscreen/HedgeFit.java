package io.statarb.basketscreen;

import io.statarb.linear.Regression;
import io.statarb.reversion.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Least squares with a constant of one series on a few. */
final class HedgeFit {
  /** Of which the regressors leave less than this share is their combination and rounding. */
  private static final double NOTHING_LEFT = 1e-12;

  private HedgeFit() {}

  /** Regression of {@code y} on a constant and the columns; null when it has no error. */
  static @Nullable Regression fit(double[] y, double[]... columns) {
    double[][] regressors = new double[columns.length + 1][];
    regressors[0] = new double[y.length];
    Arrays.fill(regressors[0], 1);
    System.arraycopy(columns, 0, regressors, 1, columns.length);
    Regression fit;
    try {
      fit = Regression.fit(y, regressors);
    } catch (IllegalArgumentException dependent) {
      return null;
    }
    return fit.sumOfSquares() > NOTHING_LEFT * squares(y) ? fit : null;
  }

  /** The hedge by a regression of a column on others; null when it has no error. */
  static @Nullable Hedge hedge(double[][] columns, int y, List<Integer> legs) {
    Regression fit =
        legs.isEmpty()
            ? null
            : fit(columns[y], legs.stream().map(leg -> columns[leg]).toArray(double[][]::new));
    if (fit == null) {
      return null;
    }
    List<Double> ratios = new ArrayList<>(legs.size());
    List<Double> errors = new ArrayList<>(legs.size());
    for (int i = 1; i <= legs.size(); i++) {
      ratios.add(fit.coefficient(i));
      errors.add(fit.standardError(i));
    }
    return new Hedge(legs, ratios, errors, rSquared(fit, columns[y]), Double.NaN);
  }

  /** Share of the squares of y about its mean that a regression explains. */
  static double rSquared(Regression fit, double[] y) {
    return 1 - fit.sumOfSquares() / squares(y);
  }

  /** Squares about the mean. */
  static double squares(double[] y) {
    double mean = Samples.mean(y);
    double squares = 0;
    for (double value : y) {
      squares += (value - mean) * (value - mean);
    }
    return squares;
  }
}
