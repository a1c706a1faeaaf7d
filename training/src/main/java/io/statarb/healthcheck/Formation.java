package io.statarb.healthcheck;

import io.statarb.cli.Refusal;
import io.statarb.cointegration.EngleGranger;
import io.statarb.features.RatioErrors;
import io.statarb.health.HealthReference;
import io.statarb.reversion.HalfLife;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.SeriesTable;
import io.statarb.statistics.Trend;
import java.util.Arrays;
import java.util.List;

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
    double[] x = table.column(1);
    double meanX = Arrays.stream(x).sum() / x.length;
    double squares = 0;
    double squaresX = 0;
    for (int row = 0; row < spread.length; row++) {
      spread[row] = table.column(0)[row] - ratio * x[row] - intercept;
      // The mean is 0 by least squares with a constant.
      squares += spread[row] * spread[row];
      squaresX += (x[row] - meanX) * (x[row] - meanX);
    }
    double sd = StrictMath.sqrt(squares / (spread.length - 1));
    double phi = Math.max(0, HalfLife.of(spread).phi());
    return new Formation(
        new HealthReference(
            List.of(ratio),
            intercept,
            0,
            sd,
            phi,
            spread.length,
            errors(meanX, squares / (spread.length - 2) / squaresX, phi)),
        spread.length,
        test.pValue());
  }

  /** For residuals that follow an AR(1), as when the pairs of a strategy are fitted. */
  private static RatioErrors errors(double meanX, double variance, double phi) {
    // A pair that does not revert is judged by that alone.
    return phi < 1
        ? new RatioErrors(List.of(meanX), List.of(List.of(variance * (1 + phi) / (1 - phi))))
        : RatioErrors.NONE;
  }
}
