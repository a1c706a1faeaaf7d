package io.statarb.health;

/**
 * Turns a value of Student's distribution into the normal deviate of the same tail, to about 0.002
 * of it for some 20 degrees of freedom and a few hundredths for five (Wallace 1959, Bounds on
 * Normal Approximations to Student's and the Chi-Square Distributions, Ann. Math. Stat. 30,
 * 1121-1130).
 */
final class StudentDeviate {
  /** Halvings of the range of a quantile. */
  private static final int HALVINGS = 80;

  /** No probability that a double holds lies further out. */
  private static final double FURTHEST = 40;

  private final double degrees;
  private final double scale;

  /**
   * Of a distribution.
   *
   * @param degrees degrees of freedom, above 0, need not be whole
   */
  StudentDeviate(double degrees) {
    this.degrees = degrees;
    this.scale = (8 * degrees + 1) / (8 * degrees + 3);
  }

  /**
   * The normal deviate.
   *
   * @param t value, 0 or more
   */
  double of(double t) {
    return scale * StrictMath.sqrt(degrees * StrictMath.log1p(t * t / degrees));
  }

  /** The value that a value passes, without sign, with this probability. */
  double quantile(double probability) {
    double low = 0;
    double high = FURTHEST;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (2 * NormalTail.cdf(-middle) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = high / scale;
    return StrictMath.sqrt(degrees * StrictMath.expm1(share * share / degrees));
  }
}
