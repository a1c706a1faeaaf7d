package io.statarb.engine;

import io.statarb.settings.Strategy.HealthSettings;
import io.statarb.tape.sbe.HealthState;

/** What comes of the verdict on a pair: a pure function of the verdict and the settings. */
final class HealthRule {
  private final boolean enforced;
  private final boolean exitQuarantined;
  private final double smallShare;

  /** Makes the rule. */
  HealthRule(HealthSettings settings) {
    this.enforced = settings.enforce();
    this.exitQuarantined = settings.exitQuarantined();
    this.smallShare = settings.sizeDownShare();
  }

  /** How much of its usual lots an entry may have, a fraction; 0 when there must be none. */
  double entryShare(HealthState state) {
    if (!enforced) {
      return 1;
    }
    return switch (state) {
      case HEALTHY -> 1;
      case SIZE_DOWN -> smallShare;
      case EXIT_ONLY, QUARANTINED, NULL_VAL -> 0;
    };
  }

  /** Whether an open position is closed because of the verdict alone. */
  boolean leaves(HealthState state) {
    return enforced && exitQuarantined && state == HealthState.QUARANTINED;
  }
}
