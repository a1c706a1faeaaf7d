package io.statarb.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of RFC 6455, 5.7, and breaches of 5.2 to 5.5. */
final class FramesTest {
  private static final long SEED = Long.getLong("seed", 6455);
  private static final int MOST = 1 << 17;

  private static List<String> read(byte[] bytes, boolean masked) throws IOException {
    ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(bytes));
    InBuffer in = new InBuffer(MOST + Frames.MOST_HEADER_BYTES);
    FrameReader reader = new FrameReader(in, masked, MOST);
    List<String> events = new ArrayList<>();
    int read = 0;
    while (read >= 0) {
      read = in.read(channel);
      for (int event = reader.next(); event != FrameReader.NOTHING; event = reader.next()) {
        if (event == FrameReader.BROKEN) {
          events.add("broken: " + reader.fact());
          return events;
        }
        events.add(
            event
                + " "
                + new String(
                    reader.bytes(),
                    reader.from(),
                    reader.to() - reader.from(),
                    StandardCharsets.UTF_8));
      }
    }
    return events;
  }

  private static List<String> read(String hex, boolean masked) throws IOException {
    return read(HexFormat.of().parseHex(hex.replace(" ", "")), masked);
  }

  @Test
  void shouldReadTheExamplesOfTheStandard() throws IOException {
    assertThat(read("81 05 48 65 6c 6c 6f", false)).containsExactly("1 Hello");
    assertThat(read("81 85 37 fa 21 3d 7f 9f 4d 51 58", true)).containsExactly("1 Hello");
    assertThat(read("01 03 48 65 6c 80 02 6c 6f", false)).containsExactly("1 Hello");
    assertThat(read("89 05 48 65 6c 6c 6f", false)).containsExactly("2 Hello");
    assertThat(read("8a 85 37 fa 21 3d 7f 9f 4d 51 58", true)).containsExactly("3 Hello");
  }

  @Test
  void shouldTakeAPingBetweenThePartsOfAMessage() throws IOException {
    assertThat(read("01 03 48 65 6c 89 01 21 80 02 6c 6f", false))
        .containsExactly("2 !", "1 Hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c1 00",
        "81 80 00 00 00 00",
        "83 00",
        "8b 00",
        "80 00",
        "01 00 81 00",
        "09 00",
        "89 7e 00 7e",
        "81 7e 00 05 48 65 6c 6c 6f",
        "81 7f 00 00 00 00 00 00 00 05",
        "81 7f ff ff ff ff ff ff ff ff",
        "81 7f 00 00 00 00 00 02 00 01"
      })
  void shouldRefuseWhatBreaksTheProtocol(String hex) throws IOException {
    assertThat(read(hex, false)).hasSize(1).first().asString().startsWith("broken");
  }

  @Test
  void shouldRefuseAClientThatDoesNotMask() throws IOException {
    assertThat(read("81 00", true)).containsExactly("broken: a client's frame without mask");
  }

  @Test
  void shouldReadWhatIsWrittenAtEveryLengthThatMatters() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, MOST}) {
      byte[] payload = new byte[length];
      for (int i = 0; i < length; i++) {
        payload[i] = (byte) ('a' + random.nextInt(26));
      }
      String expected = "1 " + new String(payload, StandardCharsets.UTF_8);
      OutBuffer plain = new OutBuffer();
      Frames.add(plain, Frames.TEXT, payload, 0, length);
      assertThat(read(plain.copy(), false)).containsExactly(expected);
      OutBuffer masked = new OutBuffer();
      Frames.addMasked(masked, Frames.TEXT, payload, 0, length, random.nextInt());
      assertThat(read(masked.copy(), true)).containsExactly(expected);
    }
  }

  @Test
  void shouldComeToAnEndWhateverTheBytesAre() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] frames = HexFormat.of().parseHex("010348656c89012180026c6f817e0080");
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(frames, 1 + random.nextInt(200));
      for (int flips = random.nextInt(6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int payload = 0;
      for (String event : read(bytes, random.nextBoolean())) {
        payload += event.startsWith("broken") ? 0 : event.length() - 2;
      }
      assertThat(payload).describedAs("-Dseed=%d round %d", SEED, round).isLessThan(bytes.length);
    }
  }

  @Test
  void shouldAnswerTheKeyOfTheStandard() {
    assertThat(HandShake.answer("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }
}
