package io.statarb.unitroot;

import io.statarb.statistics.Trend;

/** The deterministic columns of a regression: 1, t and t squared, with t = 1, 2, ... */
public final class TrendColumns {
  private TrendColumns() {}

  /** Columns of that many rows, in that order; as many as the trend has. */
  public static double[][] of(Trend trend, int rows) {
    double[][] columns = new double[trend.columns()][rows];
    for (int power = 0; power < columns.length; power++) {
      for (int row = 0; row < rows; row++) {
        columns[power][row] = power == 0 ? 1 : columns[power - 1][row] * (row + 1);
      }
    }
    return columns;
  }
}
