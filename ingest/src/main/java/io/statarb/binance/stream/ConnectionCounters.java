package io.statarb.binance.stream;

/**
 * What a client went through to get its messages.
 *
 * @param reconnects connections opened after the first one
 * @param snapshotRequests snapshots asked for
 * @param snapshotFailures answers that were late, refused, or older than the changes kept
 * @param stale times that a symbol became stale
 * @param alarms alarms raised
 */
public record ConnectionCounters(
    long reconnects, long snapshotRequests, long snapshotFailures, long stale, long alarms) {}
