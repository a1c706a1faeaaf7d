package io.statarb.baskets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights nearest to given ones that sum to 0 in each sector: each less the mean of its sector,
 * the projection on what is orthogonal to the sectors. A sector of one instrument gets 0.
 */
public final class SectorNeutral {
  private SectorNeutral() {}

  /**
   * Projects.
   *
   * @param sectors name of each weight's sector
   */
  public static double[] weights(double[] weights, List<String> sectors) {
    if (sectors.size() != weights.length) {
      throw new IllegalArgumentException(
          "weights and sectors differ: weights=%d sectors=%d"
              .formatted(weights.length, sectors.size()));
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      sums.merge(sectors.get(i), weights[i], Double::sum);
      counts.merge(sectors.get(i), 1, Integer::sum);
    }
    double[] neutral = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      String sector = sectors.get(i);
      neutral[i] = weights[i] - sums.getOrDefault(sector, 0.0) / counts.getOrDefault(sector, 1);
    }
    return neutral;
  }
}
