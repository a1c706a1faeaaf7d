package io.statarb.attribution;

import java.util.List;
import java.util.SortedMap;

/**
 * What one session's tape says of its trading.
 *
 * @param tradeDate session
 * @param mode mode of its Activation record
 * @param orders orders sent, each leg counted
 * @param fills fills
 * @param roundTrips times that a pair went from flat to flat
 * @param riskRefusals checks that refused, by code
 * @param pnlMicros cash of the fills plus closing marks
 * @param causes the same by cause
 * @param residualMicros P&amp;L less the causes; 0
 * @param pairs the same per pair, by id
 * @param trades round trips in order of entry
 * @param executions fills in order
 * @param equity P&amp;L at each minute
 * @param leftovers positions left at the end
 */
public record SessionAttribution(
    String tradeDate,
    String mode,
    long orders,
    long fills,
    long roundTrips,
    SortedMap<String, Long> riskRefusals,
    long pnlMicros,
    Causes causes,
    long residualMicros,
    List<PairAttribution> pairs,
    List<RoundTrip> trades,
    List<Execution> executions,
    List<EquityPoint> equity,
    List<Leftover> leftovers) {}
