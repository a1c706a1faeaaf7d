package io.statarb.validation;

import java.util.SortedMap;

/**
 * Number, mean and central moments of round trips' net gains; of several samples together they are
 * exact.
 *
 * @param count number of round trips
 * @param mean mean net gain in bps; 0 without any
 * @param m2 second central moment, with n
 * @param m3 third central moment, with n
 * @param m4 fourth central moment, with n
 */
public record TradeMoments(long count, double mean, double m2, double m3, double m4) {
  /** No round trip. */
  public static final TradeMoments NONE = new TradeMoments(0, 0, 0, 0, 0);

  private static final String COUNT = "validation_round_trips";
  private static final String MEAN = "validation_net_bps";
  private static final String SD = "validation_net_sd_bps";
  private static final String SKEWNESS = "validation_net_skewness";
  private static final String KURTOSIS = "validation_net_kurtosis";

  /** Writes a sample's figures under the names that {@link #from} reads. */
  public static void put(TradeSample trades, SortedMap<String, Double> metrics) {
    metrics.put(COUNT, (double) trades.count());
    metrics.put(MEAN, trades.meanNetBps());
    metrics.put(SD, trades.sdNetBps());
    metrics.put(SKEWNESS, trades.skewness());
    metrics.put(KURTOSIS, trades.kurtosis());
  }

  /** Reads figures back; a missing number counts as no round trip. */
  public static TradeMoments from(SortedMap<String, Double> metrics) {
    double count = metrics.getOrDefault(COUNT, 0.0);
    double mean = metrics.getOrDefault(MEAN, Double.NaN);
    if (!(count >= 1) || !Double.isFinite(mean)) {
      return NONE;
    }
    double sd = metrics.getOrDefault(SD, Double.NaN);
    if (!(sd > 0)) {
      return new TradeMoments((long) count, mean, 0, 0, 0);
    }
    double m2 = sd * sd * (count - 1) / count;
    return new TradeMoments(
        (long) count,
        mean,
        m2,
        metrics.getOrDefault(SKEWNESS, Double.NaN) * StrictMath.pow(m2, 1.5),
        metrics.getOrDefault(KURTOSIS, Double.NaN) * m2 * m2);
  }

  /** Moments of both samples together. */
  public TradeMoments plus(TradeMoments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? other : this;
    }
    double n = count + other.count;
    double both = (count * mean + other.count * other.mean) / n;
    TradeMoments a = about(both);
    TradeMoments b = other.about(both);
    return new TradeMoments(
        count + other.count,
        both,
        (count * a.m2 + other.count * b.m2) / n,
        (count * a.m3 + other.count * b.m3) / n,
        (count * a.m4 + other.count * b.m4) / n);
  }

  /** The same moments about another centre. */
  private TradeMoments about(double centre) {
    double d = mean - centre;
    return new TradeMoments(
        count,
        mean,
        m2 + d * d,
        m3 + 3 * d * m2 + d * d * d,
        m4 + 4 * d * m3 + 6 * d * d * m2 + d * d * d * d);
  }

  /** Mean over standard deviation of a round trip; NaN when there is none. */
  public double sharpe() {
    return count > 1 && m2 > 0 ? mean / StrictMath.sqrt(m2 * count / (count - 1)) : Double.NaN;
  }

  /** Third moment over the cube of the standard deviation. */
  public double skewness() {
    return m3 / StrictMath.pow(m2, 1.5);
  }

  /** Fourth moment over the square of the second; 3 for a normal distribution. */
  public double kurtosis() {
    return m4 / (m2 * m2);
  }
}
