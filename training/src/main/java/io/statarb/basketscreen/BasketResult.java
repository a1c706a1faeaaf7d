package io.statarb.basketscreen;

import io.statarb.screen.ScreenUniverse;
import io.statarb.screen.Verdict;
import io.statarb.table.Panel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a screen of baskets found: a candidate for every stock and method, the best first. */
public final class BasketResult {
  private final ScreenUniverse universe;
  private final BasketRule rule;
  private final List<String> stocks;
  private final List<BasketCandidate> ranking;
  private final Map<BasketMethod, NullTable> worlds;
  private final int factors;

  BasketResult(
      ScreenUniverse universe,
      BasketRule rule,
      List<String> stocks,
      List<BasketCandidate> candidates,
      Map<BasketMethod, NullTable> worlds,
      int factors) {
    this.universe = universe;
    this.rule = rule;
    this.stocks = stocks;
    this.worlds = worlds;
    this.factors = factors;
    this.ranking =
        candidates.stream()
            .sorted(
                Comparator.<BasketCandidate>comparingInt(basket -> basket.selected() ? 0 : 1)
                    // NaN, not tested, comes last.
                    .thenComparingDouble(BasketCandidate::pValue)
                    .thenComparingDouble(basket -> basket.residual().statistic())
                    .thenComparing(BasketCandidate::y)
                    .thenComparing(BasketCandidate::method))
            .toList();
  }

  /** The universe. */
  public ScreenUniverse universe() {
    return universe;
  }

  /** The rule. */
  public BasketRule rule() {
    return rule;
  }

  /** All candidates: selected ones first, then by p-value; those not tested last. */
  public List<BasketCandidate> ranking() {
    return ranking;
  }

  /** The selected ones, best first. */
  public List<BasketCandidate> selected() {
    return ranking.stream().filter(BasketCandidate::selected).toList();
  }

  /** Whether a basket's only fault is that it does not stand at the false discovery rate. */
  public boolean onlyUndiscovered(BasketCandidate basket) {
    return basket.verdict() == Verdict.NOT_COINTEGRATED
        && BasketJudge.verdict(basket, 0, rule) == Verdict.SELECTED;
  }

  /** Baskets with a p-value: as many tests the false discovery rate was controlled over. */
  public int tested() {
    return (int) ranking.stream().filter(BasketCandidate::tested).count();
  }

  /** How many baskets each verdict has, in the order of the checks. */
  public Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    ranking.forEach(basket -> counts.merge(basket.verdict(), 1, Integer::sum));
    return counts;
  }

  /** Stocks that the worlds hold, in the order of {@link NullTable}'s columns. */
  List<String> stocks() {
    return stocks;
  }

  /** Null worlds of each method. */
  Map<BasketMethod, NullTable> worlds() {
    return worlds;
  }

  /**
   * Smallest adjusted p-value that one basket alone can reach with as many worlds: above the level
   * nothing can be found, whatever the data.
   */
  public double leastAdjustedPValue() {
    double[] pValues = new double[tested()];
    Arrays.fill(pValues, 1);
    if (pValues.length == 0) {
      return Double.NaN;
    }
    pValues[0] =
        worlds.values().stream().mapToDouble(NullTable::leastPValue).max().orElse(Double.NaN);
    return rule.fdr().adjusted(pValues)[0];
  }

  /**
   * The residual of a candidate over the window.
   *
   * @return one value a bar, natural logarithms
   */
  public double[] residual(BasketCandidate basket) {
    Panel panel = universe.panel();
    double[] residual = new double[panel.rows()];
    for (int t = 0; t < residual.length; t++) {
      residual[t] = StrictMath.log(panel.column(basket.y())[t]) - basket.intercept();
      for (HedgeLeg leg : basket.legs()) {
        residual[t] -= leg.hedgeRatio() * StrictMath.log(panel.column(leg.name())[t]);
      }
    }
    return residual;
  }

  /** Figures for people and machines. */
  public Map<String, @Nullable Object> summary() {
    Map<String, @Nullable Object> summary = new LinkedHashMap<>();
    summary.put("from", universe.panel().label(0));
    summary.put("to", universe.panel().label(universe.panel().rows() - 1));
    summary.put("bars", universe.panel().rows());
    summary.put("series", universe.names().size());
    summary.put("series_left_out", universe.excludedWords());
    summary.put("methods", rule.methods().stream().map(BasketMethod::word).toList());
    if (factors > 0) {
      summary.put("factors", factors);
    }
    summary.put("baskets_screened", ranking.size());
    summary.put("baskets_tested", tested());
    summary.put("baskets_selected", selected().size());
    Map<String, Integer> verdicts = new LinkedHashMap<>();
    counts().forEach((verdict, count) -> verdicts.put(verdict.word(), count));
    summary.put("verdicts", verdicts);
    Map<String, Object> nulls = new TreeMap<>();
    nulls.put("worlds", rule.worlds());
    nulls.put("first_seed", rule.seed());
    nulls.put("last_seed", rule.seed() + rule.worlds() - 1);
    nulls.put(
        "world",
        "the days of the window in random order, all stocks of a day together, as volatile as then");
    nulls.put("least_adjusted_p_value", leastAdjustedPValue());
    summary.put("null", nulls);
    return summary;
  }
}
