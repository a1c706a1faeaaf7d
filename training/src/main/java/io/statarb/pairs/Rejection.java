package io.statarb.pairs;

/** Why a fitted pair is not traded. */
public enum Rejection {
  /** Fewer grid samples with all legs quoted than an estimate needs. */
  TOO_FEW_SAMPLES,
  /** A leg or the spread never moves, or a leg only as the others do. */
  CONSTANT_PRICE,
  /** No hedge ratio is positive: all legs would be on the same side. */
  HEDGE_RATIO_NOT_POSITIVE,
  /** phi of the AR(1) is not above 0: neighbouring spreads do not resemble each other. */
  PHI_NOT_POSITIVE,
  /** phi of the AR(1) is not below 1: no reversion, no finite half-life. */
  NO_REVERSION,
  /** A leg is in quarantine for its data within the formation window. */
  QUARANTINED
}
