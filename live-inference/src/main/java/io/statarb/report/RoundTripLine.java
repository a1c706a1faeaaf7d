package io.statarb.report;

import java.util.SortedMap;

/**
 * A position of a pair from entry to exit.
 *
 * @param tradeDate session
 * @param pair name of the pair
 * @param direction +1 long the spread, -1 short
 * @param openedNs time of the decision to enter, UTC ns
 * @param closedNs time of its last fill or mark, UTC ns
 * @param entryZ z-score at the decision to enter
 * @param entryScore model score at the decision to enter; NaN without a model
 * @param exitReason why it was closed
 * @param yLots lots of leg Y, + bought
 * @param xLots lots of leg X, + bought
 * @param pnlMicros net P&amp;L
 * @param attribution P&amp;L by cause
 * @param firstFillId id of its first fill, as {@code explain} takes it; empty when nothing filled
 */
public record RoundTripLine(
    String tradeDate,
    String pair,
    int direction,
    long openedNs,
    long closedNs,
    double entryZ,
    double entryScore,
    String exitReason,
    long yLots,
    long xLots,
    long pnlMicros,
    SortedMap<String, Long> attribution,
    String firstFillId) {}
