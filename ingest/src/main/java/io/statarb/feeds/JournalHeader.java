package io.statarb.feeds;

import java.util.SortedMap;

/**
 * What a journal says of itself.
 *
 * @param version of the layout
 * @param protocol whose packets it holds
 * @param settings all that its listener was set to and a replay must be too, by name
 */
public record JournalHeader(int version, String protocol, SortedMap<String, String> settings) {
  /** The layout that is written. */
  static final int VERSION = 1;
}
