package io.statarb.cleansing;

import io.statarb.ticks.ActionRecord;
import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;
import java.util.List;

/**
 * What ingest made of a session.
 *
 * @param session name and bounds
 * @param ticks its ticks, accepted and quarantined, in order
 * @param actions corporate actions that it has to know of, in order
 * @param quality counts and checks
 */
public record SessionResult(
    TradingSession session, TickColumns ticks, List<ActionRecord> actions, SessionQuality quality) {
  /** Copies the list. */
  public SessionResult {
    actions = List.copyOf(actions);
  }
}
