package io.statarb.attribution;

import java.util.SortedMap;

/**
 * One pair of one session, or summed over sessions.
 *
 * @param pairId position in the strategy's pairs
 * @param pair its legs, e.g. {@code EURUSD.FXCM/EURUSD.OANDA}
 * @param orders orders sent, each leg counted
 * @param fills fills
 * @param roundTrips times that the pair went from flat to flat
 * @param riskRefusals checks that refused, by code
 * @param pnlMicros cash of the fills plus closing marks
 * @param causes the same by cause
 * @param residualMicros P&amp;L less the causes; 0
 */
public record PairAttribution(
    int pairId,
    String pair,
    long orders,
    long fills,
    long roundTrips,
    SortedMap<String, Long> riskRefusals,
    long pnlMicros,
    Causes causes,
    long residualMicros) {
  PairAttribution plus(PairAttribution o) {
    return new PairAttribution(
        pairId,
        pair,
        orders + o.orders,
        fills + o.fills,
        roundTrips + o.roundTrips,
        Refusals.sum(riskRefusals, o.riskRefusals),
        Math.addExact(pnlMicros, o.pnlMicros),
        causes.plus(o.causes),
        Math.addExact(residualMicros, o.residualMicros));
  }
}
