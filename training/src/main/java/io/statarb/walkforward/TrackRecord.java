package io.statarb.walkforward;

import io.statarb.attribution.Causes;
import io.statarb.walkforward.FoldFigures.PairFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All folds of a walk forward as one track record.
 *
 * @param strategy name of the strategy
 * @param seed seed of everything random
 * @param currency currency of all money
 * @param capital capital base in currency units
 * @param stage {@code live} when every bundle was promoted so far, else {@code paper}
 * @param roundTrips positions opened and closed
 * @param fills fills
 * @param fillsBeforeNextOpen fills on the day of their decision or before
 * @param pnlMicros net P&amp;L
 * @param causes the same by cause
 * @param residualMicros what the causes leave unexplained
 * @param baselinePnlMicros P&amp;L of the plain z-score rule
 * @param frictionlessPnlMicros P&amp;L if every order were filled at once at the mid
 * @param rowsCompared feature rows recorded live
 * @param rowsBitEqual those that equal what Spark wrote
 * @param tradedDays days traded
 * @param sharpe annualised ratio of the mean daily P&amp;L to its sd, 252 days a year; null when
 *     there is none
 * @param sharpeSe its standard error for independent days (Lo 2002, Financial Analysts Journal 58,
 *     36-52, equation 9); null when there is none
 * @param maxDrawdownMicros largest fall of the P&amp;L at days' ends below an earlier one, at least
 *     0
 * @param byKind P&amp;L and round trips of pairs and of baskets
 * @param bySector the same by sector
 * @param byPair the same by pair or basket, over the folds that chose it
 * @param folds the folds
 * @param days P&amp;L at the end of each day, over all folds
 */
public record TrackRecord(
    String strategy,
    long seed,
    String currency,
    long capital,
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
    int tradedDays,
    @Nullable Double sharpe,
    @Nullable Double sharpeSe,
    long maxDrawdownMicros,
    SortedMap<String, Line> byKind,
    SortedMap<String, Line> bySector,
    SortedMap<String, Line> byPair,
    List<FoldFigures> folds,
    SortedMap<String, Long> days) {
  private static final double DAYS_A_YEAR = 252;

  /**
   * What a group of pairs traded.
   *
   * @param pairs pairs of all folds in it, a pair of two folds twice
   * @param roundTrips positions opened and closed
   * @param pnlMicros net P&amp;L
   */
  public record Line(int pairs, long roundTrips, long pnlMicros) {
    Line plus(PairFigures pair) {
      return new Line(
          pairs + 1,
          Math.addExact(roundTrips, pair.roundTrips()),
          Math.addExact(pnlMicros, pair.pnlMicros()));
    }
  }

  /** Sums up folds in their order. */
  public static TrackRecord of(
      String strategy, long seed, String currency, long capital, List<FoldFigures> folds) {
    SortedMap<String, Long> days = days(folds);
    List<Double> changes = changes(days);
    double sharpe = sharpe(changes);
    return new TrackRecord(
        strategy,
        seed,
        currency,
        capital,
        folds.stream().allMatch(fold -> fold.stage().equals("live")) ? "live" : "paper",
        sum(folds, FoldFigures::roundTrips),
        sum(folds, FoldFigures::fills),
        sum(folds, FoldFigures::fillsBeforeNextOpen),
        sum(folds, FoldFigures::pnlMicros),
        folds.stream().map(FoldFigures::causes).reduce(Causes.NONE, Causes::plus),
        sum(folds, FoldFigures::residualMicros),
        sum(folds, FoldFigures::baselinePnlMicros),
        sum(folds, FoldFigures::frictionlessPnlMicros),
        sum(folds, FoldFigures::rowsCompared),
        sum(folds, FoldFigures::rowsBitEqual),
        days.size(),
        Double.isFinite(sharpe) ? sharpe * Math.sqrt(DAYS_A_YEAR) : null,
        Double.isFinite(sharpe)
            ? Math.sqrt((1 + sharpe * sharpe / 2) / changes.size() * DAYS_A_YEAR)
            : null,
        drawdown(days),
        lines(folds, PairFigures::kind),
        lines(folds, PairFigures::sector),
        lines(folds, PairFigures::pair),
        List.copyOf(folds),
        days);
  }

  private static long sum(List<FoldFigures> folds, ToLongFunction<FoldFigures> of) {
    return folds.stream().mapToLong(of).reduce(0, Math::addExact);
  }

  private static SortedMap<String, Line> lines(
      List<FoldFigures> folds, Function<PairFigures, String> group) {
    SortedMap<String, Line> lines = new TreeMap<>();
    for (FoldFigures fold : folds) {
      for (PairFigures pair : fold.pairs()) {
        lines.merge(
            group.apply(pair),
            new Line(1, pair.roundTrips(), pair.pnlMicros()),
            (line, one) -> line.plus(pair));
      }
    }
    return lines;
  }

  private static SortedMap<String, Long> days(List<FoldFigures> folds) {
    SortedMap<String, Long> days = new TreeMap<>();
    long before = 0;
    for (FoldFigures fold : folds) {
      long start = before;
      fold.days().forEach((day, pnl) -> days.put(day, Math.addExact(start, pnl)));
      before = Math.addExact(before, fold.pnlMicros());
    }
    return days;
  }

  private static List<Double> changes(SortedMap<String, Long> days) {
    List<Double> changes = new ArrayList<>();
    long last = 0;
    for (long pnl : days.values()) {
      changes.add((double) (pnl - last));
      last = pnl;
    }
    return changes;
  }

  /** Mean over sd of a day; NaN when there is none. */
  private static double sharpe(List<Double> changes) {
    int n = changes.size();
    double mean = changes.stream().mapToDouble(Double::doubleValue).sum() / n;
    double squares = 0;
    for (double change : changes) {
      squares += (change - mean) * (change - mean);
    }
    return n < 2 || squares == 0 ? Double.NaN : mean / Math.sqrt(squares / (n - 1));
  }

  private static long drawdown(SortedMap<String, Long> days) {
    long peak = 0;
    long worst = 0;
    for (long pnl : days.values()) {
      peak = Math.max(peak, pnl);
      worst = Math.max(worst, peak - pnl);
    }
    return worst;
  }
}
