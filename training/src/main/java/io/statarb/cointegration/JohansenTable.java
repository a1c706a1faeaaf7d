package io.statarb.cointegration;

import io.statarb.statistics.MethodResult;
import io.statarb.statistics.NumberTable;

/** Distributions of Johansen's statistics; where the numbers come from stands in the table. */
final class JohansenTable {
  private static final NumberTable NUMBERS =
      NumberTable.beside(JohansenTable.class, "johansen.txt");

  private JohansenTable() {}

  /**
   * A statistic with its distribution.
   *
   * @param kind {@code trace} or {@code max}
   * @param order -1, 0 or 1
   * @param trends number of common trends under the null: columns less relations
   */
  static Johansen.RankTest test(String kind, int order, int trends, double statistic) {
    String row = "%s %d".formatted(kind, order);
    String critical = "%s %d critical".formatted(row, trends);
    return new Johansen.RankTest(
        statistic,
        MethodResult.list(
            NUMBERS.at(critical, 0), NUMBERS.at(critical, 1), NUMBERS.at(critical, 2)),
        GammaTail.of(statistic, moment(row + " mean", trends), moment(row + " variance", trends)));
  }

  private static double moment(String row, int n) {
    return NUMBERS.at(row, 0) * n * n
        + NUMBERS.at(row, 1) * n
        + NUMBERS.at(row, 2)
        + (n == 1 ? NUMBERS.at(row, 3) : 0)
        + (n == 2 ? NUMBERS.at(row, 4) : 0)
        + NUMBERS.at(row, 5) * StrictMath.sqrt(n);
  }
}
