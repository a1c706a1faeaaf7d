package io.statarb.basketscreen;

import io.statarb.screen.Verdict;
import java.util.List;

/**
 * The basket of one stock by one method: {@code residual = log y - sum of hedgeRatio_i * log x_i -
 * intercept}. Numbers that there are none of are NaN; one that was not tested has no legs.
 *
 * @param y the stock, held long with weight +1
 * @param method how the hedge was chosen
 * @param sector of the stock; empty when not known
 * @param legs the hedge legs, in the order of the panel's columns
 * @param intercept mean of the spread over the window, natural logarithm
 * @param rSquared share of the stock's squares that the hedge explains, of log prices or, by {@link
 *     BasketMethod#EIGEN}, of returns; high for walks too
 * @param replicated share of the variance of the stock's factor returns that the legs replicate,
 *     {@link BasketMethod#EIGEN} only
 * @param residual figures of the residual
 * @param pValue of the residual's unit root among the null worlds of all stocks
 * @param ownPValue the same among the stock's own null worlds: no pooling, coarser
 * @param pValueBh adjusted by Benjamini and Hochberg over all baskets tested, of all methods
 * @param pValueBy adjusted by Benjamini and Yekutieli
 * @param costBps of a round trip of all legs, in bps of the stock's value
 * @param verdict the first reason against it, or selected
 */
public record BasketCandidate(
    String y,
    BasketMethod method,
    String sector,
    List<HedgeLeg> legs,
    double intercept,
    double rSquared,
    double replicated,
    ResidualFigures residual,
    double pValue,
    double ownPValue,
    double pValueBh,
    double pValueBy,
    double costBps,
    Verdict verdict) {
  private static final double BPS = 1e4;

  /** Copies the list. */
  public BasketCandidate {
    legs = List.copyOf(legs);
  }

  /** Mean of the residual over the window: 0 but for rounding, as the intercept has it. */
  public double residualMean() {
    return residual.mean();
  }

  /** Standard deviation of the residual over the window, natural logarithms. */
  public double residualSd() {
    return residual.sd();
  }

  /** Half-life of the residual, bars. */
  public double halfLifeBars() {
    return residual.halfLifeBars();
  }

  /** Why it is not selected, or that nothing speaks against it; one sentence. */
  public String reason() {
    return verdict.sentence();
  }

  /** Whether nothing speaks against it. */
  public boolean selected() {
    return verdict == Verdict.SELECTED;
  }

  /** Whether it has a p-value. */
  public boolean tested() {
    return !Double.isNaN(pValue);
  }

  /** Standard deviation of the residual over the cost of a round trip of all legs. */
  public double sdToCost() {
    return BPS * residual.sd() / costBps;
  }

  /** Sum of the hedge ratios: value short for each unit long; 1 is no net exposure. */
  public double hedgeSum() {
    return legs.stream().mapToDouble(HedgeLeg::hedgeRatio).sum();
  }

  BasketCandidate judged(double bh, double by, Verdict finding) {
    return new BasketCandidate(
        y,
        method,
        sector,
        legs,
        intercept,
        rSquared,
        replicated,
        residual,
        pValue,
        ownPValue,
        bh,
        by,
        costBps,
        finding);
  }
}
