package io.statarb.cointegration;

import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.LagChoice.Criterion;
import io.statarb.statistics.SeriesTable;
import java.util.List;

/** Columns of the test resources by name, and lags by their word. */
final class KnownColumns {
  private KnownColumns() {}

  static SeriesTable named(String... names) {
    CsvFixture file =
        CsvFixture.read(
            names[0].startsWith("real") ? "pairs/us-macro-v1.csv" : "cointegration/drawn-v1.csv");
    double[][] columns = new double[names.length][];
    for (int i = 0; i < names.length; i++) {
      columns[i] = file.column(names[i]);
    }
    return SeriesTable.of(List.of(names), columns, List.of());
  }

  static LagChoice lags(String word) {
    return switch (word) {
      case "aic" -> new LagChoice.Best(Criterion.AIC, LagChoice.Best.SCHWERT);
      case "bic" -> new LagChoice.Best(Criterion.BIC, LagChoice.Best.SCHWERT);
      case "t-stat" -> new LagChoice.Best(Criterion.T_STAT, LagChoice.Best.SCHWERT);
      default -> new LagChoice.Fixed(Integer.parseInt(word));
    };
  }
}
