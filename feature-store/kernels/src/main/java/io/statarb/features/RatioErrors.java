package io.statarb.features;

import java.util.List;

/**
 * What the formation window leaves open about the hedge ratios of a pair. The spread is known best
 * where the legs stood on average; the further they move from there, the more of it may be the
 * error of the ratios.
 *
 * @param logMeans mean log price of each hedge leg over the formation window; empty where the
 *     ratios are known
 * @param covariance covariance of the errors of the ratios, a row for each hedge leg; empty where
 *     the ratios are known
 */
public record RatioErrors(List<Double> logMeans, List<List<Double>> covariance) {
  /** Of ratios that are known: by identity, or given from outside of the formation window. */
  public static final RatioErrors NONE = new RatioErrors(List.of(), List.of());

  /** For the rounding of a correlation of 1. */
  private static final double ROUNDING = 1e-9;

  /** Checks that it is a covariance of finite numbers, a row and a mean for each leg. */
  public RatioErrors {
    logMeans = List.copyOf(logMeans);
    covariance = covariance.stream().map(List::copyOf).toList();
    int legs = logMeans.size();
    boolean square = covariance.size() == legs;
    for (List<Double> row : covariance) {
      square &= row.size() == legs;
    }
    if (!square || !isCovariance(covariance) || !logMeans.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "errors of hedge ratios need a mean and a row of a covariance for each leg: logMeans=%s covariance=%s"
              .formatted(logMeans, covariance));
    }
  }

  private static boolean isCovariance(List<List<Double>> rows) {
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.size(); j++) {
        double product = rows.get(i).get(i) * rows.get(j).get(j);
        double value = rows.get(i).get(j);
        // Written so that NaN fails.
        boolean bounded = value * value <= product * (1 + ROUNDING);
        if (!bounded || !(rows.get(i).get(i) > 0) || value != rows.get(j).get(i)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Number of ratios that were estimated; 0 where they are known. */
  public int estimated() {
    return logMeans.size();
  }
}
