package io.statarb.engine;

import io.statarb.bundle.TradablePair;
import io.statarb.features.PairFeatures;
import io.statarb.health.HealthGrid;
import io.statarb.instruments.Instrument;
import io.statarb.scoring.Scorer;

/** What the engine holds of one pair. Owned by the engine's thread. */
final class PairSlot {
  final int pairId;
  final Instrument y;
  final Instrument x;
  final double hedgeRatio;
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
      TradablePair pair,
      Instrument y,
      Instrument x,
      PairFeatures features,
      HealthGrid health,
      Scorer scorer) {
    this.pairId = pair.definition().pairId();
    this.y = y;
    this.x = x;
    this.hedgeRatio = pair.definition().hedgeRatio();
    this.entryScore = pair.entryScore();
    this.labelSd = pair.labelSd();
    this.features = features;
    this.health = health;
    this.scorer = scorer;
  }
}
