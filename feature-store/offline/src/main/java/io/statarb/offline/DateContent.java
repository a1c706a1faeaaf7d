package io.statarb.offline;

import java.io.Serializable;
import java.util.List;

/**
 * What a version of the tick table holds of one date.
 *
 * @param rows number of rows
 * @param sha256 digest of the rows, see {@link TickDigest}
 * @param rawFiles raw files that the date is read from, by path
 */
public record DateContent(long rows, String sha256, List<Source> rawFiles) {
  /** Copies the list. */
  public DateContent {
    rawFiles = List.copyOf(rawFiles);
  }

  /**
   * A raw file.
   *
   * @param path path below the data folder
   * @param sha256 digest of its content
   */
  public record Source(String path, String sha256) {}

  /**
   * Rows and digest of one date, as a task reports them.
   *
   * @param tradeDate the date
   * @param rows number of rows
   * @param sha256 digest of the rows
   */
  record Measured(String tradeDate, long rows, String sha256) implements Serializable {}
}
