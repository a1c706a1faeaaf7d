package io.statarb.tape;

import io.statarb.cli.Refusal;
import io.statarb.tape.sbe.DateEndDecoder;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a record of a tape is whole; its parts are told in {@link TapeFile}. */
final class RecordCheck {
  private static final int GROUP_HEADER_BYTES = 2 * Short.BYTES;

  private final Path file;
  private final TapeBytes bytes;
  private final TapeSchema schema;
  private final TapeSchema.@Nullable Message[] messages;

  RecordCheck(Path file, TapeBytes bytes, TapeSchema schema) {
    this.file = file;
    this.bytes = bytes;
    this.schema = schema;
    this.messages = schema.byId();
  }

  /** What is wrong with a record; null when it is whole. */
  @Nullable String flaw(long body, int length, long seq) {
    if (length < TapeFile.MIN_RECORD_BYTES || length > TapeFile.MAX_RECORD_BYTES) {
      return "length=" + length;
    }
    if (body + length + TapeFile.CRC_BYTES > bytes.size()) {
      return leavesTheFile(length + TapeFile.CRC_BYTES);
    }
    int schemaId = bytes.uint16(body + MessageHeaderDecoder.schemaIdEncodingOffset());
    if (schemaId != DateEndDecoder.SCHEMA_ID) {
      return "schemaId=" + schemaId;
    }
    // Before all that it guards: a version that the disk made up is damage and no later release.
    int templateId = templateId(body);
    if (bytes.crc(body, length) != bytes.int32(body + length)) {
      return "templateId=%d checksum".formatted(templateId);
    }
    int version = bytes.uint16(body + MessageHeaderDecoder.versionEncodingOffset());
    TapeSchema.Message message = message(templateId);
    if (message == null && version <= schema.version()) {
      return "templateId=%d version=%d".formatted(templateId, version);
    }
    if (message == null || version > message.version()) {
      throw Refusal.data(
          "tape file %s was written by a later release: record %d is a %s of version %d, known here is version %d"
              .formatted(
                  file,
                  seq,
                  message == null ? "message " + templateId : message.name(),
                  version,
                  message == null ? schema.version() : message.version()));
    }
    int blockLength = bytes.uint16(body + MessageHeaderDecoder.blockLengthEncodingOffset());
    if (version < message.since() || blockLength != message.blockLength(version)) {
      return "templateId=%d version=%d blockLength=%d".formatted(templateId, version, blockLength);
    }
    if (messageLength(body, length, message, version) != length) {
      return "templateId=%d length=%d".formatted(templateId, length);
    }
    long found = bytes.int64(body + MessageHeaderDecoder.ENCODED_LENGTH);
    return found == seq ? null : "seq=" + found;
  }

  /**
   * Whether what is wrong with a record is that its end is missing: from some byte on there are
   * only zeros, or the file ends, and nothing stands behind. That is what is left of a file that
   * was cut off, or of one whose last pages never reached the disk.
   */
  boolean isCut(long body, int length) {
    if (length < TapeFile.MIN_RECORD_BYTES + TapeFile.CRC_BYTES
        || length > TapeFile.MAX_RECORD_BYTES + TapeFile.CRC_BYTES) {
      return false;
    }
    long crcAt = body + length - TapeFile.CRC_BYTES;
    if (bytes.firstNonZero(Math.min(crcAt + TapeFile.CRC_BYTES, bytes.size()), bytes.size()) >= 0
        || isRecordOfOtherLength(body, length)) {
      return false;
    }
    if (bytes.firstNonZero(Math.min(crcAt, bytes.size()), bytes.size()) < 0) {
      return true;
    }
    // The cut went through the checksum: what is left of it must be right.
    int whole = bytes.crc(body, length - TapeFile.CRC_BYTES);
    for (int i = TapeFile.CRC_BYTES - 1; i > 0; i--) {
      if (restOf(crcAt, i) == (whole & ((1 << (i * Byte.SIZE)) - 1))) {
        return true;
      }
    }
    return false;
  }

  /** The first bytes of a checksum, 0 from there on; -1 when something follows them. */
  private int restOf(long crcAt, int count) {
    int rest = 0;
    for (int i = 0; i < TapeFile.CRC_BYTES && crcAt + i < bytes.size(); i++) {
      int value = bytes.uint8(crcAt + i);
      if (i >= count && value != 0) {
        return -1;
      }
      rest |= value << (i * Byte.SIZE);
    }
    return rest;
  }

  /** Whether a whole record stands here, so that only the length in front of it is wrong. */
  private boolean isRecordOfOtherLength(long body, int length) {
    if (body + TapeFile.MIN_RECORD_BYTES > bytes.size()) {
      return false;
    }
    TapeSchema.Message message = message(templateId(body));
    if (message == null) {
      return false;
    }
    int version = bytes.uint16(body + MessageHeaderDecoder.versionEncodingOffset());
    int room = (int) Math.min(TapeFile.MAX_RECORD_BYTES, bytes.size() - body - TapeFile.CRC_BYTES);
    long real = messageLength(body, room, message, version);
    return real <= room
        && real != length - TapeFile.CRC_BYTES
        && bytes.crc(body, (int) real) == bytes.int32(body + real);
  }

  /** Length that header, fixed part, groups and texts of a record add up to; beyond it stops. */
  private long messageLength(long body, int length, TapeSchema.Message message, int version) {
    long at = MessageHeaderDecoder.ENCODED_LENGTH + (long) message.blockLength(version);
    for (TapeSchema.Group group : message.groups()) {
      if (group.since() > version) {
        break;
      }
      if (at + GROUP_HEADER_BYTES > length) {
        return length + 1L;
      }
      int entryBytes = bytes.uint16(body + at);
      int entries = bytes.uint16(body + at + Short.BYTES);
      if (entryBytes != group.blockLength(version)) {
        // Fields would be read beyond their entry, and entries of no bytes be 65,535 for nothing.
        return length + 1L;
      }
      at += GROUP_HEADER_BYTES + (long) entryBytes * entries;
    }
    for (TapeSchema.Text text : message.texts()) {
      if (text.since() > version) {
        break;
      }
      if (at + text.lengthBytes() > length) {
        return length + 1L;
      }
      at += text.lengthBytes() + count(body + at, text.lengthBytes());
    }
    return at;
  }

  private long count(long at, int countBytes) {
    return switch (countBytes) {
      case Byte.BYTES -> bytes.uint8(at);
      case Short.BYTES -> bytes.uint16(at);
      default -> bytes.int32(at) & 0xFFFF_FFFFL;
    };
  }

  /** Whether what claims to be the queue's own data is the record that is due here. */
  boolean isRecord(long body, int length, long seq) {
    return length >= TapeFile.MIN_RECORD_BYTES
        && bytes.uint16(body + 2 * Short.BYTES) == DateEndDecoder.SCHEMA_ID
        && bytes.int64(body + MessageHeaderDecoder.ENCODED_LENGTH) == seq;
  }

  private TapeSchema.@Nullable Message message(int templateId) {
    return templateId < messages.length ? messages[templateId] : null;
  }

  int templateId(long body) {
    return bytes.uint16(body + MessageHeaderDecoder.templateIdEncodingOffset());
  }

  static String leavesTheFile(int length) {
    return "its length of %d bytes leaves the file".formatted(length);
  }
}
