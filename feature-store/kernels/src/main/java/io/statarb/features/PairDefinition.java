package io.statarb.features;

import java.util.List;

/**
 * A pair with the numbers fitted on its formation window: {@code spread = log y - hedgeRatio * log
 * x - intercept} of mid prices in currency. Long the spread is long Y, short X.
 *
 * @param pairId position of the pair in the strategy, from 0
 * @param y instrument name of leg Y, e.g. {@code EURUSD.FXCM}
 * @param x instrument name of leg X
 * @param hedgeRatio units of log x per unit of log y
 * @param intercept level of the spread that counts as 0
 * @param spreadMean mean of the spread over the formation window
 * @param spreadSd standard deviation of the spread over the formation window, above 0
 * @param halfLifeS half-life of a deviation in seconds, in bars for a service of bars, above 0;
 *     infinite when the spread does not revert
 */
public record PairDefinition(
    int pairId,
    String y,
    String x,
    double hedgeRatio,
    double intercept,
    double spreadMean,
    double spreadSd,
    double halfLifeS) {

  /** Checks that the numbers define a spread. */
  public PairDefinition {
    if (pairId < 0 || y.equals(x)) {
      throw new IllegalArgumentException(
          "pair needs an id and two legs: pairId=%d y=%s x=%s".formatted(pairId, y, x));
    }
    if (!Double.isFinite(hedgeRatio)
        || hedgeRatio == 0.0
        || !Double.isFinite(intercept)
        || !Double.isFinite(spreadMean)) {
      throw new IllegalArgumentException(
          "hedge ratio, intercept and mean must be finite and the ratio not 0: pair=%s-%s hedgeRatio=%s intercept=%s spreadMean=%s"
              .formatted(y, x, hedgeRatio, intercept, spreadMean));
    }
    // Written so that NaN fails.
    if (!(spreadSd > 0.0 && spreadSd < Double.POSITIVE_INFINITY) || !(halfLifeS > 0.0)) {
      throw new IllegalArgumentException(
          "spread sd and half-life must be above 0: pair=%s-%s spreadSd=%s halfLifeS=%s"
              .formatted(y, x, spreadSd, halfLifeS));
    }
  }

  /** The pair as a basket of {@code 1 x log Y - hedgeRatio x log X}. */
  public BasketDefinition basket() {
    return new BasketDefinition(
        pairId,
        List.of(BasketLeg.traded(y, 1.0), BasketLeg.traded(x, -hedgeRatio)),
        intercept,
        spreadMean,
        spreadSd);
  }

  /** Name for people and columns: the legs joined by {@code -}. */
  public String name() {
    return y + "-" + x;
  }
}
