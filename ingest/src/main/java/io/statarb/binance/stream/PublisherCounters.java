package io.statarb.binance.stream;

/**
 * What a publisher did.
 *
 * @param messages messages of the recording that were played
 * @param refusedLines lines of the recording that hold no message
 * @param sent messages sent to all subscribers together
 * @param dropped messages dropped on purpose
 * @param duplicated messages sent twice on purpose
 * @param reordered messages overtaken on purpose
 * @param cut connections cut on purpose
 * @param tooSlow connections cut because the other end did not read, or did not answer pings
 * @param connections streams opened
 * @param snapshotRequests requests for a snapshot
 * @param pongs pongs that came
 */
public record PublisherCounters(
    long messages,
    long refusedLines,
    long sent,
    long dropped,
    long duplicated,
    long reordered,
    long cut,
    long tooSlow,
    long connections,
    long snapshotRequests,
    long pongs) {}
