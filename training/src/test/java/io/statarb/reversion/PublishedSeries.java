package io.statarb.reversion;

import io.statarb.statistics.Series;
import io.statarb.statistics.SeriesTable;
import java.util.List;

/** The published series by the names that tables of this package's tests use. */
final class PublishedSeries {
  private PublishedSeries() {}

  /** The columns. */
  static SeriesTable of(String name) {
    return switch (name) {
      case "nile" -> Series.nile();
      case "spread" -> Series.oil();
      case "log-spread" -> Series.oil().map(StrictMath::log);
      case "log-brent" -> Series.oil().map(StrictMath::log).select(List.of(0));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The column, or the spread of two. */
  static double[] spread(String name) {
    return Spread.of(of(name), 20).values();
  }
}
