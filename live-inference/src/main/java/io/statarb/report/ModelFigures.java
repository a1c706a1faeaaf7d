package io.statarb.report;

import java.util.SortedMap;

/**
 * A model of the bundle: how its export compares with the library that fitted it on all validation
 * rows, and how it did in validation.
 *
 * @param name name of the pair
 * @param modelKind family
 * @param rows rows compared
 * @param rowsAbove rows with |score| at least the threshold
 * @param rowsBelow the others
 * @param maxAbsDiff largest difference of the two scores
 * @param decisionFlips rows on which the two decide differently
 * @param threshold threshold on |score|
 * @param metrics validation metrics by name, units in the names
 */
public record ModelFigures(
    String name,
    String modelKind,
    long rows,
    long rowsAbove,
    long rowsBelow,
    double maxAbsDiff,
    long decisionFlips,
    double threshold,
    SortedMap<String, Double> metrics) {}
