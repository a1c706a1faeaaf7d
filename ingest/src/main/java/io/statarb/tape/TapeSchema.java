package io.statarb.tape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code tape.xml} as values: which fields a message has, where they lie, and since
 * which version. What reads every message alike (the checks of a tape, its listing) reads this and
 * so needs no change when a message comes in.
 *
 * <p>A record carries the version in which <em>its message</em> last changed, not that of the whole
 * schema ({@link RecordVersion}). So a message that comes in alters no byte of the others, tapes of
 * before and after have equal digests, and an older release reads every tape without the new
 * message.
 *
 * @param id id of the schema
 * @param version its newest version, from 1
 * @param messages messages by template id, ascending
 */
public record TapeSchema(int id, int version, List<Message> messages) {
  private static final TapeSchema CURRENT = TapeSchemaXml.current();
  private static final @Nullable Message[] BY_ID = CURRENT.byId();

  /** Copies the list. */
  public TapeSchema {
    messages = List.copyOf(messages);
  }

  /**
   * A message.
   *
   * @param name its name
   * @param id template id
   * @param since version it came in with
   * @param fields fixed part
   * @param groups repeated parts
   * @param texts parts of variable length
   */
  public record Message(
      String name, int id, int since, List<Field> fields, List<Group> groups, List<Text> texts) {
    /** Copies the lists. */
    public Message {
      fields = List.copyOf(fields);
      groups = List.copyOf(groups);
      texts = List.copyOf(texts);
    }

    /** Version in which it last changed; the one its records carry. */
    public int version() {
      int version = Math.max(since, newest(fields));
      for (Group group : groups) {
        version = Math.max(version, Math.max(group.since(), newest(group.fields())));
      }
      for (Text text : texts) {
        version = Math.max(version, text.since());
      }
      return version;
    }

    /** Bytes of the fixed part in a version. */
    public int blockLength(int version) {
      return lengthOf(fields, version);
    }
  }

  /**
   * A field of fixed length.
   *
   * @param name its name
   * @param id its id in the message
   * @param since version it came in with
   * @param offset bytes from the start of its block
   * @param type what it holds
   */
  public record Field(String name, int id, int since, int offset, FieldType type) {}

  /**
   * A repeated block.
   *
   * @param name its name
   * @param id its id in the message
   * @param since version it came in with
   * @param fields fields of an entry
   */
  public record Group(String name, int id, int since, List<Field> fields) {
    /** Copies the list. */
    public Group {
      fields = List.copyOf(fields);
    }

    /** Bytes of an entry in a version. */
    public int blockLength(int version) {
      return lengthOf(fields, version);
    }
  }

  /**
   * A part of variable length: a count of bytes, then the bytes.
   *
   * @param name its name
   * @param id its id in the message
   * @param since version it came in with
   * @param lengthBytes bytes of the count: 1, 2 or 4
   * @param utf8 whether the bytes are text
   */
  public record Text(String name, int id, int since, int lengthBytes, boolean utf8) {}

  /**
   * Type of a field.
   *
   * @param primitive its primitive
   * @param length how many of them; more than 1 for names
   * @param values values of an enumeration; empty when it is none
   * @param optional whether the null value stands for nothing
   */
  public record FieldType(
      Primitive primitive, int length, List<EnumValue> values, boolean optional) {
    /** Copies the list. */
    public FieldType {
      values = List.copyOf(values);
    }
  }

  /**
   * A value of an enumeration.
   *
   * @param value its number
   * @param name its name
   * @param since version it came in with
   */
  public record EnumValue(long value, String name, int since) {}

