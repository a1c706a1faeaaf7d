package io.statarb.baskets;

import io.statarb.reversion.Samples;

/** Returns of several instruments and their moments; columns all vary. */
public final class Returns {
  private final double[][] columns;
  private final double[] means;
  private final double[] sds;

  /**
   * Takes returns over, one array a column.
   *
   * @throws IllegalArgumentException when a column is constant
   */
  public Returns(double[][] columns) {
    this.columns = columns;
    means = new double[columns.length];
    sds = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      if (Samples.constant(columns[i])) {
        throw new IllegalArgumentException(
            "returns of column %d are constant: value=%s".formatted(i + 1, columns[i][0]));
      }
      means[i] = Samples.mean(columns[i]);
      sds[i] = Samples.sd(columns[i]);
    }
  }

  /** Returns {@code p(t) / p(t-1) - 1} of prices, all above 0. */
  public static Returns ofPrices(double[][] prices) {
    double[][] columns = new double[prices.length][];
    for (int i = 0; i < prices.length; i++) {
      columns[i] = new double[prices[i].length - 1];
      for (int t = 0; t < columns[i].length; t++) {
        columns[i][t] = prices[i][t + 1] / prices[i][t] - 1;
      }
    }
    return new Returns(columns);
  }

  /** Number of instruments. */
  public int width() {
    return columns.length;
  }

  /** Number of periods. */
  public int rows() {
    return columns[0].length;
  }

  /** Return of an instrument in a period. */
  public double at(int instrument, int row) {
    return columns[instrument][row];
  }

  /** Standard deviation of an instrument's returns, n - 1 degrees of freedom. */
  public double sd(int instrument) {
    return sds[instrument];
  }

  /** The last {@code rows} returns of an instrument. */
  double[] last(int instrument, int rows) {
    return java.util.Arrays.copyOfRange(columns[instrument], rows() - rows, rows());
  }

  /** Correlation matrix. */
  public double[][] correlation() {
    double[][] matrix = new double[width()][width()];
    for (int i = 0; i < width(); i++) {
      matrix[i][i] = 1;
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int t = 0; t < rows(); t++) {
          sum += (columns[i][t] - means[i]) * (columns[j][t] - means[j]);
        }
        matrix[i][j] = sum / ((rows() - 1) * sds[i] * sds[j]);
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}
