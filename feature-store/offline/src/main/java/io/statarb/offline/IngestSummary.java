package io.statarb.offline;

import java.util.List;

/**
 * What ingest read.
 *
 * @param read lines of all raw files
 * @param accepted those with a price
 * @param quarantined all others
 * @param sessions number of sessions
 * @param version newest version of the ticks' history
 * @param knownAt from when on that was known
 * @param notes what a person should know, one sentence each
 */
public record IngestSummary(
    long read,
    long accepted,
    long quarantined,
    int sessions,
    long version,
    String knownAt,
    List<String> notes) {}
