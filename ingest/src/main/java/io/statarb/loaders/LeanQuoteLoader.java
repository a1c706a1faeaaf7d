package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.instruments.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tick quotes in the layout of QuantConnect's Lean: {@code <data>/<security
 * type>/<venue>/tick/<symbol>/<yyyymmdd>_quote.zip}, names in lower case. Each zip holds one CSV
 * without a header, a line per quote:
 *
 * <pre>
 *   ms since midnight of the file day, may be fractional | bid | ask
 *   2339,1.38692,1.38706
 *   46.2042,1284.065,1284.405
 * </pre>
 */
final class LeanQuoteLoader implements TickLoader {
  /** Name of the format in the settings. */
  static final String FORMAT = "lean-quotes";

  private static final DateTimeFormatter FILE_DATE = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Pattern FILE_NAME = Pattern.compile("([0-9]{8})_quote\\.zip");
  private static final Pattern ENTRY_NAME =
      Pattern.compile("([0-9]{8})_([A-Za-z0-9]+)_tick_quote\\.csv");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public Path file(Path dataDir, Instrument instrument, LocalDate fileDate) {
    return folder(dataDir, instrument).resolve(FILE_DATE.format(fileDate) + "_quote.zip");
  }

  private static Path folder(Path dataDir, Instrument instrument) {
    return dataDir
        .resolve(instrument.securityType().toLowerCase(Locale.ROOT))
        .resolve(instrument.venue().toLowerCase(Locale.ROOT))
        .resolve("tick")
        .resolve(instrument.symbol().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<LocalDate> fileDates(Path dataDir, Instrument instrument) {
    Path folder = folder(dataDir, instrument);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(LeanQuoteLoader::fileDate)
          .filter(Objects::nonNull)
          .map(Objects::requireNonNull)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static @Nullable LocalDate fileDate(Path file) {
    Matcher name = FILE_NAME.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return null;
    }
    try {
      return LocalDate.parse(name.group(1), FILE_DATE);
    } catch (DateTimeParseException e) {
      throw Refusal.data("%s has no date for a name".formatted(file));
    }
  }

  @Override
  public int read(
      Path file, Instrument instrument, LocalDate fileDate, ZoneOffset utcOffset, LineSink sink) {
    long dayStartNs = fileDate.atStartOfDay().toEpochSecond(utcOffset) * 1_000_000_000L;
    QuoteLines lines = new QuoteLines(dayStartNs, instrument.tickSizeE9(), sink);
    SingleEntryZip.read(
        file, entry -> requireEntryOf(file, entry, instrument, fileDate), lines::bytes);
    int count = lines.finish();
    if (count == 0) {
      throw Refusal.data("%s holds no line".formatted(file));
    }
    return count;
  }

  /** A file that was renamed to another day or symbol would be read as something it is not. */
  private static void requireEntryOf(
      Path file, String entry, Instrument instrument, LocalDate fileDate) {
    Matcher name = ENTRY_NAME.matcher(entry);
    if (name.matches()
        && !(name.group(1).equals(FILE_DATE.format(fileDate))
            && name.group(2).equalsIgnoreCase(instrument.symbol()))) {
      throw Refusal.data("%s holds %s, which is of another day or symbol".formatted(file, entry));
    }
  }
}
