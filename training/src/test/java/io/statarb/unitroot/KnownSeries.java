package io.statarb.unitroot;

import io.statarb.statistics.CsvFixture;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.LagChoice.Criterion;
import java.util.Map;
import java.util.Objects;

/** Series of the test resources by name, and lags by their word. */
final class KnownSeries {
  private static final Map<String, String> FILES =
      Map.of(
          "realgdp", "pairs/us-macro-v1.csv",
          "realcons", "pairs/us-macro-v1.csv",
          "infl", "unitroot/us-inflation-v1.csv",
          "realint", "unitroot/us-inflation-v1.csv",
          "sunactivity", "unitroot/sunspots-v1.csv",
          "volume", "reversion/nile-v1.csv");

  private KnownSeries() {}

  static double[] named(String name) {
    return CsvFixture.read(Objects.requireNonNull(FILES.get(name), name)).column(name);
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
