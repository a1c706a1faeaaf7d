package io.statarb.research;

import io.statarb.cli.Refusal;
import io.statarb.statistics.SeriesTable;

/** What {@code --log} does to a table. */
final class Logarithms {
  private Logarithms() {}

  /** Natural logarithms of all values; refuses one that is not above 0. */
  static SeriesTable of(SeriesTable table) {
    for (int i = 0; i < table.width(); i++) {
      double[] column = table.column(i);
      for (int row = 0; row < column.length; row++) {
        if (!(column[row] > 0)) {
          throw Refusal.data(
              "--log needs values above 0: column %s is %s at %s"
                  .formatted(
                      table.names().get(i),
                      column[row],
                      table.labels().isEmpty() ? "row " + (row + 1) : table.labels().get(row)));
        }
      }
    }
    return table.map(StrictMath::log);
  }
}
