package io.statarb.health;

import java.util.List;

/**
 * Watches each sample for a break in the level of the spread: the sum of the {@linkplain
 * RecursiveResiduals recursive residuals} of its AR(1) against a boundary that a pair without a
 * break crosses with a stated probability.
 *
 * <p>The CUSUM of Brown, Durbin and Evans (1975, J. R. Stat. Soc. B 37, 149-192) tests one sample
 * of given length; asked again after each new sample it would sooner or later cry break of any
 * pair. So this is a monitoring test (Chu, Stinchcombe and White 1996, Econometrica 64, 1045-1065):
 * the sum of n residuals behaves like a Brownian motion, and {@code |W(n)|} ever reaches {@code
 * sqrt((n + v) (ln(1 + n / v) + 2 ln(1 / alpha)))} with probability alpha (Robbins 1970, Ann. Math.
 * Stat. 41, 1397-1409). {@code v} sets where the boundary is tightest: here at about one window. A
 * session of finite length crosses less often.
 *
 * <p>Mean and hedge ratios were estimated in the formation window, and their errors move the level
 * of the spread, those of the ratios the more the further the legs move. Both are coefficients of
 * the regression
 *
 * <pre>
 * s(t) - phi s(t-1) = (1 - phi) (level + sum_i error_i (x_i(t-1) - mean_i))
 *                     + sum_i (ratio of changes_i - ratio_i) (x_i(t) - x_i(t-1)) + e(t)
 * </pre>
 *
 * <p>which begins with what the formation window says of level and errors; the residuals know by
 * how much they may be wrong. Changes have a ratio of their own, as in an error correction model
 * (Engle and Granger 1987, Econometrica 55, 251-276): of a hedge leg that itself returns to Y the
 * changes say nothing of the ratio of the levels. Where the ratios are known, the level alone is
 * estimated.
 *
 * <p>What a regression does not know of is the error of phi: of a reversion that looks faster than
 * it is, deviations look like breaks. {@link #doubt} widens the boundary for it.
 */
final class BreakMonitor {
  /** Of {@link #doubt}, for any pair and for each ratio that was estimated. */
  private static final double DOUBT = 30;

  private static final double DOUBT_OF_A_RATIO = 10;

  private final double mean;
  private final double phi;
  private final double[] logMeans;
  private final RecursiveResiduals residuals;
  private final double window;
  private final double logAlpha2;
  private final double doubt;

  private final double[] regressors;
  private double[] moved;
  private double[] movedBefore;
  private double before;
  private double sum;
  private long count;

  /**
   * A monitor.
   *
   * @param reference a reference that reverts
   * @param window samples after which the boundary is about tightest
   * @param alpha probability of a false alarm, ever
   */
  BreakMonitor(HealthReference reference, int window, double alpha) {
    this(reference, window, alpha, doubt(reference));
  }

  /**
   * The same with another widening of the boundary.
   *
   * @param doubt factor, 1 where phi is known
   */
  BreakMonitor(HealthReference reference, int window, double alpha, double doubt) {
    this.mean = reference.mean();
    this.phi = reference.phi();
    this.logMeans =
        reference.ratioErrors().logMeans().stream().mapToDouble(Double::doubleValue).toArray();
    double innovationSd = reference.innovationSd();
    this.residuals = new RecursiveResiduals(innovationSd * innovationSd, formed(reference));
    this.window = window;
    this.logAlpha2 = -2 * StrictMath.log(alpha);
    this.doubt = doubt;
    this.regressors = new double[1 + 2 * logMeans.length];
    this.moved = new double[logMeans.length];
    this.movedBefore = new double[logMeans.length];
  }

  /** Covariance of the coefficients before the first sample. */
  private static double[][] formed(HealthReference reference) {
    List<List<Double>> ofRatios = reference.ratioErrors().covariance();
    int ratios = ofRatios.size();
    double[][] covariance = new double[1 + 2 * ratios][1 + 2 * ratios];
    // About the mean of x the level is independent of the ratios.
    covariance[0][0] =
        reference.sd() * reference.sd() * reference.inflation() / reference.samples();
    for (int i = 0; i < ratios; i++) {
      for (int j = 0; j < ratios; j++) {
        covariance[1 + i][1 + j] = ofRatios.get(i).get(j);
      }
      // The ratio of changes is anything between none and twice that of the levels.
      covariance[1 + ratios + i][1 + ratios + i] =
          reference.ratios().get(i) * reference.ratios().get(i);
    }
    return covariance;
  }

  /**
   * By how much the boundary is wider because phi is estimated: {@code sqrt(1 + (30 + 10 k) / tau)}
   * of {@code tau = samples (1 - phi)}, the times of reversion in the formation window, and k
   * estimated ratios. Found by simulation of formation windows and sessions half as long: with it
   * they alarm at most about as often as alpha says from some 20 half-lives in the formation window
   * on, and up to five times as often at 10; without it some ten times as often. {@code
   * BreakMonitorTest} measures it.
   */
  static double doubt(HealthReference reference) {
    double times = reference.samples() * (1 - reference.phi());
    double ratios = reference.ratioErrors().estimated();
    return StrictMath.sqrt(1 + (DOUBT + DOUBT_OF_A_RATIO * ratios) / times);
  }

  /**
   * Takes a sample.
   *
   * @param spread its spread
   * @param logPx log prices of all legs, Y first
   * @param neighbour whether the sample before it is its neighbour on the grid
   */
  void accept(double spread, double[] logPx, boolean neighbour) {
    double now = spread - mean;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = logPx[1 + i] - logMeans[i];
    }
    if (neighbour) {
      regressors[0] = 1 - phi;
      for (int i = 0; i < moved.length; i++) {
        regressors[1 + i] = (1 - phi) * movedBefore[i];
        regressors[1 + moved.length + i] = moved[i] - movedBefore[i];
      }
      sum += residuals.next(regressors, now - phi * before);
      count++;
    }
    before = now;
    double[] other = movedBefore;
    movedBefore = moved;
    moved = other;
  }

  /** The sum over its boundary, without sign; from 1 on there is a break. */
  double ratio() {
    double boundary =
        doubt
            * StrictMath.sqrt((count + window) * (StrictMath.log(1 + count / window) + logAlpha2));
    return Math.abs(sum) / boundary;
  }
}
