package io.statarb.feeds;

import java.util.SortedMap;

/**
 * What came of a command.
 *
 * @param sound whether all is known that was to be known; else the exit code is 1
 * @param report what is printed, as one JSON object
 */
public record FeedOutcome(boolean sound, SortedMap<String, Object> report) {}
