package io.statarb.attribution;

/**
 * One leg of a round trip.
 *
 * @param instrument what was traded
 * @param lots signed lots that the entry filled
 * @param entryPrice mean price of those fills in quote currency, NaN when none
 * @param exitPrice mean price of all later fills, NaN when none
 */
public record LegTrade(String instrument, long lots, double entryPrice, double exitPrice) {}
