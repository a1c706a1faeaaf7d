package io.statarb.validation;

import java.util.Arrays;

/**
 * One fold of a time-ordered validation on expanding windows: everything before the validation
 * block trains, less the rows whose label reaches into it (purging), and validation starts an
 * embargo after the last training label has ended (Lopez de Prado, Advances in Financial Machine
 * Learning, 2018, ch. 7; only the past trains here, so that the embargo stands before validation,
 * not after).
 *
 * <p>For every training row i and validation row j: {@code labelEndNs[i] + embargoNs <=
 * startNs[j]}, so no label of one overlaps one of the other.
 *
 * @param train training rows, ascending
 * @param validation validation rows, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Hundreds of thousands of row numbers are not copied.
public record PurgedSplit(int[] train, int[] validation) {

  /**
   * Makes the fold whose validation block is {@code block}.
   *
   * @param block block (e.g. session) of each row; blocks are numbered in order of time
   * @param startNs time of each row, when its features are known
   * @param labelEndNs time at which its label is known, at least {@code startNs}; rows without a
   *     label are not passed
   * @param validated block that is validated
   * @param embargoNs gap between the end of the last training label and the first validation row,
   *     at least 0
   */
  public static PurgedSplit of(
      int[] block, long[] startNs, long[] labelEndNs, int validated, long embargoNs) {
    if (embargoNs < 0) {
      throw new IllegalArgumentException("embargoNs must not be negative: embargoNs=" + embargoNs);
    }
    long firstValidationNs = Long.MAX_VALUE;
    for (int i = 0; i < block.length; i++) {
      if (block[i] == validated) {
        firstValidationNs = Math.min(firstValidationNs, startNs[i]);
      }
    }
    int[] train = new int[block.length];
    int trained = 0;
    long trainedUntilNs = Long.MIN_VALUE;
    for (int i = 0; i < block.length; i++) {
      if (labelEndNs[i] < startNs[i]) {
        throw new IllegalArgumentException(
            "a label ends after its row: row=%d startNs=%d labelEndNs=%d"
                .formatted(i, startNs[i], labelEndNs[i]));
      }
      // A label that ends when validation starts has seen that very tick: purged as well.
      if (block[i] < validated && labelEndNs[i] < firstValidationNs) {
        train[trained++] = i;
        trainedUntilNs = Math.max(trainedUntilNs, labelEndNs[i]);
      }
    }
    int[] validation = new int[block.length];
    int validations = 0;
    for (int i = 0; i < block.length; i++) {
      boolean embargoed = trained > 0 && startNs[i] - embargoNs < trainedUntilNs;
      if (block[i] == validated && !embargoed) {
        validation[validations++] = i;
      }
    }
    return new PurgedSplit(Arrays.copyOf(train, trained), Arrays.copyOf(validation, validations));
  }
}
