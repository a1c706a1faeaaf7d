package io.statarb.walkforward;

import io.statarb.attribution.Causes;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One fold.
 *
 * @param fold its number, from 0
 * @param formationFrom first day of the window that found and fitted the pairs
 * @param formationTo last one
 * @param tradedFrom first day that was traded
 * @param tradedTo last one
 * @param membersKnown whether only symbols were taken that were members at the time
 * @param pairsTested pairs with a p-value
 * @param basketsTested baskets with one
 * @param pairsDiscovered chosen pairs and baskets that stand at the false discovery rate
 * @param pairsChosen pairs and baskets traded
 * @param stage how far the bundle was promoted
 * @param roundTrips positions opened and closed
 * @param fills fills
 * @param fillsBeforeNextOpen fills on the day of their decision or before; 0 unless something is
 *     wrong
 * @param pnlMicros net P&amp;L
 * @param causes the same by cause
 * @param residualMicros what the causes leave unexplained; 0 unless something is wrong
 * @param baselinePnlMicros P&amp;L of the plain z-score rule
 * @param frictionlessPnlMicros P&amp;L if every order were filled at once at the mid
 * @param rowsCompared feature rows recorded live
 * @param rowsBitEqual those that equal what Spark wrote
 * @param pairs its pairs and baskets
 * @param days P&amp;L at the end of each day, from the start of the fold
 * @param settings what it was traded with, sha256
 * @param tape digest of its trading tapes
 */
public record FoldFigures(
    int fold,
    String formationFrom,
    String formationTo,
    String tradedFrom,
    String tradedTo,
    boolean membersKnown,
    int pairsTested,
    int basketsTested,
    long pairsDiscovered,
    int pairsChosen,
    String stage,
    long roundTrips,
    long fills,
    long fillsBeforeNextOpen,
    long pnlMicros,
    Causes causes,
    long residualMicros,
    long baselinePnlMicros,
    long frictionlessPnlMicros,
    long rowsCompared,
    long rowsBitEqual,
    List<PairFigures> pairs,
    SortedMap<String, Long> days,
    String settings,
    String tape) {

  /**
   * One pair or basket of a fold.
   *
   * @param pair its legs
   * @param kind {@code pair} or {@code basket}
   * @param sector its sector
   * @param discovered whether it stands at the false discovery rate
   * @param roundTrips positions opened and closed
   * @param pnlMicros net P&amp;L
   */
  public record PairFigures(
      String pair,
      String kind,
      String sector,
      boolean discovered,
      long roundTrips,
      long pnlMicros) {}

  /** Copies the collections. */
  public FoldFigures {
    pairs = List.copyOf(pairs);
    days = Collections.unmodifiableSortedMap(new TreeMap<>(days));
  }
}
