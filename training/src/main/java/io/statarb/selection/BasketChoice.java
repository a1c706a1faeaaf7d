package io.statarb.selection;

import io.statarb.basketscreen.BasketCandidate;
import io.statarb.basketscreen.BasketMethod;
import io.statarb.basketscreen.BasketResult;
import io.statarb.basketscreen.BasketRule;
import io.statarb.basketscreen.HedgeLeg;
import io.statarb.screen.ScreenRule;
import io.statarb.settings.Strategy.ScreenSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses baskets to trade from a screen: those it selected, then, while places are free, those
 * whose only fault is that they do not stand at the false discovery rate, by p-value. A stock is
 * leg Y of one basket at most, and what is hedged by one leg alone is a pair and left to the pairs.
 */
final class BasketChoice {
  private static final List<BasketMethod> METHODS =
      List.of(BasketMethod.EIGEN, BasketMethod.SPARSE);

  private final ScreenSettings settings;

  BasketChoice(ScreenSettings settings) {
    this.settings = settings;
  }

  /** What a basket must be, by the same measures as a pair. */
  BasketRule rule(ScreenRule pairs, long seed) {
    BasketRule standard = BasketRule.DEFAULT;
    return new BasketRule(
        METHODS,
        1 + settings.basketLegs(),
        standard.leastGain(),
        standard.factors(),
        standard.equalWeights(),
        pairs.lags(),
        pairs.fdr(),
        pairs.fdrLevel(),
        pairs.minHalfLifeBars(),
        pairs.maxHalfLifeBars(),
        pairs.costBps() / 2,
        pairs.minSdToCost(),
        pairs.subWindows(),
        BasketRule.usualWorlds(METHODS),
        seed);
  }

  /** The baskets, best first. */
  List<BasketCandidate> of(BasketResult result) {
    List<BasketCandidate> chosen = new ArrayList<>();
    Set<String> hedged = new HashSet<>();
    for (BasketCandidate basket : result.ranking()) {
      if (chosen.size() == settings.baskets()) {
        break;
      }
      boolean good = basket.selected() || result.onlyUndiscovered(basket);
      if (good && basket.legs().size() > 1 && hedged.add(basket.y())) {
        chosen.add(basket);
      }
    }
    return chosen;
  }

  /** Symbols of all legs, the stock first. */
  static List<String> symbols(BasketCandidate basket) {
    List<String> symbols = new ArrayList<>();
    symbols.add(basket.y());
    basket.legs().stream().map(HedgeLeg::name).forEach(symbols::add);
    return symbols;
  }
}
