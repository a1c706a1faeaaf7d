package io.statarb.pairs;

import io.statarb.ticks.TickColumns;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fits one pair on the ticks of the formation sessions and on nothing else.
 *
 * <p>Both legs are sampled each second ({@link MidGrid}) or at the close of each bar ({@link
 * BarGrid}); what is in seconds for the one is in bars for the other. The hedge ratio is 1 for one
 * symbol on two venues, otherwise the slope of log y on log x (Engle and Granger 1987, Econometrica
 * 55, 251-276, first step). The half-life comes from the AR(1) {@code s(t) = c + phi s(t-1) + e(t)}
 * over neighbouring samples.
 */
public final class PairFit {
  /** Lags of the augmented Dickey-Fuller test. */
  static final int LAGS = 1;

  private PairFit() {}

  /**
   * Fits one pair.
   *
   * @param spec the pair
   * @param formation ticks of the formation sessions, in order
   */
  public static FittedPair fit(PairSpec spec, List<TickColumns> formation) {
    MidGrid grid = new MidGrid();
    for (TickColumns ticks : formation) {
      grid.add(ticks, spec.y(), spec.x());
    }
    return fit(spec, grid);
  }

  static FittedPair fit(PairSpec spec, SampleGrid grid) {
    int n = grid.count();
    LeastSquares hedge =
        LeastSquares.fit(grid.logY(), new double[][] {grid.logX()}, spec.sameSymbol() ? 0 : n);
    double ratio = spec.sameSymbol() ? 1 : hedge.slope(0);
    double[] spread = new double[n];
    int[] segment = new int[n];
    for (int i = 0; i < n; i++) {
      spread[i] = grid.logY()[i] - ratio * grid.logX()[i];
      segment[i] = grid.segment(i);
    }
    double intercept = n == 0 ? Double.NaN : LeastSquares.mean(spread, n);
    for (int i = 0; i < n; i++) {
      spread[i] -= intercept;
    }
    double mean = n == 0 ? Double.NaN : LeastSquares.mean(spread, n);
    double sd = sd(spread, mean);
    LeastSquares ar1 = ar1(spread, segment);
    double phi = ar1.slope(0);
    boolean reverts = phi > 0 && phi < 1;
    double logPhi = reverts ? StrictMath.log(phi) : Double.NaN;
    double ratioSe =
        spec.sameSymbol() ? 0 : hedge.slopeSe(0) * StrictMath.sqrt((1 + phi) / (1 - phi));
    UnitRoot unitRoot = UnitRoot.test(spread, segment, n, LAGS, !spec.sameSymbol());
    Rejection rejection = rejection(grid, sd, ratio, phi);
    return new FittedPair(
        spec.pairId(),
        spec.name(),
        spec.y().name(),
        spec.x().name(),
        spec.sameSymbol() ? HedgeMethod.IDENTITY : HedgeMethod.OLS,
        ratio,
        ratioSe,
        intercept,
        mean,
        sd,
        unitRoot,
        phi,
        ar1.slopeSe(0),
        -StrictMath.log(2) / logPhi,
        StrictMath.log(2) / (phi * logPhi * logPhi) * ar1.slopeSe(0),
        returnCorrelation(grid),
        n,
        rejection == null,
        rejection,
        rejection == null
            ? doubts(spec, ratio, ratioSe, unitRoot)
            : String.format(
                Locale.ROOT,
                "samples=%d spreadSd=%.3g hedgeRatio=%.6g phi=%.9g",
                n,
                sd,
                ratio,
                phi));
  }

  /** What a person should know of a pair that is accepted; empty when there is nothing. */
  private static String doubts(PairSpec spec, double ratio, double ratioSe, UnitRoot unitRoot) {
    StringBuilder doubts = new StringBuilder();
    if (!(unitRoot.stat() < unitRoot.critical5())) {
      doubts.append(
          String.format(
              Locale.ROOT,
              "a unit root is not rejected at 5 %%: stat=%.2f critical=%.2f",
              unitRoot.stat(),
              unitRoot.critical5()));
    }
    if (!spec.sameSymbol() && !(ratio > 2 * ratioSe)) {
      doubts.append(
          String.format(
              Locale.ROOT,
              "%sthe hedge ratio is within two standard errors of 0: %.3f +- %.3f",
              doubts.isEmpty() ? "" : "; ",
              ratio,
              ratioSe));
    }
    return doubts.toString();
  }

  /** The first reason there is; comparisons are written so that NaN rejects. */
  private static @Nullable Rejection rejection(
      SampleGrid grid, double sd, double ratio, double phi) {
    if (grid.count() < grid.leastSamples()) {
      return Rejection.TOO_FEW_SAMPLES;
    }
    if (!(sd > 0) || Double.isNaN(ratio)) {
      return Rejection.CONSTANT_PRICE;
    }
    if (!(ratio > 0)) {
      return Rejection.HEDGE_RATIO_NOT_POSITIVE;
    }
    if (!(phi > 0)) {
      return Rejection.PHI_NOT_POSITIVE;
    }
    return phi < 1 ? null : Rejection.NO_REVERSION;
  }

  private static LeastSquares ar1(double[] spread, int[] segment) {
    double[] now = new double[spread.length];
    double[] before = new double[spread.length];
    int rows = 0;
    for (int t = 1; t < spread.length; t++) {
      if (segment[t] == segment[t - 1]) {
        now[rows] = spread[t];
        before[rows] = spread[t - 1];
        rows++;
      }
    }
    return LeastSquares.fit(now, new double[][] {before}, rows);
  }

  private static double sd(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return StrictMath.sqrt(squares / (values.length - 1));
  }

  private static double returnCorrelation(SampleGrid grid) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int t = 1; t < grid.count(); t++) {
      if (grid.segment(t) == grid.segment(t - 1)) {
        double ry = grid.logY()[t] - grid.logY()[t - 1];
        double rx = grid.logX()[t] - grid.logX()[t - 1];
        xx += rx * rx;
        yy += ry * ry;
        xy += rx * ry;
      }
    }
    return xy / StrictMath.sqrt(xx * yy);
  }
}
