package io.statarb.offline;

import java.io.Serializable;

/**
 * A negative control: from the {@code row}-th row of a pair in a session on, the first finite value
 * of a feature is raised by one unit in the last place before it is compared. A comparison that
 * does not find it compares nothing.
 *
 * @param tradeDate the session
 * @param pairId the pair
 * @param row rows of the pair to pass over, from 0
 * @param feature the feature
 */
public record PlantedUlp(String tradeDate, int pairId, long row, String feature)
    implements Serializable {}
