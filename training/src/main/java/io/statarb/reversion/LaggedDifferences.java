package io.statarb.reversion;

/**
 * Variance of the change of a series over q rows, from overlapping differences, with the drift
 * taken off and without bias under a random walk (Lo and MacKinlay, Stock market prices do not
 * follow random walks, Review of Financial Studies 1, 1988, 41-66, eq. 12 and 13).
 */
final class LaggedDifferences {
  private final double[] values;
  private final double drift;

  LaggedDifferences(double[] values) {
    this.values = values;
    this.drift = (values[values.length - 1] - values[0]) / steps();
  }

  /** Number of one-row differences. */
  int steps() {
    return values.length - 1;
  }

  /** Mean one-row difference. */
  double drift() {
    return drift;
  }

  /** Variance of the change over {@code q} rows; q is below {@link #steps}. */
  double variance(int q) {
    double squares = 0;
    for (int i = q; i < values.length; i++) {
      double change = values[i] - values[i - q] - q * drift;
      squares += change * change;
    }
    return squares / ((steps() - q + 1) * (1 - (double) q / steps()));
  }
}
