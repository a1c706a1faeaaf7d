package io.statarb.offline;

import java.util.List;

/**
 * What ingest read.
 *
 * @param read lines of all raw files
 * @param accepted those with a price
 * @param quarantined all others
 * @param sessions number of sessions
 * @param notes what a person should know, one sentence each
 */
public record IngestSummary(
    long read, long accepted, long quarantined, int sessions, List<String> notes) {}
