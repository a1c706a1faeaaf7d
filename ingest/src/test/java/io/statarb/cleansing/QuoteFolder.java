package io.statarb.cleansing;

import io.statarb.digest.AtomicFiles;
import io.statarb.instruments.Universe;
import io.statarb.settings.Settings;
import io.statarb.settings.Strategy;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A data folder made for a test: two venues, one of them five hours behind UTC. */
final class QuoteFolder {
  private static final String YAML =
      """
      name: test
      venues:
        FXCM: {utc_offset: "-05:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 10000}
        OANDA: {utc_offset: "+00:00", latency_ms: 20, fee_per_million: 25, max_fill_lots: 500, stale_after_ms: 15000}
      instruments:
        EURUSD: {security_type: forex, tick: "0.00001", lot: 1000, currency: USD, venues: [FXCM, OANDA]}
      pairs:
        - {y: EURUSD.FXCM, x: EURUSD.OANDA}
      """;

  final Path root;

  QuoteFolder(Path root) {
    this.root = root;
  }

  /** Settings of the two venues with some keys set. */
  static Strategy strategy(String... sets) {
    try {
      Path yaml = Files.createTempFile("test", ".yaml");
      Files.writeString(yaml, YAML);
      List<String> all = new ArrayList<>(List.of("data.max_quarantined_share=0.99"));
      all.addAll(List.of(sets));
      try {
        return Settings.load(yaml, Map.of(), all).strategy();
      } finally {
        Files.delete(yaml);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Universe universe() {
    return Settings.universe(strategy());
  }

  Path file(String venue, String symbol, String yyyymmdd) {
    return root.resolve("forex")
        .resolve(venue.toLowerCase(Locale.ROOT))
        .resolve("tick")
        .resolve(symbol.toLowerCase(Locale.ROOT))
        .resolve(yyyymmdd + "_quote.zip");
  }

  /** Writes a file of EURUSD. */
  QuoteFolder write(String venue, String yyyymmdd, String text) {
    try {
      Path file = file(venue, "EURUSD", yyyymmdd);
      Files.createDirectories(file.resolveSibling("."));
      try (OutputStream out = Files.newOutputStream(file);
          ZipOutputStream zip = new ZipOutputStream(out)) {
        ZipEntry entry = new ZipEntry(yyyymmdd + "_eurusd_tick_quote.csv");
        // The same bytes whenever it is written: a plan holds digests of whole files.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same few good quotes on both venues on each of these file days, at noon UTC. */
  QuoteFolder writeDays(String... days) {
    for (String day : days) {
      write("FXCM", day, "25200000,1.38,1.3801\n25201000,1.38001,1.3801\n");
      write("OANDA", day, "43200500,1.38,1.3801\n43201500,1.38001,1.3801\n");
    }
    return this;
  }

  void delete(String venue, String yyyymmdd) {
    AtomicFiles.delete(file(venue, "EURUSD", yyyymmdd));
  }

  /** Text of the one entry of a zip. */
  static String text(Path zip) {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      ZipEntry entry = file.entries().nextElement();
      return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
