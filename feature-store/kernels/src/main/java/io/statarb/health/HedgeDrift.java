package io.statarb.health;

import io.statarb.features.RatioErrors;

/**
 * By how much hedge ratios have moved since the formation window: slopes of the spread of a window
 * of samples on the log prices of the hedge legs, by least squares.
 *
 * <p>A slope errs for two reasons. In the window by least squares times {@code (1 + phi) / (1 -
 * phi)} in variance, for residuals that follow an AR(1) (Bartlett 1935, J. R. Stat. Soc. 98,
 * 536-543); and in the formation window, where the ratio that it is held against was estimated.
 *
 * <p>Single-threaded; allocates nothing after construction.
 */
final class HedgeDrift {
  /** Share of its variance that a leg must have of its own, apart from the legs before it. */
  private static final double LEAST_OWN = 1e-9;

  private final int legs;
  private final double[][] formed;

  private final double[] slope;
  private final double[] slopeT;
  private double whole = Double.NaN;
  private double wholeT = Double.NaN;

  // Of the measurement being made: cross products, their Cholesky factor, a column of its inverse.
  private final double[] xs;
  private final double[][] factor;
  private final double[] column;

  HedgeDrift(HealthReference reference) {
    RatioErrors errors = reference.ratioErrors();
    this.legs = reference.ratios().size();
    this.formed = new double[legs][legs];
    for (int i = 0; i < errors.estimated(); i++) {
      for (int j = 0; j < errors.estimated(); j++) {
        formed[i][j] = errors.covariance().get(i).get(j);
      }
    }
    this.slope = new double[legs];
    this.slopeT = new double[legs];
    this.xs = new double[legs];
    this.factor = new double[legs][legs];
    this.column = new double[legs];
  }

  /**
   * Measures a window. All series are centred.
   *
   * @param spread the spread
   * @param hedge what the hedge legs come to together; of a pair log x
   * @param logX log price of each hedge leg
   * @param count samples, the first of each series
   * @param phi AR(1) of the spread in the window
   */
  void measure(double[] spread, double[] hedge, double[][] logX, int count, double phi) {
    // Without reversion there is no knowing.
    double inflation = (1 + phi) / Math.max(0, 1 - phi);
    double squares = product(spread, spread, count);
    measureWhole(spread, hedge, logX, count, squares, inflation);
    if (legs == 1) {
      slope[0] = whole;
      slopeT[0] = wholeT;
    } else {
      measureLegs(spread, logX, count, squares, inflation);
    }
  }

  private void measureWhole(
      double[] spread,
      double[] hedge,
      double[][] logX,
      int count,
      double squares,
      double inflation) {
    double hh = product(hedge, hedge, count);
    double hs = product(hedge, spread, count);
    whole = hh > 0 ? hs / hh : Double.NaN;
    double variance = Math.max(0, squares - whole * hs) / (count - 2) * inflation / hh;
    // An error of the ratio of a leg counts as far as the leg moves with the whole.
    for (int i = 0; i < legs; i++) {
      column[i] = product(hedge, logX[i], count) / hh;
    }
    for (int i = 0; i < legs; i++) {
      for (int j = 0; j < legs; j++) {
        variance += column[i] * formed[i][j] * column[j];
      }
    }
    wholeT = whole / StrictMath.sqrt(variance);
  }

  private void measureLegs(
      double[] spread, double[][] logX, int count, double squares, double inflation) {
    if (!factorise(logX, count)) {
      java.util.Arrays.fill(slope, Double.NaN);
      java.util.Arrays.fill(slopeT, Double.NaN);
      return;
    }
    double rest = squares;
    for (int i = 0; i < legs; i++) {
      xs[i] = product(logX[i], spread, count);
      slope[i] = 0;
    }
    // Slopes are the inverse times xs; its diagonal gives their variances.
    for (int i = 0; i < legs; i++) {
      slopeT[i] = inverseColumn(i);
      for (int j = 0; j < legs; j++) {
        slope[i] += column[j] * xs[j];
      }
      rest -= slope[i] * xs[i];
    }
    double variance = Math.max(0, rest) / (count - legs - 1) * inflation;
    for (int i = 0; i < legs; i++) {
      slopeT[i] = slope[i] / StrictMath.sqrt(variance * slopeT[i] + formed[i][i]);
    }
  }

  /** Cholesky's factor of the cross products; false where a leg is a combination of others. */
  private boolean factorise(double[][] logX, int count) {
    for (int i = 0; i < legs; i++) {
      for (int j = 0; j <= i; j++) {
        double own = product(logX[i], logX[j], count);
        double rest = own;
        for (int l = 0; l < j; l++) {
          rest -= factor[i][l] * factor[j][l];
        }
        if (i != j) {
          factor[i][j] = rest / factor[j][j];
        } else if (rest > LEAST_OWN * own) {
          factor[i][i] = StrictMath.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Leaves a column of the inverse in {@link #column}; returns its element on the diagonal. */
  private double inverseColumn(int of) {
    for (int i = 0; i < legs; i++) {
      double value = i == of ? 1 : 0;
      for (int l = 0; l < i; l++) {
        value -= factor[i][l] * column[l];
      }
      column[i] = value / factor[i][i];
    }
    for (int i = legs - 1; i >= 0; i--) {
      double value = column[i];
      for (int l = i + 1; l < legs; l++) {
        value -= factor[l][i] * column[l];
      }
      column[i] = value / factor[i][i];
    }
    return column[of];
  }

  private static double product(double[] a, double[] b, int count) {
    double sum = 0;
    for (int t = 0; t < count; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  /**
   * Hedge ratio of the window less that of the formation window, of a basket that to its hedge as a
   * whole; NaN while the hedge does not move.
   */
  double whole() {
    return whole;
  }

  /** The same in its standard errors. */
  double wholeT() {
    return wholeT;
  }

  /** The same of one hedge leg, the others held still; NaN where they cannot be told apart. */
  double leg(int i) {
    return slope[i];
  }

  /** The same in its standard errors. */
  double legT(int i) {
    return slopeT[i];
  }
}
