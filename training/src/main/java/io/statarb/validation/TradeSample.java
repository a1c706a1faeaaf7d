package io.statarb.validation;

import java.util.Arrays;

/** Net gains of simulated round trips, in bps of leg Y's notional, in order of entry. */
public final class TradeSample {
  private double[] netBps = new double[64];
  private double grossSum;
  private int count;

  /** Adds a round trip. */
  public void add(double grossBps, double costBps) {
    if (count == netBps.length) {
      netBps = Arrays.copyOf(netBps, 2 * count);
    }
    netBps[count++] = grossBps - costBps;
    grossSum += grossBps;
  }

  /** Adds all round trips of another sample. */
  public void addAll(TradeSample other) {
    int total = count + other.count;
    if (total > netBps.length) {
      netBps = Arrays.copyOf(netBps, Math.max(total, 2 * count));
    }
    System.arraycopy(other.netBps, 0, netBps, count, other.count);
    count = total;
    grossSum += other.grossSum;
  }

  /** Number of round trips. */
  public int count() {
    return count;
  }

  /** Net gains in order of entry. */
  public double[] netBps() {
    return Arrays.copyOf(netBps, count);
  }

  /** Mean gain before costs; NaN without a trade. */
  public double meanGrossBps() {
    return count == 0 ? Double.NaN : grossSum / count;
  }

  /** Mean gain after costs; NaN without a trade. */
  public double meanNetBps() {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += netBps[i];
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Standard deviation with n - 1; NaN with fewer than two trades. */
  public double sdNetBps() {
    return count < 2 ? Double.NaN : StrictMath.sqrt(moment(2) * count / (count - 1));
  }

  /** Mean over standard deviation of a round trip, not annualised; NaN when there is none. */
  public double sharpe() {
    double sd = sdNetBps();
    return sd > 0 ? meanNetBps() / sd : Double.NaN;
  }

  /** Skewness of the net gains, third moment over the cube of the sd (both with n). */
  public double skewness() {
    return moment(3) / StrictMath.pow(moment(2), 1.5);
  }

  /** Kurtosis of the net gains, 3 for a normal distribution. */
  public double kurtosis() {
    double variance = moment(2);
    return moment(4) / (variance * variance);
  }

  private double moment(int order) {
    double mean = meanNetBps();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double deviation = netBps[i] - mean;
      double power = 1;
      for (int j = 0; j < order; j++) {
        power *= deviation;
      }
      sum += power;
    }
    return sum / count;
  }
}
