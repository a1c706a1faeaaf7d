package io.statarb.tape;

import io.statarb.tape.sbe.CorporateActionEncoder;
import io.statarb.tape.sbe.DateEndEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * The schema version in the header of a record: that in which its message last changed. A codec
 * writes the version of the whole schema; were it kept, each new message would change the bytes of
 * all others, and a tape of an older version would not replay to the same digest.
 */
public final class RecordVersion {
  private static final int TEMPLATE_ID_OFFSET = 2;
  private static final int VERSION_OFFSET = 6;

  private RecordVersion() {}

  /** The version in which a message last changed. */
  public static int of(int templateId) {
    return templateId <= DateEndEncoder.TEMPLATE_ID ? 1 : CorporateActionEncoder.SCHEMA_VERSION;
  }

  /**
   * Puts it into the header of an encoded record.
   *
   * @param buffer holds the record
   * @param offset where its SBE header starts
   */
  public static void stamp(MutableDirectBuffer buffer, int offset) {
    int templateId = buffer.getShort(offset + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    buffer.putShort(offset + VERSION_OFFSET, (short) of(templateId), ByteOrder.LITTLE_ENDIAN);
  }
}
