package io.statarb.cleansing;

import io.statarb.time.TradingSession;

/**
 * A session of a run and what it is for.
 *
 * @param session its name and bounds
 * @param role {@link #TRAIN} or {@link #TRADE}
 * @param formation whether hedge ratios are fitted on it; only a session that trains can be one
 */
public record PlannedSession(TradingSession session, String role, boolean formation) {
  /** Role of a session that models are trained on. */
  public static final String TRAIN = "train";

  /** Role of a session that is traded. */
  public static final String TRADE = "trade";

  /** Checks the role. */
  public PlannedSession {
    if (!role.equals(TRAIN) && !role.equals(TRADE)) {
      throw new IllegalArgumentException("role must be train or trade: role=" + role);
    }
    if (formation && !role.equals(TRAIN)) {
      throw new IllegalArgumentException(
          "a formation session trains: tradeDate=%s role=%s".formatted(session.tradeDate(), role));
    }
  }
}
