package io.statarb.features;

/**
 * One leg of a basket.
 *
 * @param instrument instrument name, e.g. {@code EURUSD.FXCM}
 * @param weight units of log price in one unit of spread, signed; 0 for a leg that only explains
 * @param sectorWeight how much of the first leg's log price this leg's explains as a part of its
 *     sector; 0 for none
 * @param componentWeight the same as a part of the principal components together: the sum over
 *     components of the first leg's loading times this leg's share
 */
public record BasketLeg(
    String instrument, double weight, double sectorWeight, double componentWeight) {
  /** Checks that the weights are numbers. */
  public BasketLeg {
    if (!Double.isFinite(weight)
        || !Double.isFinite(sectorWeight)
        || !Double.isFinite(componentWeight)) {
      throw new IllegalArgumentException(
          "weights must be finite: instrument=%s weight=%s sectorWeight=%s componentWeight=%s"
              .formatted(instrument, weight, sectorWeight, componentWeight));
    }
  }

  /** A leg that is traded and explains nothing. */
  public static BasketLeg traded(String instrument, double weight) {
    return new BasketLeg(instrument, weight, 0.0, 0.0);
  }
}
