package io.statarb.statistics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Distribution of a test statistic whose small values speak against the null, from published
 * response surfaces in the form of MacKinnon (1994, 2010): critical values as polynomials in 1 /
 * rows, p-values as the normal distribution of a polynomial in the statistic, one for the left tail
 * and one for the rest.
 */
public final class TailTable {
  private static final String[] LEVELS = {"1%", "5%", "10%"};

  private final NumberTable numbers;

  /**
   * A distribution.
   *
   * @param numbers rows {@code KEY critical 1%}, {@code KEY cut}, {@code KEY small} and {@code KEY
   *     large}
   */
  public TailTable(NumberTable numbers) {
    this.numbers = numbers;
  }

  /** Critical values at 1, 5 and 10 % for that many rows; empty when none are published. */
  public Map<String, Double> criticalValues(String key, double rows) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String level : LEVELS) {
      String row = key + " critical " + level;
      if (numbers.has(row)) {
        values.put(level, numbers.polynomial(row, 1 / rows));
      }
    }
    return values;
  }

  /** Whether p-values are published. */
  public boolean hasPValues(String key) {
    return numbers.has(key + " cut");
  }

  /** Probability under the null of a statistic at or below this one, for many rows. */
  public double pValue(String key, double statistic) {
    String cut = key + " cut";
    if (statistic > numbers.at(cut, 2)) {
      return 1;
    }
    if (statistic < numbers.at(cut, 0)) {
      return 0;
    }
    String part = statistic <= numbers.at(cut, 1) ? " small" : " large";
    return Normal.cdf(numbers.polynomial(key + part, statistic));
  }
}
