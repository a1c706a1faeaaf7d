package io.statarb.unitroot;

import io.statarb.linear.HouseholderQr;
import io.statarb.statistics.Trend;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Test of Kwiatkowski, Phillips, Schmidt and Shin (1992, Journal of Econometrics 54, 159-178). Null
 * hypothesis: the series is stationary around a level or a linear trend; large statistics and small
 * p-values speak for a unit root.
 *
 * @param stat {@code sum S(t)^2 / T^2 / s^2(lags)} with S the partial sums of the residuals (eq.
 *     11) and s^2 their long-run variance with Bartlett weights (eq. 10)
 * @param pValue interpolated in the table, at least 0.01 and at most 0.1
 * @param lags autocovariances in the long-run variance
 * @param rows observations
 * @param bound how the p-value relates to the true one; a bound when the statistic is outside of
 *     the table
 * @param trend {@code c} or {@code ct}
 */
public record Kpss(double stat, double pValue, int lags, int rows, Bound bound, Trend trend) {
  private static final double[] P_VALUES = {0.10, 0.05, 0.025, 0.01};
  private static final String[] LEVELS = {"10%", "5%", "2.5%", "1%"};

  /** Kwiatkowski et al. (1992), table 1. */
  private static final double[] LEVEL = {0.347, 0.463, 0.574, 0.739};

  private static final double[] LINEAR = {0.119, 0.146, 0.176, 0.216};

  /** Hobijn, Franses and Ooms (1998, 2004): constant of the bandwidth with Bartlett weights. */
  private static final double HOBIJN = 1.1447;

  /** How the p-value relates to the true one. */
  public enum Bound {
    /** It is the true one's interpolation. */
    NONE,
    /** The true one is at least this. */
    AT_LEAST,
    /** The true one is at most this. */
    AT_MOST
  }

  /** How the number of lags is found. */
  public sealed interface Lags {
    /** A number that is given. */
    record Fixed(int lags) implements Lags {}

    /** From the data, Hobijn, Franses and Ooms (1998, 2004). */
    record Auto() implements Lags {}

    /** {@code ceil(12 (T/100)^(1/4))}, Schwert (1989). */
    record Schwert() implements Lags {}
  }

  /**
   * Tests a series.
   *
   * @param trend {@code c} or {@code ct}
   * @throws IllegalArgumentException when the trend is another, the series follows it without error
   *     or has not more rows than lags
   */
  public static Kpss test(double[] series, Trend trend, Lags choice) {
    double[] residuals = residuals(series, trend);
    int rows = series.length;
    int lags =
        switch (choice) {
          case Lags.Fixed fixed -> fixed.lags();
          case Lags.Auto auto -> Math.min(hobijn(residuals), rows - 1);
          case Lags.Schwert schwert -> Math.min(AdfRegression.schwert(rows), rows - 1);
        };
    if (lags < 0 || lags >= rows) {
      throw new IllegalArgumentException(
          "KPSS needs more rows than lags: rows=%d lags=%d".formatted(rows, lags));
    }
    double partial = 0;
    double squares = 0;
    for (double residual : residuals) {
      partial += residual;
      squares += partial * partial;
    }
    double stat = squares / ((double) rows * rows) / longRunVariance(residuals, lags);
    double[] table = table(trend);
    return new Kpss(stat, interpolate(stat, table), lags, rows, bound(stat, table), trend);
  }

  private static Bound bound(double stat, double[] table) {
    if (stat <= table[0]) {
      return Bound.AT_LEAST;
    }
    return stat >= table[table.length - 1] ? Bound.AT_MOST : Bound.NONE;
  }

  private static double[] residuals(double[] series, Trend trend) {
    table(trend);
    if (series.length <= trend.columns()) {
      throw new IllegalArgumentException(
          "the series is too short for KPSS: rows=%d trend=%s"
              .formatted(series.length, trend.letters()));
    }
    double[] residuals =
        HouseholderQr.of(TrendColumns.of(trend, series.length), series.length).residuals(series);
    double size = 0;
    double rest = 0;
    for (int row = 0; row < series.length; row++) {
      size = Math.max(size, Math.abs(series[row]));
      rest = Math.max(rest, Math.abs(residuals[row]));
    }
    // A series of 1e6 rows on its trend leaves a few thousand times the rounding of one value.
    if (!(rest > 1e-12 * size)) {
      throw new IllegalArgumentException(
          "the series follows its %s without error, so that there is nothing to test"
              .formatted(trend == Trend.C ? "level" : "trend"));
    }
    return residuals;
  }

  private static int hobijn(double[] residuals) {
    int rows = residuals.length;
    int covariances = (int) StrictMath.pow(rows, 2.0 / 9);
    double zeroth = autocovariance(residuals, 0);
    double first = 0;
    for (int lag = 1; lag <= covariances; lag++) {
      double twice = 2 * autocovariance(residuals, lag);
      zeroth += twice;
      first += lag * twice;
    }
    double ratio = first / zeroth;
    return (int) (HOBIJN * StrictMath.cbrt(ratio * ratio) * StrictMath.cbrt(rows));
  }

  private static double longRunVariance(double[] residuals, int lags) {
    double sum = autocovariance(residuals, 0);
    for (int lag = 1; lag <= lags; lag++) {
      sum += 2 * (1 - lag / (lags + 1.0)) * autocovariance(residuals, lag);
    }
    return sum;
  }

  private static double autocovariance(double[] residuals, int lag) {
    double sum = 0;
    for (int row = lag; row < residuals.length; row++) {
      sum += residuals[row] * residuals[row - lag];
    }
    return sum / residuals.length;
  }

  private static double interpolate(double stat, double[] table) {
    if (stat <= table[0]) {
      return P_VALUES[0];
    }
    for (int i = 1; i < table.length; i++) {
      if (stat < table[i]) {
        double share = (stat - table[i - 1]) / (table[i] - table[i - 1]);
        return P_VALUES[i - 1] + share * (P_VALUES[i] - P_VALUES[i - 1]);
      }
    }
    return P_VALUES[P_VALUES.length - 1];
  }

  private static double[] table(Trend trend) {
    return switch (trend) {
      case C -> LEVEL;
      case CT -> LINEAR;
      case N, CTT ->
          throw new IllegalArgumentException(
              "KPSS has a distribution for the trends c and ct only: trend=" + trend.letters());
    };
  }

  /** Critical values by level. */
  public Map<String, Double> criticalValues() {
    Map<String, Double> values = new LinkedHashMap<>();
    double[] table = table(trend);
    for (int i = 0; i < table.length; i++) {
      values.put(LEVELS[i], table[i]);
    }
    return values;
  }
}
