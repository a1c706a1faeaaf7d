package io.statarb.attribution;

import java.util.List;

/**
 * A pair from flat to flat, or to the end of the date when something was left.
 *
 * @param tradeDate session
 * @param tripId number in the session, from 1, in order of entry
 * @param pairId position in the strategy's pairs
 * @param pair its legs
 * @param direction +1 long the spread, -1 short
 * @param entryDecisionId decision that opened it
 * @param exitDecisionId decision that closed it, -1 when none did
 * @param entryParentId parent order that opened it
 * @param exitReason kind of the closing decision, {@code UNWIND} when an entry that was not whole
 *     was flattened, {@code LEFTOVER} when something was left at the end
 * @param closed whether it ended flat
 * @param entryTsNs when its entry was sent
 * @param exitTsNs its last fill
 * @param holdingNs from the first fill to the last
 * @param entryZ z-score at the entry decision
 * @param entryZThreshold threshold in force
 * @param entryScore model score at the entry decision
 * @param entryScoreThreshold threshold in force
 * @param legs what each leg did, Y first
 * @param fills fills
 * @param grossMicros spread convergence and hedge mismatch
 * @param costMicros crossing, fees and legging; negative = cost
 * @param netMicros cash of the fills plus closing marks
 * @param causes the same by cause
 * @param residualMicros net less the causes; 0
 */
public record RoundTrip(
    String tradeDate,
    int tripId,
    int pairId,
    String pair,
    int direction,
    long entryDecisionId,
    long exitDecisionId,
    long entryParentId,
    String exitReason,
    boolean closed,
    long entryTsNs,
    long exitTsNs,
    long holdingNs,
    double entryZ,
    double entryZThreshold,
    double entryScore,
    double entryScoreThreshold,
    List<LegTrade> legs,
    int fills,
    long grossMicros,
    long costMicros,
    long netMicros,
    Causes causes,
    long residualMicros) {
  /** Copies the list. */
  public RoundTrip {
    legs = List.copyOf(legs);
  }
}
