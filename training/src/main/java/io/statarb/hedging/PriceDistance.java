package io.statarb.hedging;

import io.statarb.reversion.Samples;

/**
 * How far apart two price series run, each divided by its first price (Gatev, Goetzmann and
 * Rouwenhorst, Pairs trading: performance of a relative-value arbitrage rule, Review of Financial
 * Studies 19, 2006, 797-827). Give total returns: a dividend moves the distance.
 *
 * @param ssd sum of the squared differences of the normalised prices
 * @param spreadSd standard deviation of the difference, n - 1 degrees of freedom; their rule opens
 *     a trade at twice this
 * @param lastZ the last difference in such standard deviations, as their rule compares it
 * @param returnCorrelation of the returns p(t) / p(t-1) - 1; NaN when a price never moves
 * @param rows number of prices
 */
public record PriceDistance(
    double ssd, double spreadSd, double lastZ, double returnCorrelation, int rows) {

  /** Of two price series, all above 0. */
  public static PriceDistance of(double[] y, double[] x) {
    double[] difference = new double[y.length];
    double ssd = 0;
    for (int i = 0; i < y.length; i++) {
      difference[i] = y[i] / y[0] - x[i] / x[0];
      ssd += difference[i] * difference[i];
    }
    double sd = Samples.sd(difference);
    return new PriceDistance(
        ssd, sd, difference[y.length - 1] / sd, correlation(returns(y), returns(x)), y.length);
  }

  private static double[] returns(double[] prices) {
    double[] returns = new double[prices.length - 1];
    for (int i = 0; i < returns.length; i++) {
      returns[i] = prices[i + 1] / prices[i] - 1;
    }
    return returns;
  }

  /** Pearson's correlation; NaN when one of the samples is constant. */
  static double correlation(double[] a, double[] b) {
    double aMean = Samples.mean(a);
    double bMean = Samples.mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - aMean) * (b[i] - bMean);
      aa += (a[i] - aMean) * (a[i] - aMean);
      bb += (b[i] - bMean) * (b[i] - bMean);
    }
    return ab / (StrictMath.sqrt(aa) * StrictMath.sqrt(bb));
  }
}
