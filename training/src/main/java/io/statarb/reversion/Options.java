package io.statarb.reversion;

import io.statarb.statistics.MethodRequest;

/** Settings of a method, checked. */
public final class Options {
  private Options() {}

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException when it is not whole or below the least
   */
  public static int whole(MethodRequest request, String name, double otherwise, int least) {
    double value = request.option(name, otherwise);
    if (value != Math.rint(value) || !(value >= least) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s must be a whole number of at least %d: %s=%s".formatted(name, least, name, value));
    }
    return (int) value;
  }

  /**
   * A number above 0.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static double positive(MethodRequest request, String name, double otherwise) {
    double value = request.option(name, otherwise);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s must be above 0: %s=%s".formatted(name, name, value));
    }
    return value;
  }

  /**
   * A number of at least 0.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static double notNegative(MethodRequest request, String name, double otherwise) {
    double value = request.option(name, otherwise);
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be at least 0: %s=%s".formatted(name, name, value));
    }
    return value;
  }
}
