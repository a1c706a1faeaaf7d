package io.statarb.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.statarb.tape.TapeSchema.Field;
import io.statarb.tape.TapeSchema.Message;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No message that was ever on a tape changes; and what reads all messages alike reads them right.
 */
final class TapeSchemaTest {
  /** Decoders of no message. */
  private static final List<String> COMPOSITES =
      List.of("MessageHeaderDecoder.class", "GroupSizeEncodingDecoder.class");

  @Test
  void shouldKeepEveryVersionAsItWasWhenTheSchemaGrows() throws IOException {
    TapeSchema schema = TapeSchema.current();
    for (int version = 1; version <= schema.version(); version++) {
      String name = "v" + version + ".txt";
      Path released = Path.of("src", "test", "resources", "tape-layout", name);
      Path now = Files.createDirectories(Path.of("target", "tape-layout")).resolve(name);
      Files.writeString(now, schema.additions(version));
      assertThat(released).as("if version %d is new, copy %s there", version, now).exists();
      assertThat(now)
          .as("version %d is on tapes and must not change; append with a new version", version)
          .hasSameTextualContentAs(released);
    }
    assertThat(schema.additions(schema.version())).as("nothing came in last").isNotEmpty();
  }

  @Test
  void shouldAgreeWithTheCodecsWhenLayoutsAreCompared() throws ReflectiveOperationException {
    for (Message message : TapeSchema.current().messages()) {
      Class<?> decoder = Class.forName("io.statarb.tape.sbe." + message.name() + "Decoder");
      assertThat(decoder.getField("TEMPLATE_ID").getInt(null)).isEqualTo(message.id());
      assertThat(decoder.getField("BLOCK_LENGTH").getInt(null))
          .as(message.name())
          .isEqualTo(message.blockLength(message.version()));
      assertFields(decoder, message.fields(), message.since());
      for (TapeSchema.Group group : message.groups()) {
        String name = Character.toUpperCase(group.name().charAt(0)) + group.name().substring(1);
        Class<?> entries = Class.forName(decoder.getName() + "$" + name + "Decoder");
        assertThat(entries.getMethod("sbeBlockLength").invoke(null))
            .isEqualTo(group.blockLength(message.version()));
        assertFields(entries, group.fields(), message.since());
      }
      for (TapeSchema.Text text : message.texts()) {
        assertThat(decoder.getMethod(text.name() + "HeaderLength").invoke(null))
            .isEqualTo(text.lengthBytes());
      }
    }
  }

  private static void assertFields(Class<?> decoder, List<Field> fields, int message)
      throws ReflectiveOperationException {
    for (Field field : fields) {
      String what = decoder.getSimpleName() + "." + field.name();
      assertThat(decoder.getMethod(field.name() + "EncodingOffset").invoke(null))
          .as(what)
          .isEqualTo(field.offset());
      int since = (int) decoder.getMethod(field.name() + "SinceVersion").invoke(null);
      assertThat(Math.max(message, since)).as(what).isEqualTo(field.since());
    }
  }

  @Test
  void shouldKnowEveryMessageThatACodecWasWrittenFor() throws IOException, URISyntaxException {
    Path classes =
        Path.of(
            Objects.requireNonNull(TapeSchema.class.getResource("sbe/MessageHeaderDecoder.class"))
                .toURI());
    try (Stream<Path> files = Files.list(Objects.requireNonNull(classes.getParent()))) {
      assertThat(
              files
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> name.endsWith("Decoder.class") && !name.contains("$"))
                  .filter(name -> !COMPOSITES.contains(name) && !name.startsWith("Var")))
          .containsExactlyInAnyOrderElementsOf(
              TapeSchema.current().messages().stream()
                  .map(message -> message.name() + "Decoder.class")
                  .toList());
    }
  }
}
