package io.statarb.unitroot;

import io.statarb.statistics.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One test on each column of a table. */
final class ByColumn {
  private ByColumn() {}

  /**
   * Results in the order of the columns.
   *
   * @throws IllegalArgumentException that names the column whose test refuses
   */
  static <T> List<T> test(SeriesTable data, Function<double[], T> test) {
    List<T> results = new ArrayList<>();
    for (int i = 0; i < data.width(); i++) {
      try {
        results.add(test.apply(data.column(i)));
      } catch (IllegalArgumentException refused) {
        throw new IllegalArgumentException(
            data.names().get(i) + ": " + refused.getMessage(), refused);
      }
    }
    return results;
  }
}
