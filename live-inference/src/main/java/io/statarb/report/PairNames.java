package io.statarb.report;

import io.statarb.settings.Strategy;

/** Names of a strategy's pairs, as tables and models have them: the legs joined by {@code -}. */
public final class PairNames {
  private final Strategy strategy;

  /** Names of this strategy's pairs. */
  public PairNames(Strategy strategy) {
    this.strategy = strategy;
  }

  /** Name of the pair at this position, from 0. */
  public String name(int pairId) {
    return strategy.pairs().get(pairId).name();
  }
}
