package io.statarb.cointegration;

/** Upper tail of the gamma distribution. */
final class GammaTail {
  private static final double PRECISION = 2e-16;
  private static final int MAX_TERMS = 100_000;

  /** Stirling's series needs an argument of at least this for full precision. */
  private static final double STIRLING_FROM = 15;

  private GammaTail() {}

  /** Probability of more than {@code x} for a gamma variable of that mean and variance. */
  static double of(double x, double mean, double variance) {
    double shape = mean * mean / variance;
    double scaled = x * mean / variance;
    if (scaled <= 0) {
      return 1;
    }
    double front = StrictMath.exp(shape * StrictMath.log(scaled) - scaled - logGamma(shape));
    return scaled < shape + 1 ? 1 - front * series(shape, scaled) : front * fraction(shape, scaled);
  }

  /** Abramowitz and Stegun 6.5.29. */
  private static double series(double shape, double x) {
    double term = 1 / shape;
    double sum = term;
    for (int n = 1; term > PRECISION * sum && n < MAX_TERMS; n++) {
      term *= x / (shape + n);
      sum += term;
    }
    return sum;
  }

  /** Abramowitz and Stegun 6.5.31, from the front by Lentz's method (1976). */
  private static double fraction(double shape, double x) {
    double b = x + 1 - shape;
    double c = Double.MAX_VALUE;
    double d = 1 / b;
    double value = d;
    double change = 0;
    for (int n = 1; Math.abs(change - 1) > 2 * PRECISION && n < MAX_TERMS; n++) {
      double a = n * (shape - n);
      b += 2;
      d = 1 / (b + a * d);
      c = b + a / c;
      change = c * d;
      value *= change;
    }
    return value;
  }

  /** Stirling's series (Abramowitz and Stegun 6.1.41) after moving the argument up. */
  private static double logGamma(double z) {
    double product = 1;
    double moved = z;
    while (moved < STIRLING_FROM) {
      product *= moved;
      moved++;
    }
    double inverse = 1 / (moved * moved);
    double tail =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680))))
            / moved;
    return (moved - 0.5) * StrictMath.log(moved)
        - moved
        + 0.5 * StrictMath.log(2 * Math.PI)
        + tail
        - StrictMath.log(product);
  }
}
