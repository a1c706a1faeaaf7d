package io.statarb.bundle;

/**
 * How an exported model compares with the library that fitted it, row by row over all validation
 * rows. A decision is the sign of the score where |score| is at least the threshold, else none.
 *
 * @param name name of the pair
 * @param modelKind family of the model
 * @param rows rows compared
 * @param rowsAbove rows with |score| at least the threshold, by the fitting library
 * @param rowsBelow the others
 * @param maxAbsDiff largest difference of the two scores
 * @param decisionFlips rows on which the two decide differently
 * @param threshold threshold on |score|
 */
public record ModelCertificate(
    String name,
    String modelKind,
    long rows,
    long rowsAbove,
    long rowsBelow,
    double maxAbsDiff,
    long decisionFlips,
    double threshold) {}
