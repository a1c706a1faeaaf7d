package io.statarb.reversion;

import io.statarb.statistics.MethodResult;
import io.statarb.statistics.SeriesTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The series whose reversion is asked for: a column as it is, or what a hedge leaves of two. */
final class Spread {
  /** Below this share of y's standard deviation a spread is rounding: y is a multiple of x. */
  private static final double ROUNDING = 1e-12;

  private final double[] values;
  private final String origin;
  private final Map<String, Object> hedge;

  private Spread(double[] values, String origin, Map<String, Object> hedge) {
    this.values = values;
    this.origin = origin;
    this.hedge = hedge;
  }

  /**
   * One column as it is, or {@code y - h x - c} of two with h and c by least squares.
   *
   * @throws IllegalArgumentException when there are too few rows or nothing varies
   */
  static Spread of(SeriesTable data, int leastRows) {
    Columns.check(data, leastRows);
    String y = data.names().getFirst();
    if (data.width() == 1) {
      return new Spread(data.column(0), "The series is " + y + " as given", Map.of());
    }
    String x = data.names().get(1);
    LineFit line = LineFit.of(data.column(0), data.column(1));
    double[] values = line.residuals(data.column(0), data.column(1));
    if (Samples.sd(values) <= ROUNDING * Samples.sd(data.column(0))) {
      throw new IllegalArgumentException(
          "the spread is constant: %s = %s %s + %s in every row"
              .formatted(y, line.slope(), x, line.intercept()));
    }
    Map<String, Object> hedge = new LinkedHashMap<>();
    hedge.put("hedge_ratio", line.slope());
    hedge.put("intercept", line.intercept());
    return new Spread(
        values,
        "The series is the spread %s - h %s - c, h and c by least squares on the given columns"
            .formatted(y, x),
        hedge);
  }

  /** One value a row; not to be written to. */
  double[] values() {
    return values;
  }

  /** Where it came from, one sentence for the assumptions. */
  String origin() {
    return origin;
  }

  /** A result's further fields, the hedge first. */
  Map<String, Object> further() {
    return new LinkedHashMap<>(hedge);
  }

  /** Fields by name, for {@link MethodResult#further()}. */
  static Map<String, Object> named(Object... namesAndValues) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      named.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return named;
  }
}
