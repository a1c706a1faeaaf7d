package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Hostile text, gzip or not; see {@link HostileInput}. */
final class TextFuzzTest {
  /** More than two buffers of {@link DelimitedLines}. */
  private static final int MOST_BYTES = 600_000;

  @TempDir static Path folder;

  /** Any bytes as daily bars; gzip files among them are unpacked. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyDailyBars(byte[] bytes) {
    HostileInput.load(new DailyBarsLoader(), folder.resolve("bars.csv"), bytes, LoadOptions.NONE);
  }

  /** Any bytes as a gzip file. */
  @FuzzTest(maxDuration = "60s")
  void shouldUnpackOrRefuseAnyGzip(byte[] bytes) {
    byte[] packed = bytes.clone();
    if (packed.length > 2) {
      packed[0] = 0x1f;
      packed[1] = (byte) 0x8b;
    }
    HostileInput.load(
        new DailyBarsLoader(), folder.resolve("bars.csv.gz"), packed, LoadOptions.NONE);
  }

  /**
   * Any bytes as lines: fields lie within their line, and without quotes they are split plainly.
   */
  @FuzzTest(maxDuration = "60s")
  void shouldSplitAnyLines(byte[] bytes) {
    split(bytes);
  }

  /** Any bytes many times over, so that lines cross the ends of buffers. */
  @FuzzTest(maxDuration = "60s")
  void shouldSplitLinesAcrossBuffers(byte[] bytes) {
    int times = bytes.length == 0 ? 0 : MOST_BYTES / bytes.length / Math.max(1, bytes[0] & 0xff);
    split(new String(bytes, StandardCharsets.ISO_8859_1).repeat(times));
  }

  private static void split(String text) {
    split(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void split(byte[] bytes) {
    HostileInput.parse(Path.of("text"), bytes.length, () -> lines(bytes));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.indexOf('"') < 0 && !text.startsWith("\u00ef\u00bb\u00bf")) {
      splitPlainly(text, new DelimitedLines(new ByteArrayInputStream(bytes), "text", ','));
    }
  }

  private static long lines(byte[] bytes) {
    DelimitedLines lines = new DelimitedLines(new ByteArrayInputStream(bytes), "text", ',');
    while (lines.next()) {
      assertThat(lines.line()).isLessThanOrEqualTo(bytes.length);
      int before = 0;
      for (int i = 0; lines.fault() == null && i < lines.fields(); i++) {
        assertThat(before).isLessThanOrEqualTo(lines.start(i));
        assertThat(lines.start(i)).isLessThanOrEqualTo(lines.end(i));
        before = lines.end(i);
      }
      assertThat(before).isLessThanOrEqualTo(lines.bytes().length);
    }
    return lines.line();
  }

  private static void splitPlainly(String text, DelimitedLines lines) {
    String[] expected = text.split("\n", -1);
    int count = expected[expected.length - 1].isEmpty() ? expected.length - 1 : expected.length;
    for (int i = 0; i < count; i++) {
      assertThat(lines.next()).isTrue();
      if (lines.fault() == null) {
        String line =
            expected[i].endsWith("\r")
                ? expected[i].substring(0, expected[i].length() - 1)
                : expected[i];
        assertThat(fields(lines)).isEqualTo(List.of(line.split(",", -1)));
      } else {
        assertThat(
                expected[i].length() > DelimitedLines.MAX_LINE_BYTES
                    || expected[i].split(",", -1).length > DelimitedLines.MAX_FIELDS)
            .isTrue();
      }
    }
    assertThat(lines.next()).isFalse();
  }

  private static List<String> fields(DelimitedLines lines) {
    String[] fields = new String[lines.fields()];
    for (int i = 0; i < fields.length; i++) {
      byte[] field = Arrays.copyOfRange(lines.bytes(), lines.start(i), lines.end(i));
      fields[i] = new String(field, StandardCharsets.ISO_8859_1);
    }
    return List.of(fields);
  }
}
