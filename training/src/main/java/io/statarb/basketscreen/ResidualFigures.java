package io.statarb.basketscreen;

import io.statarb.reversion.HalfLife;
import io.statarb.reversion.LaggedVariance;
import io.statarb.reversion.LineFit;
import io.statarb.reversion.MeanCrossings;
import io.statarb.reversion.Samples;
import io.statarb.statistics.LagChoice;
import io.statarb.statistics.Trend;
import io.statarb.unitroot.AdfRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Figures of a basket's residual over the formation window.
 *
 * @param statistic t of the augmented Dickey-Fuller regression with a constant; its tables do not
 *     hold for a basket that was chosen
 * @param lags lagged differences of it
 * @param mean of the residual
 * @param sd of the residual, natural logarithms
 * @param phi slope of its AR(1)
 * @param halfLifeBars half-life; NaN unless {@code 0 < phi < 1}
 * @param halfLifeSe its standard error, by the delta method
 * @param sScore last residual less the AR(1)'s mean, in its equilibrium standard deviations
 *     (Avellaneda and Lee 2010, eq. 15): above 0 the stock is dear; NaN unless {@code |phi| < 1}
 * @param hurst exponent of the residual; 1/2 of a walk, near 0 of what reverts
 * @param crossings of its mean
 * @param parts equal parts of the window
 */
public record ResidualFigures(
    double statistic,
    int lags,
    double mean,
    double sd,
    double phi,
    double halfLifeBars,
    double halfLifeSe,
    double sScore,
    double hurst,
    int crossings,
    List<Part> parts) {
  /** Longest lag of the Hurst exponent, in bars; a quarter of a short window. */
  private static final int HURST_LAGS = 20;

  /** What a basket that was not tested has. */
  static final ResidualFigures NONE =
      new ResidualFigures(
          Double.NaN,
          -1,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          -1,
          List.of());

  /**
   * A part of the window.
   *
   * @param meanInSds mean of the part's residual, in standard deviations of the whole
   * @param sdRatio standard deviation of the part over that of the whole
   * @param phi slope of the part's AR(1)
   * @param crossings how often the part crosses the mean of the whole
   */
  public record Part(double meanInSds, double sdRatio, double phi, int crossings) {
    /** Whether the residual comes back in this part: it crosses its mean and its AR(1) reverts. */
    public boolean comesBack() {
      return crossings > 0 && phi < 1;
    }
  }

  /** Copies the list. */
  public ResidualFigures {
    parts = List.copyOf(parts);
  }

  /**
   * Of a residual.
   *
   * @throws IllegalArgumentException when there is nothing to test
   */
  static ResidualFigures of(double[] residual, LagChoice lags, int subWindows) {
    AdfRegression adf = adf(residual, lags);
    HalfLife halfLife = HalfLife.of(residual);
    double sd = Samples.sd(residual);
    return new ResidualFigures(
        adf.stat(),
        adf.lags(),
        Samples.mean(residual),
        sd,
        halfLife.phi(),
        halfLife.halfLife(),
        halfLife.halfLifeSe(),
        sScore(residual),
        LaggedVariance.exponent(residual, Math.min(HURST_LAGS, residual.length / 4)),
        MeanCrossings.of(residual).count(),
        parts(residual, sd, subWindows));
  }

  /** The test statistic's regression. */
  static AdfRegression adf(double[] residual, LagChoice lags) {
    return AdfRegression.fit(residual, Trend.C, lags);
  }

  private static double sScore(double[] residual) {
    LineFit line = LineFit.autoregression(residual);
    double b = line.slope();
    if (!(Math.abs(b) < 1)) {
      return Double.NaN;
    }
    double equilibriumSd = StrictMath.sqrt(line.residualVariance() / (1 - b * b));
    return (residual[residual.length - 1] - line.intercept() / (1 - b)) / equilibriumSd;
  }

  private static List<Part> parts(double[] residual, double sd, int count) {
    List<Part> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      int from = (int) ((long) residual.length * part / count);
      int to = (int) ((long) residual.length * (part + 1) / count);
      double[] values = Arrays.copyOfRange(residual, from, to);
      parts.add(
          new Part(
              Samples.mean(values) / sd,
              Samples.sd(values) / sd,
              LineFit.autoregression(values).slope(),
              crossingsOfZero(values)));
    }
    return parts;
  }

  private static int crossingsOfZero(double[] values) {
    int crossings = 0;
    for (int t = 1; t < values.length; t++) {
      crossings += values[t] > 0 == values[t - 1] > 0 ? 0 : 1;
    }
    return crossings;
  }

  /**
   * What the standard errors of a regression of log prices are to be multiplied by: the long-run
   * over the plain standard deviation of an AR(1) error, {@code sqrt((1 + phi) / (1 - phi))} (Stock
   * and Watson, A simple estimator of cointegrating vectors, Econometrica 61, 1993, 783-820); NaN
   * unless {@code |phi| < 1}.
   */
  double longRunFactor() {
    return Math.abs(phi) < 1 ? StrictMath.sqrt((1 + phi) / (1 - phi)) : Double.NaN;
  }
}
