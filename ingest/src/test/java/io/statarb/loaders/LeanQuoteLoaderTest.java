package io.statarb.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.statarb.cli.ExitCode;
import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import io.statarb.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LeanQuoteLoaderTest {
  private static final LocalDate DATE = LocalDate.of(2014, 5, 5);
  private static final Instrument EURUSD =
      new Instrument(0, "EURUSD", "FXCM", "forex", 10_000, 1_000, "USD");
  private static final String ENTRY = "20140505_eurusd_tick_quote.csv";
  private static final LineSink IGNORE = (line, tsNs, bid, ask, flaw) -> {};

  private final TickLoader loader = new LeanQuoteLoader();
  @TempDir private Path temp;

  /** Makes a bad zip. */
  @FunctionalInterface
  interface Maker {
    byte[] make() throws IOException;
  }

  static Stream<Arguments> badZips() throws IOException {
    byte[] good = zip(ENTRY, lines(2_000));
    return Stream.of(
        bad("empty file", () -> new byte[0], "not a whole zip file"),
        bad("text", () -> bytes("1,1,1\n"), "not a whole zip file"),
        bad("one byte short", () -> Arrays.copyOf(good, good.length - 1), "not a whole zip file"),
        bad("half", () -> Arrays.copyOf(good, good.length / 2), "not a whole zip file"),
        bad("no entry", () -> zips(), "must hold one file: entries=0"),
        bad("two entries", () -> zips(ENTRY, "1,1,1\n", "b.csv", "1,1,1\n"), "entries=2"),
        bad("a folder", () -> zips("folder/", ""), "it holds folder/"),
        bad("no line", () -> zips(ENTRY, ""), "holds no line"),
        bad(
            "another day",
            () -> zips("20140506_eurusd_tick_quote.csv", "1,1,1\n"),
            "holds 20140506_eurusd_tick_quote.csv, which is of another day or symbol"),
        bad(
            "another symbol",
            () -> zips("20140505_nzdusd_tick_quote.csv", "1,1,1\n"),
            "holds 20140505_nzdusd_tick_quote.csv, which is of another day or symbol"),
        bad("packed data flipped", () -> flipped(good, 300), "not a whole zip file"),
        bad("plain data flipped", () -> flipped(stored(), 300), "has crc"),
        bad("declared too small", () -> declared(good, 10), "corrupt"),
        bad(
            "declared too large",
            () -> declared(good, 1 << 31),
            "unpacks to more than is allowed"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badZips")
  void shouldRefuseNamingFileAndFact(String what, Maker maker, String fact) throws IOException {
    Path file = Files.write(temp.resolve("20140505_quote.zip"), maker.make());
    assertThatThrownBy(() -> loader.read(file, EURUSD, DATE, ZoneOffset.UTC, IGNORE))
        .as(what)
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.REFUSED))
        .hasMessageContaining(file.toString())
        .hasMessageContaining(fact);
  }

  @Test
  void shouldRefuseMissingFile() {
    Path file = temp.resolve("none.zip");
    assertThatThrownBy(() -> loader.read(file, EURUSD, DATE, ZoneOffset.UTC, IGNORE))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + " is missing");
  }

  @Test
  void shouldReadAllOrRefuseWhenAnyByteIsFlipped() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    byte[] good = zip(ENTRY, lines(300));
    Path file = temp.resolve("20140505_quote.zip");
    for (int i = 0; i < 1_500; i++) {
      int at = random.nextInt(good.length);
      int bit = random.nextInt(8);
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << bit);
      Files.write(file, bad);
      long[] sum = new long[1];
      int[] lines = new int[1];
      Throwable thrown =
          catchThrowable(() ->
              lines[0] =
                  loader.read(
                      file,
                      EURUSD,
                      DATE,
                      ZoneOffset.UTC,
                      (line, tsNs, bid, ask, flaw) -> sum[0] += line * (tsNs % 997 + bid)));
      // Some bytes of a zip, such as its times, mean nothing to the content.
      if (thrown == null) {
        assertThat(lines[0]).as("seed=%d at=%d bit=%d", seed, at, bit).isEqualTo(300);
        assertThat(sum[0]).as("seed=%d at=%d bit=%d", seed, at, bit).isEqualTo(sumOfGood());
      } else {
        assertThat(thrown).as("seed=%d at=%d bit=%d", seed, at, bit).isInstanceOf(Refusal.class);
      }
    }
  }

  private static long sumOfGood() {
    long dayNs = DATE.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000_000L;
    long sum = 0;
    for (int i = 0; i < 300; i++) {
      sum += (i + 1) * ((dayNs + i * 7_000_000L) % 997 + 138_000 + i % 90);
    }
    return sum;
  }

  @Test
  void shouldFindFilesAndUseVenueTime() throws IOException {
    Path data = temp.resolve("data");
    Path file = loader.file(data, EURUSD, DATE);
    assertThat(data.relativize(file).toString())
        .isEqualTo("forex/fxcm/tick/eurusd/20140505_quote.zip");
    assertThat(loader.fileDates(data, EURUSD)).isEmpty();
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, zip(ENTRY, bytes("25200039,1.37091,1.37093\r\n")));
    Files.write(file.resolveSibling("20140501_quote.zip"), new byte[0]);
    Files.write(file.resolveSibling("20140501_trade.zip"), new byte[0]);
    Files.write(file.resolveSibling("metadata.json"), new byte[0]);
    assertThat(loader.fileDates(data, EURUSD)).containsExactly(LocalDate.of(2014, 5, 1), DATE);
    long[] seen = new long[1];
    loader.read(
        file, EURUSD, DATE, ZoneOffset.ofHours(-5), (line, tsNs, bid, ask, flaw) -> seen[0] = tsNs);
    // 25,200.039 s after midnight at UTC-5 is 12:00:00.039 UTC.
    assertThat(java.time.Instant.ofEpochSecond(0, seen[0])).hasToString("2014-05-05T12:00:00.039Z");
    Files.write(file.resolveSibling("20140230_quote.zip"), new byte[0]);
    assertThatThrownBy(() -> loader.fileDates(data, EURUSD))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("20140230_quote.zip has no date for a name");
  }

  @Test
  void shouldNameKnownFormatsWhenFormatIsUnknown() {
    assertThatThrownBy(() ->
            TickLoaders.of(
                Settings.load(null, Map.of(), List.of("data.format=lean-quote")).strategy()))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("known=[daily-bars, lean-quotes]");
  }

  private static Arguments bad(String what, Maker maker, String fact) {
    return Arguments.of(what, maker, fact);
  }

  private static byte[] lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i * 7L).append(",1.38").append("%03d".formatted(i % 90)).append(",1.39\n");
    }
    return bytes(text.toString());
  }

  private static byte[] flipped(byte[] zip, int at) {
    byte[] copy = zip.clone();
    copy[at] ^= 0x10;
    return copy;
  }

  /** A zip whose content is not packed, so that nothing but the checksum protects it. */
  private static byte[] stored() throws IOException {
    byte[] content = lines(200);
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(ENTRY);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  /** The zip with another unpacked size in its directory. */
  private static byte[] declared(byte[] zip, int size) {
    byte[] copy = zip.clone();
    for (int i = copy.length - 46; i >= 0; i--) {
      if (copy[i] == 'P' && copy[i + 1] == 'K' && copy[i + 2] == 1 && copy[i + 3] == 2) {
        for (int k = 0; k < 4; k++) {
          copy[i + 24 + k] = (byte) (size >>> (8 * k));
        }
        return copy;
      }
    }
    throw new IllegalStateException("no directory in the zip");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static byte[] zips(String... namesAndContents) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(bytes(namesAndContents[i + 1]));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
