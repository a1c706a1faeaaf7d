package io.statarb.basketscreen;

/**
 * How volatile each column was about each day, 1 for as much as over the whole window, so that its
 * returns can be put on the scale of one day and a world can be as volatile when the panel was:
 * root of the mean square of the returns within {@link #HALF_WINDOW} days of the day, fewer at the
 * ends, over that of all.
 *
 * <p>Without it a unit root test takes a calm after a storm for reversion (Cavaliere and Taylor,
 * Bootstrap unit root tests for time series with nonstationary volatility, Econometric Theory 24,
 * 2008, 43-71).
 */
final class VolatilityPath {
  /** Days before and after: two months in all, enough returns for an error of a tenth. */
  static final int HALF_WINDOW = 20;

  /** A column that stands still for long is taken to move by at least this share of its usual. */
  private static final double LEAST_SHARE = 0.1;

  private final double[][] volatility;

  private VolatilityPath(double[][] volatility) {
    this.volatility = volatility;
  }

  /** Of returns, one array a column, none of them all 0. */
  static VolatilityPath of(double[][] returns) {
    double[][] volatility = new double[returns.length][];
    for (int i = 0; i < returns.length; i++) {
      volatility[i] = path(returns[i]);
    }
    return new VolatilityPath(volatility);
  }

  private static double[] path(double[] returns) {
    double usual = rms(returns, 0, returns.length);
    double[] path = new double[returns.length];
    for (int t = 0; t < path.length; t++) {
      int from = Math.max(0, t - HALF_WINDOW);
      int to = Math.min(returns.length, t + HALF_WINDOW + 1);
      path[t] = Math.max(LEAST_SHARE, rms(returns, from, to) / usual);
    }
    return path;
  }

  private static double rms(double[] returns, int from, int to) {
    double squares = 0;
    for (int t = from; t < to; t++) {
      squares += returns[t] * returns[t];
    }
    return StrictMath.sqrt(squares / (to - from));
  }

  /** Volatility of a column about a day, over its usual one. */
  double at(int column, int day) {
    return volatility[column][day];
  }

  /** Returns at their column's usual volatility. */
  double[][] standardised(double[][] returns) {
    double[][] standardised = new double[returns.length][];
    for (int i = 0; i < returns.length; i++) {
      standardised[i] = returns[i].clone();
      for (int t = 0; t < standardised[i].length; t++) {
        standardised[i][t] /= volatility[i][t];
      }
    }
    return standardised;
  }
}
