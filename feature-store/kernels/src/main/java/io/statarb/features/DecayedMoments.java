package io.statarb.features;

/**
 * Mean and variance of a quantity that holds its value between ticks, each moment weighted by
 * {@code exp(-age/tau)}.
 *
 * <p>The weights are normalised by the time in which the quantity was known, so that the first
 * minutes are a plain time-weighted mean and not one pulled towards the first value. A value set at
 * a tick carries no weight at that tick: moments read there hold only what stood before it. While
 * the quantity is unknown the weight fades, so that after a long gap the moments are cold again.
 *
 * <p>Source: A. Eckner, "Algorithms for unevenly spaced time series: moving averages and other
 * rolling operators" (2012), the operator EMA with last-point sampling; T. Finch, "Incremental
 * calculation of weighted mean and variance" (2009).
 */
public final class DecayedMoments {
  private final Decay decay;
  private final double warmWeight;
  private double weight;
  private double mean;
  private double variance;

  /**
   * Moments of nothing.
   *
   * @param decay the decay that is elapsed before each update
   * @param warmUpS seconds of known values after which the moments count
   */
  public DecayedMoments(Decay decay, double warmUpS) {
    this.decay = decay;
    this.warmWeight = decay.weightAfter(warmUpS);
  }

  /** The quantity stood at {@code value} since the last tick. */
  public void hold(double value) {
    double gain = decay.gain();
    if (gain == 0.0) {
      return;
    }
    weight = weight * decay.keep() + gain;
    double share = gain / weight;
    double difference = value - mean;
    mean += share * difference;
    variance = (1.0 - share) * (variance + share * difference * difference);
  }

  /** The quantity was unknown since the last tick. */
  public void fade() {
    weight *= decay.keep();
  }

  /** Whether the quantity was known for long enough. */
  public boolean warm() {
    return weight >= warmWeight;
  }

  /** Weighted mean. */
  public double mean() {
    return mean;
  }

  /** Weighted variance around the mean. */
  public double variance() {
    return variance;
  }

  /** Forgets everything. */
  public void reset() {
    weight = 0.0;
    mean = 0.0;
    variance = 0.0;
  }
}
