package io.statarb.reversion;

import io.statarb.statistics.SeriesTable;

/** What every method asks of its columns before it starts. */
public final class Columns {
  private Columns() {}

  /**
   * Checks that there are enough rows and that each column varies.
   *
   * @throws IllegalArgumentException naming the fact and the column
   */
  public static void check(SeriesTable data, int leastRows) {
    if (data.rows() < leastRows) {
      throw new IllegalArgumentException(
          "too few rows: rows=%d least=%d".formatted(data.rows(), leastRows));
    }
    for (int i = 0; i < data.width(); i++) {
      if (Samples.constant(data.column(i))) {
        throw new IllegalArgumentException(
            "%s is constant: value=%s".formatted(data.names().get(i), data.column(i)[0]));
      }
    }
  }

  /**
   * Checks that all values are above 0, as prices are.
   *
   * @throws IllegalArgumentException naming the column, the row and the value
   */
  public static void positive(SeriesTable data) {
    for (int i = 0; i < data.width(); i++) {
      for (int row = 0; row < data.rows(); row++) {
        if (!(data.column(i)[row] > 0)) {
          throw new IllegalArgumentException(
              "%s must be above 0 to be normalised: row=%d%s value=%s"
                  .formatted(data.names().get(i), row + 1, label(data, row), data.column(i)[row]));
        }
      }
    }
  }

  private static String label(SeriesTable data, int row) {
    return data.labels().isEmpty() ? "" : " label=" + data.labels().get(row);
  }
}
