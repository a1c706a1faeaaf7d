package io.statarb.selection;

import io.statarb.screen.ScreenResult;
import io.statarb.screen.ScreenResult.Line;
import io.statarb.screen.ScreenRule;
import io.statarb.screen.Verdict;
import io.statarb.settings.Strategy.ScreenSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses pairs to trade from a screen: those it selected, then, while places are free, those whose
 * only fault is that they do not stand at the false discovery rate, by p-value.
 */
final class PairChoice {
  private static final double BPS = 1e4;

  private final ScreenSettings settings;
  private final ScreenRule rule;
  private final Map<String, Integer> legs = new HashMap<>();

  PairChoice(ScreenSettings settings, ScreenRule rule) {
    this.settings = settings;
    this.rule = rule;
  }

  /** The pairs, best first, no symbol in more of them than the settings allow. */
  List<Line> of(ScreenResult result) {
    List<Line> chosen = new ArrayList<>();
    for (int pair : result.ranking()) {
      Line line = result.line(pair);
      if (chosen.size() == settings.pairs()) {
        break;
      }
      if ((line.verdict() == Verdict.SELECTED || onlyUndiscovered(line)) && free(line)) {
        legs.merge(line.y(), 1, Integer::sum);
        legs.merge(line.x(), 1, Integer::sum);
        chosen.add(line);
      }
    }
    return chosen;
  }

  private boolean free(Line line) {
    return legs.getOrDefault(line.y(), 0) < settings.pairsPerSymbol()
        && legs.getOrDefault(line.x(), 0) < settings.pairsPerSymbol();
  }

  /** The economic filters of the screen, which never got as far; NaN speaks against the pair. */
  private boolean onlyUndiscovered(Line line) {
    return line.verdict() == Verdict.NOT_COINTEGRATED
        && line.hedgeRatio() > 0
        && line.halfLifeBars() >= rule.minHalfLifeBars()
        && line.halfLifeBars() <= rule.maxHalfLifeBars()
        && BPS * line.spreadSd() >= rule.minSdToCost() * rule.costBps();
  }
}
