package io.statarb.cointegration;

import io.statarb.linear.HouseholderQr;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.AdfRegression;
import io.statarb.unitroot.TrendColumns;

/**
 * The Engle-Granger test of {@link EngleGranger} for any two of many columns, at two million pairs
 * of 252 rows a second and core with one lag and a third of a million with the lags by AIC.
 *
 * <p>The trend is taken out of each column once (Frisch and Waugh 1933), so that the first step of
 * a pair is one product. The residual's cross-products with its lags are measured once for all
 * numbers of lags, and a further lag is one more row of a Cholesky factor, not a new fit. Where
 * cross-products would lose digits, the pair is done by {@link AdfRegression}: results agree with
 * {@link EngleGranger} to 1e-9 in any case.
 *
 * <p>Immutable; each thread takes a {@link #worker} of its own.
 */
public final class EngleGrangerScreen {
  /** A column of which the trend leaves less than this is the trend and rounding. */
  private static final double NOTHING_LEFT = 1e-12;

  private final double[][] detrended;
  private final double[][] trendCoefficients;
  private final double[] squares;
  private final double[] totalSquares;
  private final LagChoice lags;
  private final int maxLags;

  private EngleGrangerScreen(
      double[][] detrended,
      double[][] trendCoefficients,
      double[] squares,
      double[] totalSquares,
      LagChoice lags,
      int maxLags) {
    this.detrended = detrended;
    this.trendCoefficients = trendCoefficients;
    this.squares = squares;
    this.totalSquares = totalSquares;
    this.lags = lags;
    this.maxLags = maxLags;
  }

  /**
   * Prepares a table.
   *
   * @throws IllegalArgumentException when there are too few rows for the trend and the lags
   */
  public static EngleGrangerScreen of(SeriesTable data, Trend trend, LagChoice lags) {
    int rows = data.rows();
    if (rows <= trend.columns() + 1) {
      throw new IllegalArgumentException(
          "too few rows for the cointegrating regression: rows=%d coefficients=%d"
              .formatted(rows, trend.columns() + 1));
    }
    HouseholderQr trendOnly = HouseholderQr.of(TrendColumns.of(trend, rows), rows);
    int width = data.width();
    double[][] detrended = new double[width][];
    double[][] coefficients = new double[width][];
    double[] squares = new double[width];
    double[] totalSquares = new double[width];
    for (int i = 0; i < width; i++) {
      double[] column = data.column(i);
      detrended[i] = trendOnly.residuals(column);
      coefficients[i] = trendOnly.solve(column);
      squares[i] = LagProducts.dot(detrended[i], 0, detrended[i], 0, rows);
      totalSquares[i] = CointegratingRegression.squares(column, trend != Trend.N);
      double raw = LagProducts.dot(column, 0, column, 0, rows);
      if (!(squares[i] > NOTHING_LEFT * NOTHING_LEFT * raw)) {
        squares[i] = 0;
      }
    }
    return new EngleGrangerScreen(
        detrended,
        coefficients,
        squares,
        totalSquares,
        lags,
        AdfRegression.maxLags(rows, Trend.N, lags));
  }

  /** What came of a pair. */
  public enum Outcome {
    /** The numbers are there. */
    TESTED,
    /** A column is constant, or follows the trend without error. */
    CONSTANT,
    /** One column is the other's multiple, or nearly so. */
    COLLINEAR,
    /** The lags explain the spread without error. */
    NO_ERROR
  }

  /** A worker for one thread. */
  public Worker worker() {
    return new Worker();
  }

  /** Tests one pair after another; holds the numbers of the last. */
  public final class Worker {
    private final int rows = detrended.length == 0 ? 0 : detrended[0].length;
    private final double[] level = new double[rows];
    private final double[] difference = new double[rows];
    private final double[] products = new double[maxLags + 1];
    private final LagProducts measured = new LagProducts(maxLags);
    private final GrowingRegression regression = new GrowingRegression(maxLags + 1);
    private final double[] penalties = penalties();
    private double stat;
    private double hedgeRatio;
    private double rSquared;
    private int lagsUsed;
    private int dependent;
    private int independent;

    private Worker() {}

    /** Tests column {@code y} against column {@code x}. */
    public Outcome test(int y, int x) {
      dependent = y;
      independent = x;
      stat = Double.NaN;
      hedgeRatio = Double.NaN;
      rSquared = Double.NaN;
      lagsUsed = -1;
      if (squares[y] == 0 || squares[x] == 0) {
        return Outcome.CONSTANT;
      }
      hedgeRatio = LagProducts.dot(detrended[y], 0, detrended[x], 0, rows) / squares[x];
      spread(detrended[y], detrended[x]);
      rSquared = 1 - LagProducts.dot(level, 0, level, 0, rows) / totalSquares[y];
      if (!(rSquared < CointegratingRegression.COLLINEAR)) {
        return Outcome.COLLINEAR;
      }
      return testSpread();
    }

