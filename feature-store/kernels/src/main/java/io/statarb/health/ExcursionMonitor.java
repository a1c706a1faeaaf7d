package io.statarb.health;

import java.util.List;

/**
 * Watches how far a spread goes from its mean and how long it stays away: of a slow spread neither
 * need show in its innovations, which is what {@link BreakMonitor} sums.
 *
 * <p>Between samples the spread is an Ornstein-Uhlenbeck process of speed {@code theta = -ln phi}
 * per sample, here in units of its sd.
 *
 * <ul>
 *   <li><b>How far.</b> Excursions beyond {@code b} on either side begin at a rate of at most
 *       {@code 2 theta b density(b)} (Pickands 1969, Trans. Am. Math. Soc. 145, 51-73: {@code theta
 *       b^2} times the tail), and samples lie there at a rate of at most {@code 2 density(b) / b},
 *       which is less where a reversion takes few samples.
 *   <li><b>How long.</b> No zero is met in a time t with probability {@code (2 / pi)
 *       arcsin(exp(-theta t))} (Slepian 1962, Bell Syst. Tech. J. 41, 463-501); minus its
 *       derivative is the rate of excursions from the mean longer than t: {@code (2 theta / pi) /
 *       sqrt(exp(2 theta t) - 1)}. Samples miss visits to the other side that fall between them, as
 *       if that side began {@code 0.583 sqrt(2 theta)} later (Siegmund 1985, Sequential Analysis,
 *       ch. 10), so only what is further away than that counts.
 * </ul>
 *
 * <p>The n-th sample may alarm at a rate of {@code alpha window / (n + window)^2}, which sums to
 * alpha however long it is watched: {@code alpha n / (n + window)} over the first n. The limits are
 * where the rates are that; they grow with the logarithm of n, that of the distance with its root.
 *
 * <p>What the formation window leaves open is counted; {@code u = samples theta}, the times of
 * reversion that it held, says how much:
 *
 * <ul>
 *   <li>Least squares makes a reversion look faster: in u by 6, and by 3 for each ratio, which is
 *       taken back. The figures are those of drawn formation windows of 10 to 40 half-lives; in
 *       long ones a spread with known ratios has 4 (Marriott and Pope 1954, Biometrika 41,
 *       390-402).
 *   <li>So many fitted constants took {@code 2 / u} of the variance each; its estimate has {@code
 *       samples tanh(theta)} degrees of freedom (Bartlett 1935, J. R. Stat. Soc. 98, 536-543), so
 *       that a distance has Student's distribution, which {@link StudentDeviate} turns into a
 *       normal one.
 *   <li>The mean errs by {@code sqrt(2 / u)} sd, and by the errors of the ratios as far as the legs
 *       have moved: a distance is measured in the root of both variances, and an excursion counts
 *       only while it is further away than the mean may be wrong, with half of alpha for that.
 *   <li>u errs by {@code sqrt(2 u)}. The probability of an error of that size times that of an
 *       excursion of {@code theta t} at the speed that is then true is largest at {@code exp(-L)},
 *       L = {@code theta t / (1 + L / u)}: the limit of t is longer by {@code 1 + L / u}.
 * </ul>
 *
 * <p>Of drawn sound pairs too many go too far: at an alpha of 0.001 up to 0.004 with 20 half-lives
 * in the formation window and 0.006 with 10, and 0.014 where steps have Student's distribution with
 * four degrees of freedom. So {@link PairHealth} asks for a shift of the level as well, after which
 * hardly any are left. Too long away were at most 0.001.
 *
 * <p>A formation window of no u tells nothing: then there is never an alarm. Samples that are
 * missing need no care: those on both sides of a gap are less alike than neighbours, and the less
 * alike they are the shorter the runs on one side (Slepian 1962).
 *
 * <p>Single-threaded; allocates nothing after construction.
 */
final class ExcursionMonitor {
  /** Of the bias of u, and for the mean and for each ratio that is fitted. */
  private static final double BIAS = 3;

  /** A spread that reverts faster than its samples is watched as if half were left of each. */
  private static final double FASTEST = StrictMath.log(2);

  /** By how much of its step a walk in samples overshoots: - zeta(1/2) / sqrt(2 pi). */
  private static final double OVERSHOOT = 0.5826;

  /** The steps to {@link #height} that leave a relative error below 1e-4. */
  private static final int STEPS = 6;

  private static final double SQRT_2_PI = StrictMath.sqrt(2 * Math.PI);

