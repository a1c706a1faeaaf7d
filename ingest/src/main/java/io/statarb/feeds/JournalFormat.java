package io.statarb.feeds;

import java.nio.charset.StandardCharsets;

/**
 * Layout of a journal: eight letters, then records, big-endian. The checksum is a CRC-32C of all of
 * its record that follows it. The first record is the header, the last one the end; a journal
 * without an end was not closed.
 *
 * <pre>
 *   0          4        8      9      10       18         26
 *   +----------+--------+------+------+--------+----------+------
 *   | checksum | length | kind | line | now ns | stamp ns | body ...
 *   +----------+--------+------+------+--------+----------+------
 * </pre>
 */
final class JournalFormat {
  static final byte[] MAGIC = "STATFEED".getBytes(StandardCharsets.US_ASCII);
  static final int CHECKSUM_BYTES = Integer.BYTES;
  static final int LENGTH_BYTES = Integer.BYTES;
  static final int HEAD_BYTES = CHECKSUM_BYTES + LENGTH_BYTES + 2 + 2 * Long.BYTES;

  /** No packet or frame of a feed is longer; a length beyond it is damage. */
  static final int MAX_BODY_BYTES = 1 << 24;

  static final byte KIND_HEADER = 0;
  static final byte KIND_END = 1;

  private JournalFormat() {}
}