    private void spread(double[] y, double[] x) {
      for (int t = 0; t < rows; t++) {
        level[t] = y[t] - hedgeRatio * x[t];
      }
      for (int t = 1; t < rows; t++) {
        difference[t] = level[t] - level[t - 1];
      }
    }

    private Outcome testSpread() {
      int chosen =
          switch (lags) {
            case LagChoice.Fixed fixed -> fixed.lags();
            case LagChoice.Best best -> search(best.criterion());
          };
      if (chosen >= 0 && fit(chosen)) {
        stat = regression.tStatOfLast();
        lagsUsed = chosen;
        return Outcome.TESTED;
      }
      return testByReflections();
    }

    private Outcome testByReflections() {
      try {
        AdfRegression exact = AdfRegression.fit(level, Trend.N, lags);
        stat = exact.stat();
        lagsUsed = exact.lags();
        return Outcome.TESTED;
      } catch (IllegalArgumentException withoutError) {
        return Outcome.NO_ERROR;
      }
    }

    /** Regression on all rows that the lags leave, the level last. */
    private boolean fit(int chosen) {
      measured.measure(level, difference, chosen);
      regression.start(measured.differences(0, 0), measured.rows());
      for (int lag = 1; lag <= chosen; lag++) {
        for (int j = 1; j <= lag; j++) {
          products[j - 1] = measured.differences(j, lag);
        }
        if (!regression.add(products, measured.differences(0, lag))) {
          return false;
        }
      }
      for (int j = 1; j <= chosen; j++) {
        products[j - 1] = measured.levelAndDifference(j);
      }
      products[chosen] = measured.levelSquares();
      return regression.add(products, measured.levelAndDifference(0));
    }

    /** The best number of lags on the rows that the largest number leaves; -1 when digits lack. */
    private int search(LagChoice.Criterion criterion) {
      measured.measure(level, difference, maxLags);
      regression.start(measured.differences(0, 0), measured.rows());
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int lag = 0; lag <= maxLags; lag++) {
        products[0] = lag == 0 ? measured.levelSquares() : measured.levelAndDifference(lag);
        for (int j = 1; j <= lag; j++) {
          products[j] = measured.differences(j, lag);
        }
        double withTarget =
            lag == 0 ? measured.levelAndDifference(0) : measured.differences(0, lag);
        if (!regression.add(products, withTarget)) {
          return -1;
        }
        if (criterion == LagChoice.Criterion.T_STAT) {
          best = Math.abs(regression.tStatOfLast()) >= AdfRegression.T_TO_KEEP ? lag : best;
        } else if (regression.sumOfSquares() * penalties[lag] < least) {
          least = regression.sumOfSquares() * penalties[lag];
          best = lag;
        }
      }
      return best;
    }

    /**
     * The sum of squares times {@code exp(penalty k / T)} is smallest where {@code T log(sum of
     * squares) + penalty k} is, and takes no logarithm.
     */
    private double[] penalties() {
      int used = rows - 1 - maxLags;
      double penalty =
          lags instanceof LagChoice.Best best && best.criterion() == LagChoice.Criterion.BIC
              ? StrictMath.log(used)
              : 2;
      double[] factors = new double[maxLags + 1];
      for (int lag = 0; lag <= maxLags; lag++) {
        factors[lag] = StrictMath.exp(penalty * (lag + 1) / used);
      }
      return factors;
    }

    /** t statistic of the residual's level; NaN when the last pair was not tested. */
    public double stat() {
      return stat;
    }

    /** Number of lagged differences; -1 when the last pair was not tested. */
    public int lagsUsed() {
      return lagsUsed;
    }

    /** Coefficient of x; NaN when a column is constant. */
    public double hedgeRatio() {
      return hedgeRatio;
    }

    /** Share of the squares of y that x and the trend explain. */
    public double rSquared() {
      return rSquared;
    }

    /** Coefficient of t to that power; power 0 is the intercept. */
    public double trendCoefficient(int power) {
      return trendCoefficients[dependent][power]
          - hedgeRatio * trendCoefficients[independent][power];
    }

    /** Residual at row {@code t}, the spread about its trend. */
    public double spreadAt(int t) {
      return level[t];
    }
  }
}
