package io.statarb.attribution;

/**
 * A fill with what it came from.
 *
 * @param fillId {@code <tradeDate>/<execId>}
 * @param tsNs when it was reported
 * @param clientOrderId its order
 * @param parentId parent of that order
 * @param decisionId decision behind the parent
 * @param purpose ENTRY, EXIT or UNWIND
 * @param pairId position in the strategy's pairs
 * @param pair its legs
 * @param leg Y or X
 * @param instrument instrument name
 * @param side +1 bought, -1 sold
 * @param qtyLots lots filled
 * @param px2Ticks twice the price in ticks
 * @param price price in quote currency
 * @param feeMicros fee paid
 * @param limitPxTicks limit of the order
 * @param decisionMid2Ticks bid + ask of the leg at the decision
 * @param rulePx2Ticks twice the price that the venue's rule gives from the quotes on the tape
 * @param sentTsNs when the order was sent
 * @param arrivalTsNs when it reached the venue
 * @param arrivalTickSeq tick of the quote in force then
 * @param fillTickSeq tick of the quote that filled it
 */
public record Execution(
    String fillId,
    long tsNs,
    long clientOrderId,
    long parentId,
    long decisionId,
    String purpose,
    int pairId,
    String pair,
    String leg,
    String instrument,
    int side,
    long qtyLots,
    long px2Ticks,
    double price,
    long feeMicros,
    long limitPxTicks,
    long decisionMid2Ticks,
    long rulePx2Ticks,
    long sentTsNs,
    long arrivalTsNs,
    long arrivalTickSeq,
    long fillTickSeq) {}
