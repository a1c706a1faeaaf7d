package io.statarb.tape;

import org.agrona.DirectBuffer;

/**
 * Where the single writer of a tape appends records, each before it has an effect. Nothing is
 * allocated.
 */
public interface Journal {
  /** The seq that the next appended record must carry, from 0. */
  long nextSeq();

  /**
   * Appends one record.
   *
   * @param buffer holds the SBE header and message
   * @param offset where the header starts
   * @param length bytes of header and message
   */
  void append(DirectBuffer buffer, int offset, int length);
}
