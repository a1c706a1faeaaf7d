package io.statarb.reversion;

/** Moments of a sample. */
public final class Samples {
  private Samples() {}

  /** Mean of {@code rows} values from an index. */
  static double mean(double[] values, int from, int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += values[from + i];
    }
    double mean = sum / rows;
    // A second pass removes most of the rounding of the first (Neely 1966).
    double rest = 0;
    for (int i = 0; i < rows; i++) {
      rest += values[from + i] - mean;
    }
    return mean + rest / rows;
  }

  /** Mean. */
  public static double mean(double[] values) {
    return mean(values, 0, values.length);
  }

  /** Standard deviation with n - 1 degrees of freedom. */
  public static double sd(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return StrictMath.sqrt(squares / (values.length - 1));
  }

  /** {@code values[i + 1] - values[i]}. */
  public static double[] differences(double[] values) {
    double[] differences = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = values[i + 1] - values[i];
    }
    return differences;
  }

  /** Whether all values are the same. */
  public static boolean constant(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }
}
