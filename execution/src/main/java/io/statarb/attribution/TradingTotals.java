package io.statarb.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sums over sessions.
 *
 * @param orders orders sent, each leg counted
 * @param fills fills
 * @param roundTrips times that a pair went from flat to flat
 * @param riskRefusals checks that refused, by code
 * @param pnlMicros cash of the fills plus closing marks
 * @param causes the same by cause
 * @param residualMicros P&amp;L less the causes; 0
 * @param pairs the same per pair, by id
 */
public record TradingTotals(
    long orders,
    long fills,
    long roundTrips,
    SortedMap<String, Long> riskRefusals,
    long pnlMicros,
    Causes causes,
    long residualMicros,
    List<PairAttribution> pairs) {
  /** Sums sessions. */
  public static TradingTotals of(List<SessionAttribution> sessions) {
    TreeMap<Integer, PairAttribution> pairs = new TreeMap<>();
    for (SessionAttribution session : sessions) {
      for (PairAttribution pair : session.pairs()) {
        pairs.merge(pair.pairId(), pair, PairAttribution::plus);
      }
    }
    return ofPairs(new ArrayList<>(pairs.values()));
  }

  static TradingTotals ofPairs(List<PairAttribution> pairs) {
    PairAttribution sum = new PairAttribution(0, "", 0, 0, 0, new TreeMap<>(), 0, Causes.NONE, 0);
    for (PairAttribution pair : pairs) {
      sum = sum.plus(pair);
    }
    return new TradingTotals(
        sum.orders(),
        sum.fills(),
        sum.roundTrips(),
        sum.riskRefusals(),
        sum.pnlMicros(),
        sum.causes(),
        sum.residualMicros(),
        List.copyOf(pairs));
  }
}
