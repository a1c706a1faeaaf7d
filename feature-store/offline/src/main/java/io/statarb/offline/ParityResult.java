package io.statarb.offline;

import java.io.Serializable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values recorded on trading tapes compare with the table.
 *
 * @param rowsCompared rows on both sides
 * @param rowsBitEqual those whose spread and values are all equal to the bit
 * @param rowsAllFinite those whose values in the table are all finite
 * @param rowsMissingInTable rows on a tape and not in the table
 * @param rowsMissingOnTape rows in the table and not on a tape
 * @param firstMismatch the first difference by session, pair and tick, or null
 */
public record ParityResult(
    long rowsCompared,
    long rowsBitEqual,
    long rowsAllFinite,
    long rowsMissingInTable,
    long rowsMissingOnTape,
    @Nullable Mismatch firstMismatch) {

  /** Whether both sides hold the same rows, all equal to the bit. */
  public boolean equal() {
    return rowsBitEqual == rowsCompared && rowsMissingInTable == 0 && rowsMissingOnTape == 0;
  }

  /** Rows that one side lacks. */
  public long rowsMissing() {
    return rowsMissingInTable + rowsMissingOnTape;
  }

  /** One sentence for people: the counts, and the first difference if there is one. */
  public String sentence() {
    String counts =
        "rows compared=%d bit-equal=%d missing in the table=%d missing on the tape=%d"
            .formatted(rowsCompared, rowsBitEqual, rowsMissingInTable, rowsMissingOnTape);
    return firstMismatch == null
        ? "live and batch features agree: " + counts
        : "live and batch features differ: %s; first: %s"
            .formatted(counts, firstMismatch.sentence());
  }

  /**
   * A value that differs, or a row that one side lacks ({@code feature} is then {@code row}).
   *
   * @param feature column that differs
   * @param pair the pair
   * @param tradeDate the session
   * @param tickSeq tick that made the row
   * @param tsNs its time, UTC nanoseconds
   * @param tableValue value in the table; NaN if the table lacks the row
   * @param tapeValue value on the tape; NaN if the tape lacks the row
   */
  public record Mismatch(
      String feature,
      String pair,
      String tradeDate,
      long tickSeq,
      long tsNs,
      double tableValue,
      double tapeValue)
      implements Serializable {

    /** One sentence with the facts, both values with all their digits and bits. */
    public String sentence() {
      return String.format(
          Locale.ROOT,
          "feature=%s pair=%s trade_date=%s tick_seq=%d ts_ns=%d table=%s (%016x) tape=%s (%016x)",
          feature,
          pair,
          tradeDate,
          tickSeq,
          tsNs,
          tableValue,
          Double.doubleToRawLongBits(tableValue),
          tapeValue,
          Double.doubleToRawLongBits(tapeValue));
    }
  }
}
