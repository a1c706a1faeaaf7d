package io.statarb.pairs;

/**
 * A fitted hedge leg.
 *
 * @param instrument instrument name
 * @param ratio units of its log price per unit of log y
 * @param standardError that of least squares times {@code sqrt((1 + phi) / (1 - phi))}, for
 *     residuals that follow an AR(1) (Bartlett 1935, J. R. Stat. Soc. 98, 536-543); 0 where the
 *     ratio is known, by identity or given from outside of the formation window
 */
public record FittedHedge(String instrument, double ratio, double standardError) {}
