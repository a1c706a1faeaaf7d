package io.statarb.cointegration;

import io.statarb.linear.Cholesky;
import io.statarb.linear.GeneralisedEigen;
import io.statarb.linear.HouseholderQr;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.MethodResult;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.AdfRegression;
import io.statarb.unitroot.TrendColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Johansen's tests of the number of relations that hold several series together (1988, Journal of
 * Economic Dynamics and Control 12, 231-254; 1991, Econometrica 59, 1551-1580): differences and
 * levels are cleared of lagged differences, and the squared canonical correlations of what is left
 * are the eigenvalues.
 *
 * <p>Trends are as in LeSage's {@code johansen} and statsmodels' {@code coint_johansen}: {@code n}
 * none (their order -1), {@code c} the levels and all else about their means (0), {@code ct} the
 * levels about lines and all else about means (1). With no lags the level is the one before, as
 * Johansen has it; statsmodels 0.15 takes the one of the same row there.
 *
 * @param eigenvalues the largest first, one a column
 * @param trace {@code -T sum of log(1 - eigenvalue i)} over {@code i >= r}, for r = 0, 1, ...;
 *     null: at most r relations
 * @param max {@code -T log(1 - eigenvalue r)}; null: r relations against r + 1
 * @param vectors relations by eigenvalue, each divided by its first element: {@code vector .
 *     levels} is a spread, and minus its second element the hedge ratio of a pair
 * @param lags lagged differences
 * @param rows rows of the regressions
 */
