package io.statarb.features;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A basket with the numbers fitted on its formation window: {@code spread = sum of weight x log mid
 * over the legs - intercept}. Long the spread is long the legs of positive weight. The first leg is
 * the one that sector and components explain.
 *
 * @param basketId position of the basket in the strategy, from 0
 * @param legs two or more, in order
 * @param intercept level of the weighted sum that counts as 0
 * @param spreadMean mean of the spread over the formation window
 * @param spreadSd standard deviation of the spread over the formation window, above 0
 */
public record BasketDefinition(
    int basketId, List<BasketLeg> legs, double intercept, double spreadMean, double spreadSd) {
  /** Most legs of a basket. */
  public static final int MOST_LEGS = 64;

  /** Checks that the numbers define a spread. */
  public BasketDefinition {
    legs = List.copyOf(legs);
    Set<String> names = new HashSet<>();
    for (BasketLeg leg : legs) {
      if (!names.add(leg.instrument())) {
        throw new IllegalArgumentException(
            "instrument twice: basketId=%d instrument=%s".formatted(basketId, leg.instrument()));
      }
    }
    if (basketId < 0 || legs.size() < 2 || legs.size() > MOST_LEGS) {
      throw new IllegalArgumentException(
          "basket needs an id and 2 to %d legs: basketId=%d legs=%d"
              .formatted(MOST_LEGS, basketId, legs.size()));
    }
    if (legs.stream().allMatch(leg -> leg.weight() == 0.0)) {
      throw new IllegalArgumentException("no leg is traded: basketId=" + basketId);
    }
    // Written so that NaN fails.
    boolean scaled = spreadSd > 0.0 && spreadSd < Double.POSITIVE_INFINITY;
    if (!scaled || !Double.isFinite(intercept) || !Double.isFinite(spreadMean)) {
      throw new IllegalArgumentException(
          "intercept and mean must be finite, sd above 0: basketId=%d intercept=%s spreadMean=%s spreadSd=%s"
              .formatted(basketId, intercept, spreadMean, spreadSd));
    }
  }
}