  /** Primitive types of SBE. */
  public enum Primitive {
    /** One byte of text. */
    CHAR(1, 0),
    /** Signed byte. */
    INT8(1, Byte.MIN_VALUE),
    /** Signed, 2 bytes. */
    INT16(2, Short.MIN_VALUE),
    /** Signed, 4 bytes. */
    INT32(4, Integer.MIN_VALUE),
    /** Signed, 8 bytes. */
    INT64(8, Long.MIN_VALUE),
    /** Unsigned byte. */
    UINT8(1, 0xFF),
    /** Unsigned, 2 bytes. */
    UINT16(2, 0xFFFF),
    /** Unsigned, 4 bytes. */
    UINT32(4, 0xFFFF_FFFFL),
    /** Unsigned, 8 bytes. */
    UINT64(8, -1),
    /** IEEE 754, 4 bytes; NaN is null. */
    FLOAT(4, 0),
    /** IEEE 754, 8 bytes; NaN is null. */
    DOUBLE(8, 0);

    private final int sizeBytes;
    private final long nullValue;

    Primitive(int sizeBytes, long nullValue) {
      this.sizeBytes = sizeBytes;
      this.nullValue = nullValue;
    }

    /** Bytes of one. */
    public int sizeBytes() {
      return sizeBytes;
    }

    /** The value that stands for nothing where a field is optional; not for floating point. */
    public long nullValue() {
      return nullValue;
    }
  }

  private static int newest(List<Field> fields) {
    int newest = 1;
    for (Field field : fields) {
      newest = Math.max(newest, field.since());
      for (EnumValue value : field.type().values()) {
        newest = Math.max(newest, value.since());
      }
    }
    return newest;
  }

  private static int lengthOf(List<Field> fields, int version) {
    int length = 0;
    for (Field field : fields) {
      if (field.since() <= version) {
        length += field.type().primitive().sizeBytes() * field.type().length();
      }
    }
    return length;
  }

  /** The schema of this release. */
  public static TapeSchema current() {
    return CURRENT;
  }

  /** The message of a template id in this release, or null. */
  public static @Nullable Message message(int templateId) {
    return templateId >= 0 && templateId < BY_ID.length ? BY_ID[templateId] : null;
  }

  /** The messages at the index of their template ids. */
  @Nullable Message[] byId() {
    @Nullable Message[] byId = new @Nullable Message[largestId() + 1];
    for (Message message : messages) {
      byId[message.id()] = message;
    }
    return byId;
  }

  private int largestId() {
    return messages.stream().mapToInt(Message::id).max().orElse(0);
  }

  /**
   * What came in with a version, one line per part: the form in which versions are compared with
   * what they were when they were released. Not a line of it may ever change.
   */
  String additions(int of) {
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      String at = "%d %s".formatted(message.id(), message.name());
      if (message.since() == of) {
        text.append(at).append('\n');
      }
      appendFields(text, at, message.fields(), of);
      for (Group group : message.groups()) {
        String in = "%s %d {%s}".formatted(at, group.id(), group.name());
        if (group.since() == of) {
          text.append(in).append('\n');
        }
        appendFields(text, in, group.fields(), of);
      }
      for (Text part : message.texts()) {
        if (part.since() == of) {
          text.append(
              "%s %d %s: %d bytes of length, %s\n"
                  .formatted(
                      at,
                      part.id(),
                      part.name(),
                      part.lengthBytes(),
                      part.utf8() ? "UTF-8" : "bytes"));
        }
      }
    }
    return text.toString();
  }

  private static void appendFields(StringBuilder text, String at, List<Field> fields, int of) {
    for (Field field : fields) {
      FieldType type = field.type();
      String name = "%s %d %s".formatted(at, field.id(), field.name());
      if (field.since() == of) {
        text.append(
            "%s: byte %d, %s x %d%s\n"
                .formatted(
                    name,
                    field.offset(),
                    type.primitive(),
                    type.length(),
                    type.optional() ? ", optional" : ""));
      }
      for (EnumValue value : type.values()) {
        if (Math.max(value.since(), field.since()) == of) {
          text.append("%s: %d is %s\n".formatted(name, value.value(), value.name()));
        }
      }
    }
  }
}