public record Johansen(
    List<Double> eigenvalues,
    List<RankTest> trace,
    List<RankTest> max,
    List<List<Double>> vectors,
    int lags,
    int rows) {

  /** Largest number of columns with critical values. */
  public static final int MAX_COLUMNS = 12;

  /** Critical values are at 10, 5 and 1 %; ranks are chosen at this one. */
  private static final int FIVE_PERCENT = 1;

  /**
   * A test of one rank.
   *
   * @param statistic large values speak against the null
   * @param criticalValues at 10, 5 and 1 %: MacKinnon, Haug and Michelis (1999)
   * @param pValue Doornik's (1998) gamma approximation, good to about a tenth of itself for the
   *     trace and a third for the maximum eigenvalue
   */
  public record RankTest(double statistic, List<Double> criticalValues, double pValue) {}

  /**
   * Tests.
   *
   * @param data 2 to 12 columns of levels
   * @param lags lagged differences, at least 0
   * @throws IllegalArgumentException when there are too few rows, a column is constant or a
   *     combination of others, or the trend has no distribution
   */
  public static Johansen test(SeriesTable data, Trend trend, int lags) {
    int columns = data.width();
    if (columns < 2 || columns > MAX_COLUMNS) {
      throw new IllegalArgumentException(
          "Johansen's test takes 2 to %d columns: columns=%d".formatted(MAX_COLUMNS, columns));
    }
    int order = order(trend);
    int rows = data.rows() - 1 - lags;
    int needed = columns * (lags + 2) + Math.max(order, 0) + 1;
    if (lags < 0 || rows < needed) {
      throw new IllegalArgumentException(
          "too few rows for Johansen's test: rows=%d lags=%d, at least %d rows are needed"
              .formatted(data.rows(), lags, needed + lags + 1));
    }
    JohansenRegressions cleared = JohansenRegressions.of(detrended(data, order), lags, order >= 0);
    GeneralisedEigen eigen = eigen(cleared, columns);
    List<Double> values = new ArrayList<>();
    List<List<Double>> vectors = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      // Squared correlations; rounding may leave them a little outside.
      values.add(Math.clamp(eigen.value(i), 0.0, Math.nextDown(1.0)));
      double[] vector = eigen.vector(i);
      double first = vector[0];
      vectors.add(MethodResult.list(Arrays.stream(vector).map(v -> v / first).toArray()));
    }
    return new Johansen(
        values,
        traceTests(values, order, rows),
        maxTests(values, order, rows),
        vectors,
        lags,
        rows);
  }

  /**
   * Number of lagged differences whose vector autoregression has the smallest criterion, all fitted
   * on the same rows; of equals the fewest.
   *
   * @param choice by AIC or BIC; the rule for the largest number leaves two rows a coefficient
   * @throws IllegalArgumentException as {@link #test} does, and for another criterion
   */
  public static int bestLags(SeriesTable data, Trend trend, LagChoice.Best choice) {
    if (choice.criterion() == LagChoice.Criterion.T_STAT) {
      throw new IllegalArgumentException("Johansen's lags are chosen by aic or bic, not t-stat");
    }
    int order = order(trend);
    int columns = data.width();
    double[][] levels = detrended(data, order);
    int most = choice.maxLags();
    if (most == LagChoice.Best.SCHWERT) {
      int affordable = (data.rows() - 3 - 4 * columns) / (2 * columns + 1);
      most = Math.clamp(affordable, 0, AdfRegression.schwert(data.rows()));
    }
    int rows = data.rows() - 1 - most;
    double penalty =
        columns * (choice.criterion() == LagChoice.Criterion.AIC ? 2 : StrictMath.log(rows)) / rows;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int lags = 0; lags <= most; lags++) {
      double[][] same = new double[columns][];
      for (int i = 0; i < columns; i++) {
        same[i] = Arrays.copyOfRange(levels[i], most - lags, data.rows());
      }
      double criterion =
          JohansenRegressions.of(same, lags, order >= 0).logDeterminant()
              + penalty * columns * lags;
      if (criterion < least) {
        least = criterion;
        best = lags;
      }
    }
    return best;
  }

  private static int order(Trend trend) {
    return switch (trend) {
      case N -> -1;
      case C -> 0;
      case CT -> 1;
      case CTT ->
          throw new IllegalArgumentException(
              "Johansen's test has distributions for the trends n, c and ct only: trend=ctt");
    };
  }

  private static double[][] detrended(SeriesTable data, int order) {
    Trend trend = order == 1 ? Trend.CT : Trend.C;
    HouseholderQr trendOnly = HouseholderQr.of(TrendColumns.of(trend, data.rows()), data.rows());
    double[][] levels = new double[data.width()][];
    for (int i = 0; i < levels.length; i++) {
      double[] column = data.column(i);
      if (Arrays.stream(column).allMatch(value -> value == column[0])) {
        throw new IllegalArgumentException(
            "%s is constant: value=%s".formatted(data.names().get(i), column[0]));
      }
      levels[i] = order < 0 ? column : trendOnly.residuals(column);
    }
    return levels;
  }

  private static GeneralisedEigen eigen(JohansenRegressions cleared, int columns) {
    Optional<Cholesky> differences = Cholesky.of(cleared.differenceProducts());
    double[][] levels = cleared.levelProducts();
    if (differences.isEmpty() || Cholesky.of(levels).isEmpty()) {
      throw new IllegalArgumentException(
          "a column is a combination of the others, so that there is nothing to test");
    }
    double[][] mixed = cleared.mixedProducts();
    double[][] explained = new double[columns][columns];
    for (int i = 0; i < columns; i++) {
      double[] solved = differences.get().solve(mixed[i]);
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < columns; k++) {
          explained[j][i] += mixed[j][k] * solved[k];
        }
      }
    }
    return GeneralisedEigen.of(explained, levels);
  }

  private static List<RankTest> traceTests(List<Double> eigenvalues, int order, int rows) {
    List<RankTest> tests = new ArrayList<>();
    double sum = 0;
    for (int rank = eigenvalues.size() - 1; rank >= 0; rank--) {
      sum -= rows * StrictMath.log1p(-eigenvalues.get(rank));
      tests.addFirst(JohansenTable.test("trace", order, eigenvalues.size() - rank, sum));
    }
    return tests;
  }

  private static List<RankTest> maxTests(List<Double> eigenvalues, int order, int rows) {
    List<RankTest> tests = new ArrayList<>();
    for (int rank = 0; rank < eigenvalues.size(); rank++) {
      double statistic = -rows * StrictMath.log1p(-eigenvalues.get(rank));
      tests.add(JohansenTable.test("max", order, eigenvalues.size() - rank, statistic));
    }
    return tests;
  }

  /** Number of relations at 5 % by the trace: the first rank that is not rejected. */
  public int rankByTrace() {
    return rank(trace);
  }

  /** Number of relations at 5 % by the maximum eigenvalue. */
  public int rankByMax() {
    return rank(max);
  }

  private static int rank(List<RankTest> tests) {
    int rank = 0;
    while (rank < tests.size()
        && tests.get(rank).statistic() > tests.get(rank).criticalValues().get(FIVE_PERCENT)) {
      rank++;
    }
    return rank;
  }
}
