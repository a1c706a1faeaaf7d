package io.statarb.report;

/**
 * A position left at the end of a date, valued at the side it would leave at.
 *
 * @param tradeDate session
 * @param pair name of the pair
 * @param instrument name of the instrument
 * @param positionLots signed lots
 * @param price mark in quote currency
 * @param mid mid in quote currency at the same time
 */
public record LeftoverLine(
    String tradeDate, String pair, String instrument, long positionLots, double price, double mid) {}
