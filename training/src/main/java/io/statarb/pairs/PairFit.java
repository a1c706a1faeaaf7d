package io.statarb.pairs;

import io.statarb.features.RatioErrors;
import io.statarb.ticks.TickColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fits one pair on the ticks of the formation sessions and on nothing else.
 *
 * <p>All legs are sampled each second ({@link MidGrid}) or at the close of each bar ({@link
 * BarGrid}); what is in seconds for the one is in bars for the other. The hedge ratio is 1 for one
 * symbol on two venues; otherwise, unless they are given, hedge ratios are the slopes of log y on
 * the log prices of the hedge legs (Engle and Granger 1987, Econometrica 55, 251-276, first step).
 * The half-life comes from the AR(1) {@code s(t) = c + phi s(t-1) + e(t)} over neighbouring
 * samples.
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
    MidGrid grid = new MidGrid(spec.legs().size());
    for (TickColumns ticks : formation) {
      grid.add(ticks, spec.legs());
    }
    return fit(spec, grid);
  }

  static FittedPair fit(PairSpec spec, SampleGrid grid) {
    int n = grid.count();
    boolean estimated = spec.method().estimated();
    LeastSquares hedge = regression(grid, estimated ? n : 0);
    double[] ratio = ratios(spec, hedge);
    double[] spread = spread(grid, ratio);
    int[] segment = new int[n];
    Arrays.setAll(segment, grid::segment);
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
    RatioErrors errors =
        estimated && reverts && !Double.isNaN(hedge.slope(0))
            ? hedge.ratioErrors(phi)
            : RatioErrors.NONE;
    List<FittedHedge> hedges = hedges(spec, ratio, errors);
    UnitRoot unitRoot = UnitRoot.test(spread, segment, n, LAGS, estimated ? ratio.length : 0);
    Rejection rejection = rejection(grid, sd, estimated ? hedge.slope(0) : 0, ratio, phi);
    return new FittedPair(
        spec.pairId(),
        spec.name(),
        spec.y().name(),
        hedges,
        spec.method(),
        errors,
        intercept,
        mean,
        sd,
        unitRoot,
        phi,
        ar1.slopeSe(0),
        -StrictMath.log(2) / logPhi,
        StrictMath.log(2) / (phi * logPhi * logPhi) * ar1.slopeSe(0),
        returnCorrelation(grid, ratio),
        n,
        rejection == null,
        rejection,
        rejection == null
            ? doubts(hedges, unitRoot)
            : String.format(
                Locale.ROOT,
                "samples=%d spreadSd=%.3g hedgeRatios=%s phi=%.9g",
                n,
                sd,
                Arrays.toString(ratio),
                phi));
  }

  /** Log y on the log prices of the hedge legs; of no rows where the ratios are known. */
  private static LeastSquares regression(SampleGrid grid, int rows) {
    double[][] logX = new double[grid.legs() - 1][];
    Arrays.setAll(logX, i -> grid.log(1 + i));
    return LeastSquares.fit(grid.log(0), logX, rows);
  }

  private static double[] ratios(PairSpec spec, LeastSquares hedge) {
    double[] ratio = new double[spec.hedges().size()];
    Arrays.setAll(
        ratio,
        i ->
            switch (spec.method()) {
              case IDENTITY -> 1;
              case OLS -> hedge.slope(i);
              case SCREENED, GIVEN -> spec.ratios().get(i);
            });
    return ratio;
  }

  /** Log y less what the hedge legs explain of it, the intercept not yet taken off. */
  private static double[] spread(SampleGrid grid, double[] ratio) {
    double[] spread = Arrays.copyOf(grid.log(0), grid.count());
    for (int j = 0; j < ratio.length; j++) {
      double[] logX = grid.log(1 + j);
      for (int i = 0; i < spread.length; i++) {
        spread[i] -= ratio[j] * logX[i];
      }
    }
    return spread;
  }

  private static List<FittedHedge> hedges(PairSpec spec, double[] ratio, RatioErrors errors) {
    List<FittedHedge> hedges = new ArrayList<>();
    for (int i = 0; i < ratio.length; i++) {
      double error =
          errors.estimated() == 0 ? 0 : StrictMath.sqrt(errors.covariance().get(i).get(i));
      hedges.add(new FittedHedge(spec.hedges().get(i).name(), ratio[i], error));
    }
    return hedges;
  }

  /** What a person should know of a pair that is accepted; empty when there is nothing. */
  private static String doubts(List<FittedHedge> hedges, UnitRoot unitRoot) {
    StringBuilder doubts = new StringBuilder();
    if (!(unitRoot.stat() < unitRoot.critical5())) {
      doubts.append(
          String.format(
              Locale.ROOT,
              "a unit root is not rejected at 5 %%: stat=%.2f critical=%.2f",
              unitRoot.stat(),
              unitRoot.critical5()));
    }
    for (FittedHedge hedge : hedges) {
      if (!(Math.abs(hedge.ratio()) > 2 * hedge.standardError())) {
        doubts.append(
            String.format(
                Locale.ROOT,
                "%sthe hedge ratio to %s is within two standard errors of 0: %.3f +- %.3f",
                doubts.isEmpty() ? "" : "; ",
                hedge.instrument(),
                hedge.ratio(),
                hedge.standardError()));
      }
    }
    return doubts.toString();
  }

  /** The first reason there is; comparisons are written so that NaN rejects. */
  private static @Nullable Rejection rejection(
      SampleGrid grid, double sd, double slope, double[] ratio, double phi) {
    if (grid.count() < grid.leastSamples()) {
      return Rejection.TOO_FEW_SAMPLES;
    }
    if (!(sd > 0) || Double.isNaN(slope) || Arrays.stream(ratio).anyMatch(Double::isNaN)) {
      return Rejection.CONSTANT_PRICE;
    }
    // Both legs of a pair on one side are no hedge; a basket may hold some legs with Y against
    // others.
    if (Arrays.stream(ratio).noneMatch(each -> each > 0)) {
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

  private static double returnCorrelation(SampleGrid grid, double[] ratio) {
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int t = 1; t < grid.count(); t++) {
      if (grid.segment(t) == grid.segment(t - 1)) {
        double ry = grid.log(0)[t] - grid.log(0)[t - 1];
        double rx = 0;
        for (int j = 0; j < ratio.length; j++) {
          double weight = ratio.length == 1 ? 1 : ratio[j];
          rx += weight * (grid.log(1 + j)[t] - grid.log(1 + j)[t - 1]);
        }
        xx += rx * rx;
        yy += ry * ry;
        xy += rx * ry;
      }
    }
    return xy / StrictMath.sqrt(xx * yy);
  }
}
