package io.statarb.tape;

import io.statarb.tape.sbe.TickDecoder;
import java.nio.ByteOrder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * The schema version in the header of a record: that in which its message last changed. A codec
 * writes the version of the whole schema; were it kept, each new message would change the bytes of
 * all others, and a tape of an older version would not replay to the same digest.
 */
public final class RecordVersion {
  private static final int TEMPLATE_ID_OFFSET = 2;
  private static final int VERSION_OFFSET = 6;

  /** By template id; 0 where there is no message. */
  private static final int[] VERSIONS = versions();

  private static final int[] TICK_VERSIONS = tickVersions();

  private RecordVersion() {}

  private static int[] versions() {
    List<TapeSchema.Message> messages = TapeSchema.current().messages();
    int[] versions = new int[messages.getLast().id() + 1];
    for (TapeSchema.Message message : messages) {
      versions[message.id()] = message.version();
    }
    return versions;
  }

  /**
   * The version in which a message last changed, from the schema.
   *
   * @throws IllegalArgumentException if the schema has no such message
   */
  public static int of(int templateId) {
    if (templateId < 0 || templateId >= VERSIONS.length || VERSIONS[templateId] == 0) {
      throw new IllegalArgumentException(
          "record must be of a message of the schema: templateId=" + templateId);
    }
    return VERSIONS[templateId];
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

  /**
   * Puts into the header of an encoded Tick the version that its condition came in with, so that a
   * tape without new conditions has the bytes that it always had.
   */
  static void stampTick(MutableDirectBuffer buffer, int offset, byte condition) {
    buffer.putShort(
        offset + VERSION_OFFSET, (short) TICK_VERSIONS[condition], ByteOrder.LITTLE_ENDIAN);
  }

  /** By condition: the version since which such a Tick can be written. */
  private static int[] tickVersions() {
    TapeSchema.Message tick =
        TapeSchema.current().messages().stream()
            .filter(message -> message.id() == TickDecoder.TEMPLATE_ID)
            .findFirst()
            .orElseThrow();
    int fields = tick.since();
    int[] versions = {};
    for (TapeSchema.Field field : tick.fields()) {
      fields = Math.max(fields, field.since());
      if (field.name().equals("condition")) {
        versions = field.type().values().stream().mapToInt(TapeSchema.EnumValue::since).toArray();
      }
    }
    for (int i = 0; i < versions.length; i++) {
      versions[i] = Math.max(versions[i], fields);
    }
    return versions;
  }

  /**
   * Puts it there unless the record, as one copied from an older tape, is of an older version. So
   * no tape holds the version of the whole schema, whoever encoded the record.
   */
  static void lower(MutableDirectBuffer buffer, int offset) {
    int templateId = buffer.getShort(offset + TEMPLATE_ID_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    int version = buffer.getShort(offset + VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    int newest = of(templateId);
    if (version > newest) {
      buffer.putShort(offset + VERSION_OFFSET, (short) newest, ByteOrder.LITTLE_ENDIAN);
    }
  }
}
