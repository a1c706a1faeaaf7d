package io.statarb.statistics;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Drawn series with a known truth. */
public final class RandomSeries {
  private final RandomGenerator random;

  /** Draws from a seed. */
  public RandomSeries(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Independent standard normal draws. */
  public double[] noise(int rows) {
    double[] noise = new double[rows];
    for (int i = 0; i < rows; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }

  /** Sum of independent standard normal draws. */
  public double[] walk(int rows) {
    return autoregression(1, rows);
  }

  /** {@code x(t) = phi x(t-1) + e(t)}, from {@code x(0) = e(0)}. */
  public double[] autoregression(double phi, int rows) {
    double[] series = noise(rows);
    for (int i = 1; i < rows; i++) {
      series[i] += phi * series[i - 1];
    }
    return series;
  }
}
