package io.statarb.pairs;

import io.statarb.features.Hedge;
import io.statarb.features.PairDefinition;
import io.statarb.features.RatioErrors;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pair fitted on the formation window, accepted or rejected.
 *
 * @param pairId position in {@code strategy.pairs}, from 0
 * @param name its legs, Y first
 * @param y instrument name of leg Y
 * @param hedges the hedge legs: one of a pair, several of a basket
 * @param method how the hedge ratios were found
 * @param ratioErrors how well the hedge ratios are known
 * @param intercept in log units
 * @param spreadMean mean of the spread over the formation samples; 0 but for rounding
 * @param spreadSd standard deviation of the spread over the formation samples, log units
 * @param unitRoot augmented Dickey-Fuller test of the spread with one lag
 * @param phi slope of the AR(1) of the spread at a step of one second
 * @param phiSe its standard error by least squares
 * @param halfLifeS {@code -ln 2 / ln phi} in seconds; NaN without reversion
 * @param halfLifeSe its standard error by the delta method, in seconds
 * @param returnCorrelation correlation of the one-step log returns of Y and of its hedge
 * @param samples grid samples used
 * @param accepted whether the pair goes on to features and models
 * @param rejection why not, or null
 * @param detail the facts behind a rejection, or what is doubtful about an accepted pair; empty
 *     when there is neither
 */
public record FittedPair(
    int pairId,
    String name,
    String y,
    List<FittedHedge> hedges,
    HedgeMethod method,
    RatioErrors ratioErrors,
    double intercept,
    double spreadMean,
    double spreadSd,
    UnitRoot unitRoot,
    double phi,
    double phiSe,
    double halfLifeS,
    double halfLifeSe,
    double returnCorrelation,
    long samples,
    boolean accepted,
    @Nullable Rejection rejection,
    String detail) {

  /** Checks that a pair is accepted or has a reason. */
  public FittedPair {
    hedges = List.copyOf(hedges);
    // Null in a run folder that an earlier build wrote.
    if (ratioErrors == null) {
      throw new IllegalArgumentException("key ratio_errors is missing: pair=%s".formatted(name));
    }
    if (accepted != (rejection == null)) {
      throw new IllegalArgumentException(
          "a pair is accepted or has a reason: pair=%s accepted=%s rejection=%s"
              .formatted(name, accepted, rejection));
    }
  }

  /** Instrument names of all legs, Y first. */
  public List<String> legs() {
    return Stream.concat(Stream.of(y), hedges.stream().map(FittedHedge::instrument)).toList();
  }

  /** The same fit, not to be traded because of its data. */
  FittedPair quarantined(String fact) {
    return new FittedPair(
        pairId,
        name,
        y,
        hedges,
        method,
        ratioErrors,
        intercept,
        spreadMean,
        spreadSd,
        unitRoot,
        phi,
        phiSe,
        halfLifeS,
        halfLifeSe,
        returnCorrelation,
        samples,
        false,
        Rejection.QUARANTINED,
        fact);
  }

  /**
   * What the feature kernels need.
   *
   * @throws IllegalStateException when the pair was rejected
   */
  public PairDefinition toDefinition() {
    if (!accepted) {
      throw new IllegalStateException(
          "Invariant: only an accepted pair has a definition: pair=%s rejection=%s"
              .formatted(name, rejection));
    }
    return new PairDefinition(
        pairId,
        y,
        hedges.stream().map(hedge -> new Hedge(hedge.instrument(), hedge.ratio())).toList(),
        intercept,
        spreadMean,
        spreadSd,
        halfLifeS,
        ratioErrors);
  }
}