  private final double mean;
  private final double window;
  private final double alpha;
  private final double times;
  private final double theta;
  private final double variance;
  private final double meanVariance;
  private final double[][] ratioCovariance;
  private final double[] logMeans;
  private final double[] moved;
  private final StudentDeviate student;
  private final double meanErrors;
  private final double missed;

  private long count;
  private int side;
  private long beganAt;
  private double farRatio;
  private double longRatio;

  /**
   * A monitor.
   *
   * @param reference a reference that reverts
   * @param window samples in which half of what may alarm ever may alarm
   * @param alpha probability of a false alarm of either kind, ever
   */
  ExcursionMonitor(HealthReference reference, int window, double alpha) {
    int fitted = 1 + reference.ratioErrors().estimated();
    double samples = reference.samples();
    double fast = Math.min(FASTEST, -StrictMath.log(reference.phi()));
    double var = reference.sd() * reference.sd();
    this.mean = reference.mean();
    this.window = window;
    this.alpha = alpha;
    this.times = samples * fast - BIAS * (1 + fitted);
    this.theta = times / samples;
    this.variance = var * (1 + 2 * fitted / times);
    this.meanVariance = variance * 2 / times;
    this.ratioCovariance =
        scaled(reference.ratioErrors().covariance(), variance / var * samples * fast / times);
    this.logMeans =
        reference.ratioErrors().logMeans().stream().mapToDouble(Double::doubleValue).toArray();
    this.moved = new double[logMeans.length];
    this.student = new StudentDeviate(samples * StrictMath.tanh(theta));
    this.meanErrors = student.quantile(alpha / 2);
    this.missed = OVERSHOOT * StrictMath.sqrt(2 * fast * variance);
  }

  private static double[][] scaled(List<List<Double>> rows, double by) {
    return rows.stream()
        .map(row -> row.stream().mapToDouble(value -> value * by).toArray())
        .toArray(double[][]::new);
  }

  /**
   * Takes a sample.
   *
   * @param spread its spread
   * @param logPx log prices of all legs, Y first
   */
  void accept(double spread, double[] logPx) {
    count++;
    // Written so that NaN tells nothing as well.
    if (!(times > 0)) {
      return;
    }
    double away = spread - mean;
    double doubt = meanVariance(logPx);
    double rate = alpha * window / ((count + window) * (count + window));
    double height = student.of(Math.abs(away) / StrictMath.sqrt(variance + doubt));
    farRatio = height / height(rate);
    double unknown = missed + meanErrors * StrictMath.sqrt(doubt);
    follow(away > unknown ? 1 : away < -unknown ? -1 : 0, rate / 2);
  }

  /** Variance of the mean that the spread has at these prices if the pair is what it was. */
  private double meanVariance(double[] logPx) {
    double sum = meanVariance;
    for (int i = 0; i < moved.length; i++) {
      moved[i] = logPx[1 + i] - logMeans[i];
    }
    for (int i = 0; i < moved.length; i++) {
      for (int j = 0; j < moved.length; j++) {
        sum += moved[i] * ratioCovariance[i][j] * moved[j];
      }
    }
    return sum;
  }

  /** Where a process of this speed begins excursions, to either side, at this rate a sample. */
  private double height(double rate) {
    double height = 1;
    for (int step = 0; step < STEPS; step++) {
      double perDensity = Math.min(theta * height, 1 / height);
      // No limit below one sd, where these rates do not hold.
      height =
          StrictMath.sqrt(Math.max(1, 2 * StrictMath.log(2 * perDensity / (SQRT_2_PI * rate))));
    }
    return height;
  }

  /** Goes on with the excursion, or begins another. */
  private void follow(int nowOn, double rate) {
    if (nowOn == 0 || nowOn != side) {
      side = nowOn;
      beganAt = count;
    }
    longRatio = 0;
    if (side != 0) {
      double ofLonger = 2 * theta / (Math.PI * rate);
      double speedTimesLength = 0.5 * StrictMath.log1p(ofLonger * ofLonger);
      double limit = speedTimesLength / theta * (1 + speedTimesLength / times);
      longRatio = (count - beganAt) / limit;
    }
  }

  /** The distance from the mean over its limit, a break from 1 on; NaN where nothing is known. */
  double farRatio() {
    return times > 0 ? farRatio : Double.NaN;
  }

  /** The time away from the mean over its limit, a break from 1 on; NaN where nothing is known. */
  double longRatio() {
    return times > 0 ? longRatio : Double.NaN;
  }
}
