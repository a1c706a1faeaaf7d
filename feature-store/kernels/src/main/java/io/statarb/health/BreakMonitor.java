package io.statarb.health;

/**
 * Watches each sample for a break in the level of the spread: the sum of the AR(1)'s innovations
 * against a boundary that a pair without a break ever crosses with a stated probability.
 *
 * <p>The CUSUM of Brown, Durbin and Evans (1975, J. R. Stat. Soc. B 37, 149-192) tests one sample
 * of given length; asked again after each new sample it would sooner or later cry break of any
 * pair. So this is a monitoring test (Chu, Stinchcombe and White 1996, Econometrica 64, 1045-1065).
 * The mean was estimated from {@code m} formation samples; after {@code n} more, with {@code t = n
 * / m}, the sum behaves like {@code sqrt(m) (1 + t) W(t / (1 + t))} of a Brownian motion W
 * (Horvath, Huskova, Kokoszka and Steinebach 2004, J. Stat. Plan. Inference 126, 225-251), and
 * {@code |W(u)|} ever reaches {@code sqrt((u + v) (ln(1 + u / v) + 2 ln(1 / alpha)))} with
 * probability alpha (Robbins 1970, Ann. Math. Stat. 41, 1397-1409). {@code v} sets where the
 * boundary is tightest: here at about one window. A session of finite length crosses less often: a
 * sixth of alpha in two formation lengths.
 *
 * <p>This holds for a hedge ratio that is known. The error of an estimated one moves the level with
 * x, and the sum alone then crosses more often than alpha; see {@link PairHealth} for what is asked
 * besides.
 */
final class BreakMonitor {
  private final HealthReference reference;
  private final double innovationSd;
  private final double logAlpha2;
  private final double tightest;
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
    this.reference = reference;
    this.innovationSd = reference.sd() * StrictMath.sqrt(1 - reference.phi() * reference.phi());
    this.logAlpha2 = -2 * StrictMath.log(alpha);
    this.tightest = window / reference.samples();
  }

  /** Takes the spreads of two neighbouring samples. */
  void accept(double before, double now) {
    double expected = reference.phi() * (before - reference.mean());
    sum += (now - reference.mean() - expected) / innovationSd;
    count++;
  }

  /** The sum over its boundary, without sign; from 1 on there is a break. */
  double ratio() {
    double t = count / reference.samples();
    double u = t / (1 + t);
    double boundary =
        (1 + t)
            * StrictMath.sqrt(
                reference.samples()
                    * (u + tightest)
                    * (StrictMath.log(1 + u / tightest) + logAlpha2));
    return Math.abs(sum) / boundary;
  }
}
