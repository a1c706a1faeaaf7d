package io.statarb.screen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a screen found: a line for every pair. */
public final class ScreenResult {
  private final ScreenUniverse universe;
  private final ScreenRule rule;
  private final PairStatistics pairs;

  ScreenResult(ScreenUniverse universe, ScreenRule rule, PairStatistics pairs) {
    this.universe = universe;
    this.rule = rule;
    this.pairs = pairs;
  }

  /**
   * One pair. Numbers that there are none of are NaN.
   *
   * @param y leg on the left of the regression
   * @param x leg on the right
   * @param verdict the first reason against it, or selected
   * @param correlation of log returns
   * @param distance sum of squared differences of prices divided by their first
   * @param stat Engle-Granger's t of this way round
   * @param otherStat of the other way round
   * @param lags lags of {@code stat}
   * @param pValue twice the smaller of the two p-values, at most 1
   * @param qBh adjusted by Benjamini and Hochberg over all pairs tested
   * @param qBy adjusted by Benjamini and Yekutieli
   * @param hedgeRatio slope of log y on log x
   * @param intercept mean of the spread
   * @param spreadSd standard deviation of the spread, natural logarithms
   * @param halfLifeBars of the AR(1) of the spread
   * @param hurst exponent of the spread
   * @param crossings of the mean
   */
  public record Line(
      String y,
      String x,
      Verdict verdict,
      double correlation,
      double distance,
      double stat,
      double otherStat,
      int lags,
      double pValue,
      double qBh,
      double qBy,
      double hedgeRatio,
      double intercept,
      double spreadSd,
      double halfLifeBars,
      double hurst,
      int crossings) {}

  /** The universe. */
  public ScreenUniverse universe() {
    return universe;
  }

  /** The rule. */
  public ScreenRule rule() {
    return rule;
  }

  /** Number of pairs, tested or not. */
  public int screened() {
    return pairs.pairs();
  }

  /** Pairs with a p-value: as many tests the false discovery rate was controlled over. */
  public int tested() {
    int tested = 0;
    for (double p : pairs.pValue) {
      tested += Double.isNaN(p) ? 0 : 1;
    }
    return tested;
  }

  /** How many pairs each verdict has, in the order of the checks. */
  public Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    for (Verdict verdict : pairs.verdict) {
      counts.merge(verdict, 1, Integer::sum);
    }
    return counts;
  }

  /** One pair by number. */
  public Line line(int pair) {
    boolean swapped = pairs.swapped[pair];
    return new Line(
        universe.names().get(pairs.y(pair)),
        universe.names().get(pairs.x(pair)),
        pairs.verdict[pair],
        pairs.correlation[pair],
        pairs.distance[pair],
        swapped ? pairs.statSecond[pair] : pairs.statFirst[pair],
        swapped ? pairs.statFirst[pair] : pairs.statSecond[pair],
        swapped ? pairs.lagsSecond[pair] : pairs.lagsFirst[pair],
        pairs.pValue[pair],
        pairs.qBh[pair],
        pairs.qBy[pair],
        pairs.hedgeRatio[pair],
        pairs.intercept[pair],
        pairs.spreadSd[pair],
        pairs.halfLife[pair],
        pairs.hurst[pair],
        pairs.crossings[pair]);
  }

  /** Numbers of the tested pairs: selected ones first, then by p-value, then by name. */
  public List<Integer> ranking() {
    List<Integer> ranking = new ArrayList<>();
    for (int pair = 0; pair < pairs.pairs(); pair++) {
      if (!Double.isNaN(pairs.pValue[pair])) {
        ranking.add(pair);
      }
    }
    ranking.sort(
        Comparator.<Integer>comparingInt(pair -> selected(pair) ? 0 : 1)
            .thenComparingDouble(pair -> pairs.pValue[pair])
            .thenComparingDouble(pair -> Math.min(pairs.statFirst[pair], pairs.statSecond[pair]))
            .thenComparingInt(pair -> pair));
    return ranking;
  }

  private boolean selected(int pair) {
    return pairs.verdict[pair] == Verdict.SELECTED;
  }

  /** Smallest adjusted p-value of a method; NaN when no pair was tested. */
  public double smallest(FalseDiscovery method) {
    double least = Double.NaN;
    for (double q : method == FalseDiscovery.BH ? pairs.qBh : pairs.qBy) {
      least = Double.isNaN(least) || q < least ? q : least;
    }
    return least;
  }

  /** Numbers of the pairs selected, best first. */
  public List<Integer> selected() {
    return ranking().stream().filter(this::selected).toList();
  }

  /** Figures for people and machines. */
  public Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("from", universe.panel().label(0));
    summary.put("to", universe.panel().label(universe.panel().rows() - 1));
    summary.put("bars", universe.panel().rows());
    summary.put("series", universe.names().size());
    summary.put("series_left_out", universe.excludedWords());
    summary.put("pairs_screened", screened());
    summary.put("pairs_tested", tested());
    summary.put("pairs_selected", selected().size());
    Map<String, Integer> verdicts = new LinkedHashMap<>();
    counts().forEach((verdict, count) -> verdicts.put(verdict.word(), count));
    summary.put("verdicts", verdicts);
    summary.put(
        "smallest_p_value", ranking().isEmpty() ? null : line(ranking().getFirst()).pValue());
    return summary;
  }
}
