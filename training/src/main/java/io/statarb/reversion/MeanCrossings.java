package io.statarb.reversion;

/**
 * How often a series crosses its mean.
 *
 * @param count changes of sign of the deviation from the mean; a value on the mean changes nothing
 * @param steps rows - 1
 */
public record MeanCrossings(int count, int steps) {

  /** Counts. */
  public static MeanCrossings of(double[] values) {
    double mean = Samples.mean(values);
    int count = 0;
    double side = 0;
    for (double value : values) {
      double now = Math.signum(value - mean);
      if (now * side < 0) {
        count++;
      }
      side = now == 0 ? side : now;
    }
    return new MeanCrossings(count, values.length - 1);
  }

  /**
   * Crossings expected of a stationary Gaussian AR(1) about a known mean: {@code steps arccos(phi)
   * / pi} (Rice, Mathematical analysis of random noise, 1945, in discrete time: Kedem, Time Series
   * Analysis by Higher Order Crossings, 1994, eq. 4.1); NaN unless {@code |phi| < 1}.
   */
  public double expected(double phi) {
    return Math.abs(phi) < 1 ? steps * StrictMath.acos(phi) / StrictMath.PI : Double.NaN;
  }
}
