package io.statarb.cleansing;

import io.statarb.ticks.TickColumns;
import io.statarb.time.TradingSession;

/**
 * What ingest made of a session.
 *
 * @param session name and bounds
 * @param ticks its ticks, accepted and quarantined, in order
 * @param quality counts and checks
 */
public record SessionResult(TradingSession session, TickColumns ticks, SessionQuality quality) {}
