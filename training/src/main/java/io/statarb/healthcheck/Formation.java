package io.statarb.healthcheck;

import io.statarb.cli.Refusal;
import io.statarb.cointegration.EngleGranger;
import io.statarb.features.RatioErrors;
import io.statarb.health.HealthReference;
import io.statarb.pairs.LeastSquares;
import io.statarb.reversion.HalfLife;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A pair or basket as it was formed: the first step of Engle and Granger on the rows of the
 * formation window.
 *
 * @param reference what the rows after it are held against
 * @param rows rows used
 * @param pValue Engle-Granger p-value with one lag; above 0.05 the pair should not have been formed
 */
public record Formation(HealthReference reference, int rows, double pValue) {
  /** With fewer rows a window cannot be told from chance. */
  public static final int LEAST_ROWS = 60;

  /**
   * Forms a pair or basket.
   *
   * @param table leg Y, then its hedge legs
   * @throws Refusal when there are too few rows or they form no spread
   */
  public static Formation of(SeriesTable table) {
    if (table.rows() < LEAST_ROWS) {
      throw Refusal.data(
          "the formation window of %s needs %d rows with all legs: rows=%d"
              .formatted(String.join(",", table.names()), LEAST_ROWS, table.rows()));
    }
    try {
      EngleGranger test = EngleGranger.test(table, 0, Trend.C, new LagChoice.Fixed(1));
      return of(table, test.pValue());
    } catch (IllegalArgumentException e) {
      throw Refusal.data(
          "%s form no pair: %s".formatted(String.join(",", table.names()), e.getMessage()));
    }
  }

  private static Formation of(SeriesTable table, double pValue) {
    int rows = table.rows();
    double[] y = table.column(0);
    double[][] hedges =
        IntStream.range(1, table.width()).mapToObj(table::column).toArray(double[][]::new);
    LeastSquares hedge = LeastSquares.fit(y, hedges, rows);
    List<Double> ratios = IntStream.range(0, hedges.length).mapToObj(hedge::slope).toList();
    double[] spread = new double[rows];
    double squares = 0;
    for (int row = 0; row < rows; row++) {
      spread[row] = y[row] - hedge.intercept();
      for (int i = 0; i < hedges.length; i++) {
        spread[row] -= ratios.get(i) * hedges[i][row];
      }
      // The mean is 0 by least squares with a constant.
      squares += spread[row] * spread[row];
    }
    double phi = Math.max(0, HalfLife.of(spread).phi());
    // A spread that does not revert is judged by that alone.
    RatioErrors errors = phi < 1 ? hedge.ratioErrors(phi) : RatioErrors.NONE;
    double sd = StrictMath.sqrt(squares / (rows - 1));
    return new Formation(
        new HealthReference(ratios, hedge.intercept(), 0, sd, phi, rows, errors), rows, pValue);
  }
}
