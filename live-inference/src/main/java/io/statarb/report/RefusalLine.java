package io.statarb.report;

/**
 * An order that the risk gate stopped.
 *
 * @param tradeDate session
 * @param tsNs time, UTC ns
 * @param pair name of the pair
 * @param instrument name of the instrument
 * @param code why
 * @param limitValue the limit in {@code unit}
 * @param actualValue the value that broke it, in {@code unit}
 * @param unit unit of both
 */
public record RefusalLine(
    String tradeDate,
    long tsNs,
    String pair,
    String instrument,
    String code,
    long limitValue,
    long actualValue,
    String unit) {}
