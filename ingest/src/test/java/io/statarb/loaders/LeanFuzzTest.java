package io.statarb.loaders;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.statarb.hostile.HostileInput;
import io.statarb.instruments.Instrument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile zips in the layout of Lean, and hostile lines in sound ones; see {@link HostileInput}.
 */
final class LeanFuzzTest {
  private static final Instrument EURUSD =
      new Instrument(0, "EURUSD", "OANDA", "forex", 10_000, 1_000, "USD");

  /**
   * What there is to read.
   *
   * @param file path below a folder of data
   * @param entry name of the CSV in the zip
   */
  private record Layout(FileLoader loader, String file, String entry) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout(
              new LeanQuoteFileLoader(),
              "forex/oanda/tick/eurusd/20140505_quote.zip",
              "20140505_eurusd_tick_quote.csv"),
          new Layout(
              new LeanEquityTradeLoader(),
              "equity/usa/tick/spy/20131008_trade.zip",
              "20131008_spy_Trade_Tick.csv"),
          new Layout(
              new LeanEquityQuoteLoader(),
              "equity/usa/tick/spy/20131008_quote.zip",
              "20131008_spy_Quote_Tick.csv"),
          new Layout(
              new LeanBarLoader(),
              "equity/usa/second/spy/20131008_trade.zip",
              "20131008_spy_second_trade.csv"),
          new Layout(new LeanBarLoader(), "forex/oanda/daily/eurusd.zip", "eurusd.csv"));

  @TempDir static Path folder;

  /** Any bytes as a zip, of every layout. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyZip(byte[] bytes) throws IOException {
    for (Layout layout : LAYOUTS) {
      HostileInput.load(
          layout.loader, folder.resolve("any").resolve(layout.file), bytes, LoadOptions.NONE);
    }
  }

  /** Any bytes as the lines in a sound zip, of every layout. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyLines(byte[] bytes) throws IOException {
    for (Layout layout : LAYOUTS) {
      HostileInput.load(layout.loader, path(layout), zip(layout, bytes), LoadOptions.NONE);
    }
  }

  /** Any bytes as the quotes of an instrument, as the pipeline reads them. */
  @FuzzTest(maxDuration = "60s")
  void shouldReadOrRefuseAnyQuotesOfAnInstrument(byte[] bytes) throws IOException {
    byte[] zip = zip(LAYOUTS.getFirst(), bytes);
    Path file = path(LAYOUTS.getFirst());
    HostileInput.parse(
        file,
        bytes.length + zip.length,
        () ->
            new LeanQuoteLoader()
                .read(
                    file, EURUSD, LocalDate.of(2014, 5, 5), ZoneOffset.UTC, (_, _, _, _, _) -> {}));
  }

  private static Path path(Layout layout) {
    return folder.resolve("sound").resolve(layout.file);
  }

  private static byte[] zip(Layout layout, byte[] lines) throws IOException {
    // Bytes above 127 become question marks, which no number has either.
    return Files.readAllBytes(
        LeanSamples.zip(
            path(layout), layout.entry, new String(lines, StandardCharsets.ISO_8859_1)));
  }
}
