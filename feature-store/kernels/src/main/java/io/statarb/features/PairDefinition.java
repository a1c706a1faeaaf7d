package io.statarb.features;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A pair, or a basket, with the numbers fitted on its formation window: {@code spread = log y - sum
 * of hedge ratio x log x - intercept} of mid prices in currency. A pair has one hedge leg, a basket
 * several. Long the spread is long Y, short the hedge legs of a positive ratio.
 *
 * @param pairId position of the pair in the strategy, from 0
 * @param y instrument name of leg Y, e.g. {@code EURUSD.FXCM}
 * @param hedges the other legs, in order: leg 1, leg 2, ...
 * @param intercept level of the spread that counts as 0
 * @param spreadMean mean of the spread over the formation window
 * @param spreadSd standard deviation of the spread over the formation window, above 0
 * @param halfLifeS half-life of a deviation in seconds, in bars for a service of bars, above 0;
 *     infinite when the spread does not revert
 * @param ratioErrors how well the hedge ratios are known
 */
public record PairDefinition(
    int pairId,
    String y,
    List<Hedge> hedges,
    double intercept,
    double spreadMean,
    double spreadSd,
    double halfLifeS,
    RatioErrors ratioErrors) {

  /** Checks that the numbers define a spread. */
  public PairDefinition {
    hedges = List.copyOf(hedges);
    List<String> legs = legs(y, hedges);
    if (pairId < 0 || hedges.isEmpty() || new HashSet<>(legs).size() != legs.size()) {
      throw new IllegalArgumentException(
          "pair needs an id and legs that differ: pairId=%d legs=%s".formatted(pairId, legs));
    }
    if (!Double.isFinite(intercept) || !Double.isFinite(spreadMean)) {
      throw new IllegalArgumentException(
          "intercept and mean must be finite: pair=%s intercept=%s spreadMean=%s"
              .formatted(legs, intercept, spreadMean));
    }
    // Written so that NaN fails.
    if (!(spreadSd > 0.0 && spreadSd < Double.POSITIVE_INFINITY) || !(halfLifeS > 0.0)) {
      throw new IllegalArgumentException(
          "spread sd and half-life must be above 0: pair=%s spreadSd=%s halfLifeS=%s"
              .formatted(legs, spreadSd, halfLifeS));
    }
    // Null in JSON that an earlier build wrote.
    if (ratioErrors == null) {
      throw new IllegalArgumentException("key ratio_errors is missing: pair=%s".formatted(legs));
    }
    if (ratioErrors.estimated() != 0 && ratioErrors.estimated() != hedges.size()) {
      throw new IllegalArgumentException(
          "errors of all hedge ratios or of none: pair=%s estimated=%d"
              .formatted(legs, ratioErrors.estimated()));
    }
  }

  /**
   * A pair of two legs whose hedge ratio is known.
   *
   * @param x instrument name of leg X
   * @param hedgeRatio units of log x per unit of log y
   */
  public PairDefinition(
      int pairId,
      String y,
      String x,
      double hedgeRatio,
      double intercept,
      double spreadMean,
      double spreadSd,
      double halfLifeS) {
    this(
        pairId,
        y,
        List.of(new Hedge(x, hedgeRatio)),
        intercept,
        spreadMean,
        spreadSd,
        halfLifeS,
        RatioErrors.NONE);
  }

  /** The pair as a basket of {@code 1 x log Y - sum of hedge ratio x log X}. */
  public BasketDefinition basket() {
    List<BasketLeg> legs = new ArrayList<>();
    legs.add(BasketLeg.traded(y, 1.0));
    hedges.forEach(hedge -> legs.add(BasketLeg.traded(hedge.instrument(), -hedge.ratio())));
    return new BasketDefinition(pairId, legs, intercept, spreadMean, spreadSd);
  }

  /** Instrument names of all legs, Y first. */
  public List<String> legs() {
    return legs(y, hedges);
  }

  /** Name for people and columns: the legs joined by {@code -}. */
  public String name() {
    return String.join("-", legs());
  }

  private static List<String> legs(String y, List<Hedge> hedges) {
    List<String> legs = new ArrayList<>();
    legs.add(y);
    hedges.forEach(hedge -> legs.add(hedge.instrument()));
    return List.copyOf(legs);
  }
}
