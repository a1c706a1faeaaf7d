package io.statarb.offline;

import java.util.List;

/**
 * The feature rows of one pair over several sessions in columns, by session as asked for, then
 * tick_seq. The arrays are the record's own and are not copied: do not change them.
 *
 * @param pairId the pair
 * @param tradeDates the sessions as they were asked for
 * @param count number of rows
 * @param session position of each row's session in {@code tradeDates}
 * @param tickSeq tick that made the row
 * @param tsNs its time, UTC nanoseconds
 * @param spread spread in logarithms
 * @param values row-major: value k of row i is {@code values[i * featureCount + k]}
 * @param featureCount columns of the service
 * @param digests one per session that has rows
 */
@SuppressWarnings("ArrayRecordComponent") // A million rows are not copied.
public record PairRows(
    int pairId,
    List<String> tradeDates,
    int count,
    int[] session,
    long[] tickSeq,
    long[] tsNs,
    double[] spread,
    double[] values,
    int featureCount,
    List<ChunkDigest> digests) {

  /** One value. */
  public double value(int row, int feature) {
    return values[row * featureCount + feature];
  }

  /** Whether all values of a row are finite. */
  public boolean allFinite(int row) {
    for (int k = 0; k < featureCount; k++) {
      if (!Double.isFinite(values[row * featureCount + k])) {
        return false;
      }
    }
    return true;
  }
}
