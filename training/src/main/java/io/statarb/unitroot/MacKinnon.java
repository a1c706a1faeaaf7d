package io.statarb.unitroot;

import io.statarb.statistics.Normal;
import io.statarb.statistics.NumberTable;
import io.statarb.statistics.TailTable;
import io.statarb.statistics.Trend;
import java.util.Map;

/**
 * Distribution of the t statistic of a unit root, and of a residual's when there are several
 * variables: MacKinnon's approximations of 1994 (p-values) and 2010 (critical values). Where each
 * number comes from stands in {@code mackinnon.txt}.
 */
public final class MacKinnon {
  /** Largest number of variables with critical values. */
  public static final int MAX_VARIABLES = 12;

  /** Largest number of variables with p-values of MacKinnon (1994). */
  public static final int MAX_PUBLISHED_P_VALUES = 6;

  /** Standard normal quantiles at 1, 5 and 10 %. */
  private static final double Q1 = -2.3263478740408408;

  private static final double Q5 = -1.6448536269514722;
  private static final double Q10 = -1.2815515655446004;

  private static final TailTable TABLE =
      new TailTable(NumberTable.beside(MacKinnon.class, "mackinnon.txt"));

  private MacKinnon() {}

  /**
   * Critical values at 1, 5 and 10 %.
   *
   * @param variables 1 for a series, 2 for the residual of a pair
   * @param rows observations, or infinity
   * @return empty for several variables without any deterministic term, as none are published
   */
  public static Map<String, Double> criticalValues(Trend trend, int variables, double rows) {
    return TABLE.criticalValues(key(trend, variables), rows);
  }

  /**
   * Probability under the null of a statistic at or below this one, for many rows.
   *
   * <p>For 7 to 12 variables MacKinnon (1994) has no approximation. There the normal quantile of p
   * is the parabola in the statistic that meets his asymptotic critical values of 2010 at 1, 5 and
   * 10 %; parabolas are his form for the left tail, and for up to 6 variables this one is within
   * 0.0075 of his p-values wherever these are below 0.5. NaN when there are no critical values
   * either.
   */
  public static double pValue(double statistic, Trend trend, int variables) {
    String key = key(trend, variables);
    if (TABLE.hasPValues(key)) {
      return TABLE.pValue(key, statistic);
    }
    return parabola(statistic, trend, variables);
  }

  /** The p-value through the three asymptotic critical values. */
  static double parabola(double statistic, Trend trend, int variables) {
    Map<String, Double> critical = criticalValues(trend, variables, Double.POSITIVE_INFINITY);
    Double one = critical.get("1%");
    Double five = critical.get("5%");
    Double ten = critical.get("10%");
    if (one == null || five == null || ten == null) {
      return Double.NaN;
    }
    double slope = (Q5 - Q1) / (five - one);
    double bend = ((Q10 - Q5) / (ten - five) - slope) / (ten - one);
    // The parabola turns far in the left tail, at p below 1e-60; there p is 0.
    double turn = (one + five - slope / bend) / 2;
    if (statistic < turn) {
      return 0;
    }
    return Normal.cdf(
        Q1 + (statistic - one) * slope + (statistic - one) * (statistic - five) * bend);
  }

  private static String key(Trend trend, int variables) {
    if (variables < 1 || variables > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "MacKinnon's distributions are for 1 to %d variables: variables=%d"
              .formatted(MAX_VARIABLES, variables));
    }
    return trend.letters() + " " + variables;
  }
}
