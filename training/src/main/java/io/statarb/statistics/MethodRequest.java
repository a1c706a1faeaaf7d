package io.statarb.statistics;

import java.util.Map;

/**
 * What a method is asked.
 *
 * @param data the columns; for pairs y first, then x
 * @param trend deterministic terms
 * @param lags how the number of lags is found
 * @param options further settings of the method by name, e.g. {@code delta} of a Kalman filter
 */
public record MethodRequest(
    SeriesTable data, Trend trend, LagChoice lags, Map<String, Double> options) {
  /** Copies the options. */
  public MethodRequest {
    options = Map.copyOf(options);
  }

  /** A setting, or what it is when nothing is said. */
  public double option(String name, double otherwise) {
    Double value = options.get(name);
    return value == null ? otherwise : value;
  }
}
