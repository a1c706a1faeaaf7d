package io.statarb.report;

import java.util.SortedMap;

/**
 * Time, memory and latency of the run.
 *
 * @param tickToOrderNs latency from a tick read to an order written, by quantile ({@code p50},
 *     {@code p99}, {@code p999}), ns
 * @param peakMemoryMb peak resident memory by process, MB
 * @param stageSeconds wall time by stage
 */
public record Operations(
    SortedMap<String, Long> tickToOrderNs,
    SortedMap<String, Long> peakMemoryMb,
    SortedMap<String, Double> stageSeconds) {}
