package io.statarb.statistics;

import java.util.Map;
import java.util.Objects;

/** A critical value that must be there. */
public final class Critical {
  private Critical() {}

  /** The value at a level, e.g. {@code 5%}. */
  public static double at(Map<String, Double> criticalValues, String level) {
    return Objects.requireNonNull(criticalValues.get(level), level);
  }
}
