package io.statarb.cli;

import java.util.SortedMap;

/**
 * What one run of a stage did; written to {@code stages/<stage>.json} when the stage has succeeded.
 *
 * @param stage name of the stage
 * @param seconds wall time
 * @param peakMemoryMb peak resident memory of the process so far, in MB
 * @param figures the stage's own numbers by name
 */
public record StageRecord(
    String stage, double seconds, long peakMemoryMb, SortedMap<String, Double> figures) {}
