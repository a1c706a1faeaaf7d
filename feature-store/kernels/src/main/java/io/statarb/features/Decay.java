package io.statarb.features;

/**
 * How much an exponentially weighted memory of one time constant forgets between two ticks. Shared
 * by all sums of that constant.
 */
public final class Decay {
  private final double tauS;
  private double gain;
  private double weight;

  /**
   * A decay of nothing yet.
   *
   * @param tauS time constant in seconds, above 0
   */
  public Decay(double tauS) {
    this.tauS = tauS;
  }

  /** Time constant in seconds. */
  public double tauS() {
    return tauS;
  }

  /** Time passes. */
  public void elapse(long dtNs) {
    // expm1 keeps the digits of a short interval, which 1 - exp would lose.
    gain = dtNs == 0 ? 0.0 : -StrictMath.expm1(-(dtNs * 1e-9) / tauS);
    weight = weight * keep() + gain;
  }

  /** Weight of the interval since the last tick: {@code 1 - exp(-dt/tau)}. */
  public double gain() {
    return gain;
  }

  /** What is left of older weight: {@code exp(-dt/tau)}. */
  public double keep() {
    return 1.0 - gain;
  }

  /** Weight of all time since the first tick: {@code 1 - exp(-T/tau)}. */
  public double weight() {
    return weight;
  }

  /**
   * Weight that {@code warmUpS} seconds without a break would have: {@code 1 - exp(-warmUp/tau)}.
   */
  public double weightAfter(double warmUpS) {
    return -StrictMath.expm1(-warmUpS / tauS);
  }

  /** Forgets everything. */
  public void reset() {
    gain = 0.0;
    weight = 0.0;
  }
}
