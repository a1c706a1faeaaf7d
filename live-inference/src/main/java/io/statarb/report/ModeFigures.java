package io.statarb.report;

import java.util.List;
import java.util.SortedMap;

/**
 * What one trading mode did over all sessions.
 *
 * @param mode {@code live}, {@code frictionless} or {@code baseline}
 * @param orders orders sent to a venue
 * @param fills fills received
 * @param roundTrips times that a pair went from flat to flat
 * @param winners round trips with a net gain
 * @param pnlMicros P&amp;L from cash and closing marks
 * @param attribution P&amp;L by cause, each from its own formula; costs are negative
 * @param attributionResidualMicros P&amp;L less the sum of the causes
 * @param riskRefusals orders that the risk gate stopped, by code
 * @param netPerRoundTrip mean net P&amp;L per round trip with its interval
 * @param pairs the same by pair
 * @param sessions the same by session
 * @param equity cumulated P&amp;L over all sessions
 * @param tapeSha256 digest over the records of its tapes in date order
 */
public record ModeFigures(
    String mode,
    long orders,
    long fills,
    long roundTrips,
    long winners,
    long pnlMicros,
    SortedMap<String, Long> attribution,
    long attributionResidualMicros,
    SortedMap<String, Long> riskRefusals,
    MeanInterval netPerRoundTrip,
    List<PairFigures> pairs,
    List<SessionFigures> sessions,
    List<EquityPoint> equity,
    String tapeSha256) {

  /**
   * One pair over all sessions.
   *
   * @param pairId position of the pair in the strategy
   * @param pair its name
   * @param orders orders sent
   * @param fills fills received
   * @param roundTrips round trips
   * @param winners round trips with a net gain
   * @param refusals orders that the risk gate stopped
   * @param pnlMicros P&amp;L from cash and closing marks
   * @param attribution P&amp;L by cause
   * @param attributionResidualMicros P&amp;L less the sum of the causes
   */
  public record PairFigures(
      int pairId,
      String pair,
      long orders,
      long fills,
      long roundTrips,
      long winners,
      long refusals,
      long pnlMicros,
      SortedMap<String, Long> attribution,
      long attributionResidualMicros) {}

  /**
   * One session over all pairs.
   *
   * @param tradeDate the session
   * @param ticks ticks on its tape
   * @param orders orders sent
   * @param fills fills received
   * @param roundTrips round trips
   * @param pnlMicros P&amp;L from cash and closing marks
   * @param attribution P&amp;L by cause
   * @param attributionResidualMicros P&amp;L less the sum of the causes
   * @param pairs its pairs
   */
  public record SessionFigures(
      String tradeDate,
      long ticks,
      long orders,
      long fills,
      long roundTrips,
      long pnlMicros,
      SortedMap<String, Long> attribution,
      long attributionResidualMicros,
      List<Pair> pairs) {
    /**
     * One pair in one session.
     *
     * @param pairId position of the pair in the strategy
     * @param pnlMicros P&amp;L from cash and closing marks
     * @param attribution P&amp;L by cause
     */
    public record Pair(int pairId, long pnlMicros, SortedMap<String, Long> attribution) {}
  }

  /**
   * A point of the equity curve.
   *
   * @param tradeDate session
   * @param tsNs time, UTC nanoseconds
   * @param pnlMicros P&amp;L of all sessions up to here: cash, and positions at mid; the last point
   *     of a session has the closing marks instead
   */
  public record EquityPoint(String tradeDate, long tsNs, long pnlMicros) {}

  /** P&amp;L of the causes that are not costs. */
  public long grossMicros() {
    return pnlMicros - costsMicros();
  }

  /** P&amp;L of the causes that are costs: crossing, fees and legging; negative when they cost. */
  public long costsMicros() {
    return attribution.entrySet().stream()
        .filter(entry -> CauseWords.isCost(entry.getKey()))
        .mapToLong(java.util.Map.Entry::getValue)
        .sum();
  }
}
