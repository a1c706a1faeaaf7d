package io.statarb.cointegration;

import io.statarb.statistics.MethodResult;
import io.statarb.statistics.NumberTable;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.TailTable;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.MacKinnon;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Residual tests of Phillips and Ouliaris (1990, Econometrica 58, 165-193): one column is regressed
 * on the others and a trend, the residual on itself one row before, and the coefficient and its t
 * statistic are corrected for autocorrelation with Bartlett weights. Null hypothesis: no
 * cointegration. The distributions are K. Sheppard's simulations published with arch 8.0.0.
 *
 * @param za corrected {@code T (alpha - 1)}
 * @param zt corrected t statistic
 * @param alpha coefficient of the residual on itself one row before
 * @param bandwidth of the Bartlett weights {@code 1 - lag / (bandwidth + 1)}
 * @param enoughRows whether there are as many as the simulation of the critical values went down to
 * @param hedgeRatios coefficients of the other columns, in their order
 * @param trendCoefficients coefficients of 1, t and t squared, as many as the trend has
 */
public record PhillipsOuliaris(
    Statistic za,
    Statistic zt,
    double alpha,
    double bandwidth,
    boolean enoughRows,
    List<Double> hedgeRatios,
    List<Double> trendCoefficients) {

  /**
   * A statistic and its distribution.
   *
   * @param value small values speak against the null
   * @param pValue for many rows
   * @param criticalValues for these rows, by level
   */
  public record Statistic(double value, double pValue, Map<String, Double> criticalValues) {}

  /** Constant of Andrews' (1991) bandwidth for Bartlett weights. */
  private static final double ANDREWS = 1.1447;

  private static final NumberTable NUMBERS =
      NumberTable.beside(PhillipsOuliaris.class, "phillips-ouliaris.txt");
  private static final TailTable TABLE = new TailTable(NUMBERS);

  /**
   * Tests one column against the others.
   *
   * @param data 2 to 12 columns of levels
   * @param dependent index of the column on the left
   * @param bandwidth of the Bartlett weights, at least 0; empty for Newey and West's (1994) choice
   *     from the data
   * @throws IllegalArgumentException when a column is constant, two are identical, one is a
   *     combination of others, or there are too few rows
   */
  public static PhillipsOuliaris test(
      SeriesTable data, int dependent, Trend trend, OptionalDouble bandwidth) {
    if (data.width() < 2 || data.width() > MacKinnon.MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "Phillips-Ouliaris takes 2 to %d columns: columns=%d"
              .formatted(MacKinnon.MAX_VARIABLES, data.width()));
    }
    CointegratingRegression relation = CointegratingRegression.fit(data, dependent, trend);
    double[] residuals = relation.residuals();
    int rows = residuals.length;
    double squares = 0;
    double products = 0;
    for (int t = 1; t < rows; t++) {
      squares += residuals[t - 1] * residuals[t - 1];
      products += residuals[t - 1] * residuals[t];
    }
    double alpha = products / squares;
    double[] errors = new double[rows - 1];
    for (int t = 1; t < rows; t++) {
      errors[t - 1] = residuals[t] - alpha * residuals[t - 1];
    }
    double width = bandwidth.orElseGet(() -> neweyWest(errors));
    if (!(width >= 0) || width >= rows - 1) {
      throw new IllegalArgumentException(
          "the bandwidth must be at least 0 and less than the rows: bandwidth=%s rows=%d"
              .formatted(width, rows - 1));
    }
    double strict = strictlyOneSided(errors, width) / rows;
    double longRun = product(errors, 0) / rows + 2 * strict;
    double z = alpha - 1 - rows * strict / squares;
    String key = trend.letters() + " " + data.width();
    return new PhillipsOuliaris(
        statistic("Za " + key, rows * z, rows),
        statistic("Zt " + key, z / StrictMath.sqrt(longRun / squares), rows),
        alpha,
        width,
        rows >= NUMBERS.at("Zt " + key + " least", 0),
        MethodResult.list(relation.hedgeRatios()),
        MethodResult.list(relation.trendCoefficients()));
  }

  private static Statistic statistic(String key, double value, int rows) {
    return new Statistic(value, TABLE.pValue(key, value), TABLE.criticalValues(key, rows));
  }

  /** Sum over lags of weight times product of errors that far apart. */
  private static double strictlyOneSided(double[] errors, double bandwidth) {
    double sum = 0;
    for (int lag = 1; lag <= (int) bandwidth; lag++) {
      sum += (1 - lag / (bandwidth + 1)) * product(errors, lag);
    }
    return sum;
  }

  private static double product(double[] errors, int lag) {
    double sum = 0;
    for (int t = lag; t < errors.length; t++) {
      sum += errors[t] * errors[t - lag];
    }
    return sum;
  }

  /**
   * Bandwidth of Newey and West (1994, Review of Economic Studies 61, 631-653) for Bartlett
   * weights: {@code 1.1447 (ratio^2 T)^(1/3)} from {@code ceil(4 (T/100)^(2/9))} autocovariances.
   */
  private static double neweyWest(double[] errors) {
    int covariances = (int) StrictMath.ceil(4 * StrictMath.pow(errors.length / 100.0, 2.0 / 9));
    double zeroth = product(errors, 0);
    double first = 0;
    for (int lag = 1; lag <= Math.min(covariances, errors.length - 1); lag++) {
      double twice = 2 * product(errors, lag);
      zeroth += twice;
      first += lag * twice;
    }
    double ratio = first / zeroth;
    return Math.min(ANDREWS * StrictMath.cbrt(ratio * ratio * errors.length), errors.length - 1.0);
  }
}
