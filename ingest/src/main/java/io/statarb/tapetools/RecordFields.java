package io.statarb.tapetools;

import io.statarb.tape.TapeReader;
import io.statarb.tape.TapeSchema.EnumValue;
import io.statarb.tape.TapeSchema.Field;
import io.statarb.tape.TapeSchema.FieldType;
import io.statarb.tape.TapeSchema.Group;
import io.statarb.tape.TapeSchema.Message;
import io.statarb.tape.TapeSchema.Primitive;
import io.statarb.tape.TapeSchema.Text;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A record as names and values, read by the schema: numbers as Long, Double or BigDecimal, names of
 * enumerations and texts as String, groups as lists of maps; null for nothing and for what came
 * into the message after the record was written. Names are those of the schema.
 */
final class RecordFields {
  private final DirectBuffer buffer;
  private final int version;
  private int at;

  private RecordFields(DirectBuffer buffer, int offset, int version) {
    this.buffer = buffer;
    this.version = version;
    this.at = offset;
  }

  /** Reads the record that the reader stands on. */
  static Map<String, @Nullable Object> of(TapeReader reader, Message message) {
    return of(reader.buffer(), reader.offset(), message);
  }

  /** Reads the record in a buffer, its header at the offset. */
  static Map<String, @Nullable Object> of(DirectBuffer buffer, int offset, Message message) {
    MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
    return new RecordFields(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.version())
        .message(message, header.blockLength());
  }

  private Map<String, @Nullable Object> message(Message message, int blockLength) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    block(values, message.fields());
    at += blockLength;
    for (Group group : message.groups()) {
      values.put(group.name(), group(group));
    }
    for (Text text : message.texts()) {
      values.put(text.name(), text(text));
    }
    return values;
  }

  private void block(Map<String, @Nullable Object> values, List<Field> fields) {
    for (Field field : fields) {
      values.put(
          field.name(), field.since() > version ? null : value(field.type(), at + field.offset()));
    }
  }

  private List<Map<String, @Nullable Object>> group(Group group) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    if (group.since() > version) {
      return entries;
    }
    int entryBytes = unsigned(at, Short.BYTES);
    int count = unsigned(at + Short.BYTES, Short.BYTES);
    at += 2 * Short.BYTES;
    for (int i = 0; i < count; i++) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      block(entry, group.fields());
      entries.add(entry);
      at += entryBytes;
    }
    return entries;
  }

  private @Nullable String text(Text text) {
    if (text.since() > version) {
      return null;
    }
    int length = unsigned(at, text.lengthBytes());
    byte[] bytes = new byte[length];
    buffer.getBytes(at + text.lengthBytes(), bytes);
    at += text.lengthBytes() + length;
    return text.utf8()
        ? new String(bytes, StandardCharsets.UTF_8)
        : HexFormat.of().formatHex(bytes);
  }

  private int unsigned(int offset, int sizeBytes) {
    return switch (sizeBytes) {
      case Byte.BYTES -> buffer.getByte(offset) & 0xFF;
      case Short.BYTES -> buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
      default -> buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
    };
  }

  private @Nullable Object value(FieldType type, int offset) {
    if (type.length() > 1) {
      return type.primitive() == Primitive.CHAR ? chars(type.length(), offset) : list(type, offset);
    }
    return switch (type.primitive()) {
      case CHAR -> chars(1, offset);
      case FLOAT -> optional(type, buffer.getFloat(offset, ByteOrder.LITTLE_ENDIAN));
      case DOUBLE -> optional(type, buffer.getDouble(offset, ByteOrder.LITTLE_ENDIAN));
      case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> whole(type, offset);
    };
  }

  private static @Nullable Object optional(FieldType type, double value) {
    return type.optional() && Double.isNaN(value) ? null : (Object) value;
  }

  private List<@Nullable Object> list(FieldType type, int offset) {
    List<@Nullable Object> values = new ArrayList<>();
    FieldType one = new FieldType(type.primitive(), 1, type.values(), type.optional());
    for (int i = 0; i < type.length(); i++) {
      values.add(value(one, offset + i * type.primitive().sizeBytes()));
    }
    return values;
  }

  private String chars(int length, int offset) {
    int end = 0;
    while (end < length && buffer.getByte(offset + end) != 0) {
      end++;
    }
    return buffer.getStringWithoutLengthAscii(offset, end);
  }

  private @Nullable Object whole(FieldType type, int offset) {
    long value =
        switch (type.primitive()) {
          case INT8 -> buffer.getByte(offset);
          case UINT8 -> buffer.getByte(offset) & 0xFF;
          case INT16 -> buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN);
          case UINT16 -> buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
          case INT32 -> buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
          case UINT32 -> buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
          case INT64, UINT64 -> buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
          case CHAR, FLOAT, DOUBLE ->
              throw new IllegalStateException("Invariant: a whole number: " + type.primitive());
        };
    if (type.optional() && value == type.primitive().nullValue()) {
      return null;
    }
    if (type.values().isEmpty()) {
      return type.primitive() == Primitive.UINT64
          ? (Object) Long.toUnsignedString(value)
          : (Object) value;
    }
    for (EnumValue known : type.values()) {
      if (known.value() == value) {
        return known.name();
      }
    }
    return value;
  }
}
