package io.statarb.statistics;

import java.util.Locale;
import java.util.Optional;

/** Deterministic terms of a regression, in the letters of MacKinnon (1996, 2010). */
public enum Trend {
  /** No deterministic term. */
  N,
  /** A constant. */
  C,
  /** A constant and a linear trend. */
  CT,
  /** A constant, a linear and a quadratic trend. */
  CTT;

  /** Number of deterministic columns: 0 to 3. */
  public int columns() {
    return switch (this) {
      case N -> 0;
      case C -> 1;
      case CT -> 2;
      case CTT -> 3;
    };
  }

  /** The letters, e.g. {@code ct}. */
  public String letters() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The trend of the letters, whatever their case; empty when there is none. */
  public static Optional<Trend> of(String letters) {
    for (Trend trend : values()) {
      if (trend.name().equalsIgnoreCase(letters)) {
        return Optional.of(trend);
      }
    }
    return Optional.empty();
  }
}
