package io.statarb.pairs;

/**
 * A fitted hedge leg.
 *
 * @param instrument instrument name
 * @param ratio units of its log price per unit of log y
 * @param standardError that of least squares times {@code sqrt((1 + phi) / (1 - phi))}, for
 *     residuals that follow an AR(1) (Bartlett 1935, J. R. Stat. Soc. 98, 536-543); 0 by identity
 *     and where the ratio was given
 */
public record FittedHedge(String instrument, double ratio, double standardError) {}
