package io.statarb.engine;

import io.statarb.bundle.TradablePair;
import io.statarb.features.Hedge;
import io.statarb.features.PairFeatures;
import io.statarb.features.PairLegs;
import io.statarb.health.HealthGrid;
import io.statarb.scoring.Scorer;
import java.util.List;

/** What the engine holds of one pair. Owned by the engine's thread. */
final class PairSlot {
  final int pairId;
  final PairLegs legs;
  final List<Hedge> hedges;
  final double entryScore;
  final double labelSd;
  final PairFeatures features;
  final HealthGrid health;
  final Scorer scorer;

  /** Market time before which a refused or unfilled entry is not tried again. */
  long nextEntryNs = Long.MIN_VALUE;

  /** The same for an exit. */
  long nextExitNs = Long.MIN_VALUE;

  /** The model once gave a score that was not finite for features that were: no new entries. */
  boolean halted;

  PairSlot(
      TradablePair pair, PairLegs legs, PairFeatures features, HealthGrid health, Scorer scorer) {
    this.pairId = pair.definition().pairId();
    this.legs = legs;
    this.hedges = pair.definition().hedges();
    this.entryScore = pair.entryScore();
    this.labelSd = pair.labelSd();
    this.features = features;
    this.health = health;
    this.scorer = scorer;
  }
}
