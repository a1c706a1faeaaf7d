package io.statarb.cleansing;

import java.util.SortedMap;

/**
 * What became of the lines of one raw file in one session. Over all sessions of a run, {@code read}
 * adds up to {@code lines}.
 *
 * @param fileId position in the list of raw files
 * @param lines lines in the file
 * @param read those counted with this session
 * @param accepted those with a price
 * @param quarantined all others, by reason
 */
public record FileQuality(
    int fileId, long lines, long read, long accepted, SortedMap<String, Long> quarantined) {

  /** Checks that each line is counted once. */
  public FileQuality {
    quarantined = Counts.unmodifiable(quarantined);
    Counts.requireWhole("fileId " + fileId, read, accepted, quarantined);
  }
}
