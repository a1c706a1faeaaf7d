package io.statarb.reversion;

/**
 * Time in which half of a deviation is gone, from the AR(1) with a constant {@code s(t) = a + phi
 * s(t-1) + e(t)} by least squares.
 *
 * <p>Least squares puts phi too low in small samples, so half-lives come out too short: the bias is
 * about {@code -(1 + 3 phi) / n} (Marriott and Pope, Bias in the estimation of autocorrelations,
 * Biometrika 41, 1954, 390-402); {@link #unbiasedPhi} takes it back.
 *
 * @param phi slope of the AR(1)
 * @param phiSe its standard error by least squares
 * @param rows rows of the regression
 */
public record HalfLife(double phi, double phiSe, int rows) {

  /** From a series of at least 4 values that vary. */
  public static HalfLife of(double[] values) {
    LineFit line = LineFit.autoregression(values);
    return new HalfLife(line.slope(), line.slopeSe(), line.rows());
  }

  /** {@code -ln 2 / ln phi} in rows; NaN unless {@code 0 < phi < 1}. */
  public double rows(double slope) {
    return slope > 0 && slope < 1 ? -StrictMath.log(2) / StrictMath.log(slope) : Double.NaN;
  }

  /** The half-life in rows, exact for an AR(1); NaN unless {@code 0 < phi < 1}. */
  public double halfLife() {
    return rows(phi);
  }

  /** Its standard error by the delta method: {@code se(phi) ln 2 / (phi (ln phi)^2)}. */
  public double halfLifeSe() {
    double log = StrictMath.log(phi);
    return known() ? phiSe * StrictMath.log(2) / (phi * log * log) : Double.NaN;
  }

  /**
   * The half-life in rows by the regression of the change on the level, {@code -ln 2 / lambda} with
   * {@code lambda = phi - 1}: the Euler step of an Ornstein-Uhlenbeck process (Chan, Algorithmic
   * Trading, 2013, ch. 2). Longer than the exact one, by about half of ln 2.
   */
  public double regressionHalfLife() {
    return known() ? StrictMath.log(2) / (1 - phi) : Double.NaN;
  }

  /** Its standard error by the delta method. */
  public double regressionHalfLifeSe() {
    return known() ? phiSe * StrictMath.log(2) / ((1 - phi) * (1 - phi)) : Double.NaN;
  }

  /** phi with its small-sample bias taken back; may be 1 or more. */
  public double unbiasedPhi() {
    return (rows * phi + 1) / (rows - 3.0);
  }

  /** The half-life of {@link #unbiasedPhi}; NaN when that one does not revert. */
  public double unbiasedHalfLife() {
    return rows(unbiasedPhi());
  }

  /** Whether there is a half-life. */
  public boolean known() {
    return phi > 0 && phi < 1;
  }

  /** Why there is none; empty when there is one. */
  public String unknownBecause() {
    if (phi >= 1) {
      return "phi=%s: a slope of 1 or more does not revert".formatted(phi);
    }
    if (phi <= 0) {
      return "phi=%s: the series crosses its mean within a row, so a half-life is less than a row"
          .formatted(phi);
    }
    return "";
  }
}
