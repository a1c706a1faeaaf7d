package io.statarb.report;

/**
 * Feature values that the trading process recorded against those that the batch wrote.
 *
 * @param rowsCompared rows on both sides
 * @param rowsBitEqual rows of which every value has the same bits
 * @param rowsAllFinite rows of which every value is finite
 * @param rowsMissing rows on one side only
 * @param firstMismatch the first difference in words, or empty
 */
public record ParityFigures(
    long rowsCompared,
    long rowsBitEqual,
    long rowsAllFinite,
    long rowsMissing,
    String firstMismatch) {}
