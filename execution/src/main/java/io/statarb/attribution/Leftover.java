package io.statarb.attribution;

/**
 * A position left at the end of the date.
 *
 * @param tradeDate session
 * @param pairId position in the strategy's pairs
 * @param pair its legs
 * @param leg Y or X
 * @param instrument instrument name
 * @param positionLots signed lots
 * @param px2Ticks twice the price that it was marked at: the bid when long, the ask when short
 * @param valueMicros value at that price
 */
public record Leftover(
    String tradeDate,
    int pairId,
    String pair,
    String leg,
    String instrument,
    long positionLots,
    long px2Ticks,
    long valueMicros) {}
