package io.statarb.reversion;

/**
 * Dawson's integral {@code F(x) = exp(-x^2) * integral of exp(t^2) from 0 to x} and the imaginary
 * error function {@code erfi(x) = 2 / sqrt(pi) exp(x^2) F(x)} (NIST Handbook of Mathematical
 * Functions, 2010, ch. 7).
 */
final class Dawson {
  /** From here the asymptotic series gives all digits of a double. */
  private static final double LARGE = 7;

  private Dawson() {}

  /** F(x), to about 15 digits. */
  static double integral(double x) {
    double size = Math.abs(x);
    if (size < LARGE) {
      return x * StrictMath.exp(-x * x) * series(x * x);
    }
    // 7.12.1: the terms fall until about x^2 of them.
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 60 && term > 1e-17 * sum; k++) {
      double next = term * (2 * k - 1) / (2 * x * x);
      if (next > term) {
        break;
      }
      term = next;
      sum += term;
    }
    return sum / (2 * x);
  }

  /** erfi(x); infinite beyond about 26.6. */
  static double erfi(double x) {
    return 2 / StrictMath.sqrt(StrictMath.PI) * StrictMath.exp(x * x) * integral(x);
  }

  /** Sum of {@code s^k / (k! (2 k + 1))}: all terms are positive, so that nothing cancels. */
  private static double series(double s) {
    double sum = 0;
    double power = 1;
    for (int k = 0; power / (2 * k + 1) > 1e-17 * sum; k++) {
      sum += power / (2 * k + 1);
      power *= s / (k + 1);
    }
    return sum;
  }
}
