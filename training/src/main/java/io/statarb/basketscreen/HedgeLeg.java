package io.statarb.basketscreen;

/**
 * One leg that hedges the stock.
 *
 * @param name its symbol
 * @param hedgeRatio value of this leg held short for each unit of value of the stock held long;
 *     below 0 it is held long
 * @param standardError of the ratio, of ratios by log prices with the long-run variance of the
 *     residual; NaN when the residual does not revert
 */
public record HedgeLeg(String name, double hedgeRatio, double standardError) {}
