package io.statarb.cleansing;

import io.statarb.time.TradingSession;

/**
 * A raw file that a run reads.
 *
 * @param fileId position in the list of raw files, as on the tape
 * @param path path below the data folder, with {@code /} between names
 * @param instrument name of the instrument whose quotes it holds
 * @param fileDate the day that its times count from, ISO
 * @param startNs start of that day, UTC ns
 * @param endNs end of its last day, UTC ns
 * @param sizeBytes its size in bytes
 * @param sha256 digest of its content, hex
 */
public record RawFile(
    int fileId,
    String path,
    String instrument,
    String fileDate,
    long startNs,
    long endNs,
    long sizeBytes,
    String sha256) {

  /** Largest fileId that the tape can carry. */
  public static final int MAX_FILE_ID = 0xFFFE;

  /** Checks that the tape can name it. */
  public RawFile {
    if (fileId < 0 || fileId > MAX_FILE_ID) {
      throw new IllegalArgumentException(
          "fileId must be 0 to %d: fileId=%d path=%s".formatted(MAX_FILE_ID, fileId, path));
    }
  }

  /** The same at another position. */
  RawFile numbered(int id) {
    return new RawFile(id, path, instrument, fileDate, startNs, endNs, sizeBytes, sha256);
  }

  /** Whether some moment of its days lies in a session. */
  public boolean overlaps(TradingSession session) {
    return startNs < session.endNs() && endNs > session.startNs();
  }
}
