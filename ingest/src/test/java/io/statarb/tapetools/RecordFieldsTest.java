package io.statarb.tapetools;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.tape.TapeSchema;
import io.statarb.tape.TapeSchema.EnumValue;
import io.statarb.tape.TapeSchema.Field;
import io.statarb.tape.TapeSchema.Group;
import io.statarb.tape.TapeSchema.Message;
import io.statarb.tape.TapeSchema.Primitive;
import io.statarb.tape.TapeSchema.Text;
import io.statarb.tape.sbe.MessageHeaderDecoder;
import java.lang.reflect.Method;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every message of the schema, drawn at random, reads as its generated codec reads it. */
final class RecordFieldsTest {
  private static final String CODECS = "io.statarb.tape.sbe.";

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 12]);
  private SplittableRandom random = new SplittableRandom(0);
  private int at;

  @Test
  void shouldReadEveryMessageAsItsCodecDoes() throws ReflectiveOperationException {
    String given = System.getProperty("seed", "");
    long seed = given.isEmpty() ? 57L : Long.parseLong(given);
    System.out.println("RecordFieldsTest seed=" + seed);
    random = new SplittableRandom(seed);
    for (Message message : TapeSchema.current().messages()) {
      for (int round = 0; round < 50; round++) {
        draw(message);
        Map<String, @Nullable Object> values = RecordFields.of(buffer, 0, message);
        Object decoder =
            Class.forName(CODECS + message.name() + "Decoder").getConstructor().newInstance();
        decoder
            .getClass()
            .getMethod(
                "wrapAndApplyHeader", DirectBuffer.class, int.class, MessageHeaderDecoder.class)
            .invoke(decoder, buffer, 0, new MessageHeaderDecoder());
        String what = "seed=%d message=%s".formatted(seed, message.name());
        assertFields(decoder, message.fields(), values, what);
        for (Group group : message.groups()) {
          Object entries = call(decoder, group.name());
          List<?> read = (List<?>) values.get(group.name());
          assertThat(call(entries, "count")).as(what).isEqualTo(read == null ? -1 : read.size());
          for (Object entry : read == null ? List.of() : read) {
            entries = call(entries, "next");
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> fields = (Map<String, @Nullable Object>) entry;
            assertFields(entries, group.fields(), fields, what);
          }
        }
        for (Text text : message.texts()) {
          assertThat(values.get(text.name())).as(what).isEqualTo(text(decoder, text));
        }
      }
    }
  }

  private static void assertFields(
      Object decoder, List<Field> fields, Map<String, @Nullable Object> values, String what)
      throws ReflectiveOperationException {
    for (Field field : fields) {
      Object expected = call(decoder, field.name());
      Object read = values.get(field.name());
      String fact = what + " field=" + field.name();
      if (expected instanceof Enum<?> || expected instanceof String) {
        assertThat(read).as(fact).hasToString(expected.toString());
      } else if (expected instanceof Double || expected instanceof Float) {
        assertThat(read).as(fact).isEqualTo(((Number) expected).doubleValue());
      } else {
        assertThat(read).as(fact).isEqualTo(((Number) expected).longValue());
      }
    }
  }

  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    return method.invoke(target);
  }

  private static Object text(Object decoder, Text text) throws ReflectiveOperationException {
    if (text.utf8()) {
      return call(decoder, text.name());
    }
    byte[] bytes = new byte[(int) call(decoder, text.name() + "Length")];
    String name = Character.toUpperCase(text.name().charAt(0)) + text.name().substring(1);
    decoder
        .getClass()
        .getMethod("get" + name, byte[].class, int.class, int.class)
        .invoke(decoder, bytes, 0, bytes.length);
    return HexFormat.of().formatHex(bytes);
  }

  private void draw(Message message) {
    buffer.putShort(0, (short) message.blockLength(message.version()), ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(2, (short) message.id(), ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(4, (short) TapeSchema.current().id(), ByteOrder.LITTLE_ENDIAN);
    buffer.putShort(6, (short) message.version(), ByteOrder.LITTLE_ENDIAN);
    at = MessageHeaderDecoder.ENCODED_LENGTH;
    drawBlock(message.fields(), message.blockLength(message.version()));
    for (Group group : message.groups()) {
      int length = group.blockLength(message.version());
      int count = random.nextInt(4);
      buffer.putShort(at, (short) length, ByteOrder.LITTLE_ENDIAN);
      buffer.putShort(at + 2, (short) count, ByteOrder.LITTLE_ENDIAN);
      at += 4;
      for (int i = 0; i < count; i++) {
        drawBlock(group.fields(), length);
      }
    }
    for (Text text : message.texts()) {
      int length = random.nextInt(40);
      // Little endian, and shorter than a byte can say.
      buffer.setMemory(at, text.lengthBytes(), (byte) 0);
      buffer.putByte(at, (byte) length);
      at += text.lengthBytes();
      for (int i = 0; i < length; i++) {
        buffer.putByte(at++, (byte) random.nextInt(32, 127));
      }
    }
  }

  private void drawBlock(List<Field> fields, int length) {
    for (int i = 0; i < length; i++) {
      buffer.putByte(at + i, (byte) random.nextInt());
    }
    for (Field field : fields) {
      List<EnumValue> values = field.type().values();
      if (!values.isEmpty()) {
        buffer.setMemory(at + field.offset(), field.type().primitive().sizeBytes(), (byte) 0);
        buffer.putByte(
            at + field.offset(), (byte) values.get(random.nextInt(values.size())).value());
      } else if (field.type().primitive() == Primitive.CHAR) {
        for (int i = 0; i < field.type().length(); i++) {
          int drawn = random.nextInt(65, 95);
          buffer.putByte(at + field.offset() + i, (byte) (drawn > 90 ? 0 : drawn));
        }
      }
    }
    at += length;
  }
}
