package io.statarb.healthcheck;

import io.statarb.cli.Refusal;
import io.statarb.cointegration.EngleGranger;
import io.statarb.health.HealthReference;
import io.statarb.reversion.HalfLife;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;

/**
 * A pair as it was formed: the first step of Engle and Granger on the rows of the formation window.
 *
 * @param reference what the rows after it are held against
 * @param rows rows used
 * @param pValue Engle-Granger p-value with one lag; above 0.05 the pair should not have been formed
 */
public record Formation(HealthReference reference, int rows, double pValue) {
  /** With fewer rows a window cannot be told from chance. */
  public static final int LEAST_ROWS = 60;

  /**
   * Forms a pair.
   *
   * @param table leg Y, then leg X
   * @throws Refusal when there are too few rows or they form no spread
   */
  public static Formation of(SeriesTable table) {
    if (table.rows() < LEAST_ROWS) {
      throw Refusal.data(
          "the formation window of %s needs %d rows with both: rows=%d"
              .formatted(String.join(",", table.names()), LEAST_ROWS, table.rows()));
    }
    try {
      EngleGranger test = EngleGranger.test(table, 0, Trend.C, new LagChoice.Fixed(1));
      return of(table, test);
    } catch (IllegalArgumentException e) {
      throw Refusal.data(
          "%s form no pair: %s".formatted(String.join(",", table.names()), e.getMessage()));
    }
  }

  private static Formation of(SeriesTable table, EngleGranger test) {
    double ratio = test.hedgeRatios().getFirst();
    double intercept = test.trendCoefficients().getFirst();
    double[] spread = new double[table.rows()];
    double squares = 0;
    for (int row = 0; row < spread.length; row++) {
      spread[row] = table.column(0)[row] - ratio * table.column(1)[row] - intercept;
      // The mean is 0 by least squares with a constant.
      squares += spread[row] * spread[row];
    }
    double sd = StrictMath.sqrt(squares / (spread.length - 1));
    double phi = Math.max(0, HalfLife.of(spread).phi());
    return new Formation(
        new HealthReference(ratio, intercept, 0, sd, phi, spread.length),
        spread.length,
        test.pValue());
  }
}
