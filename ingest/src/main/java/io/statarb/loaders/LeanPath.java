package io.statarb.loaders;

import io.statarb.cli.Refusal;
import io.statarb.time.NanoDays;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path in the layout of Lean says: {@code <security
 * type>/<market>/<resolution>/<symbol>/<yyyymmdd>_<trade|quote>.zip}, or {@code <security
 * type>/<market>/<daily|hour>/<symbol>.zip}. Folders that a path does not have are empty here.
 *
 * @param type security type, lower case
 * @param market market, upper case
 * @param resolution tick, second, minute, hour or daily
 * @param symbol symbol, upper case
 * @param date day of the file, or null when it holds many
 * @param kind trade or quote, or empty
 */
record LeanPath(
    String type,
    String market,
    String resolution,
    String symbol,
    @Nullable LocalDate date,
    String kind) {
  private static final List<String> TYPES =
      List.of("forex", "cfd", "equity", "crypto", "index", "future", "cryptofuture");
  private static final List<String> RESOLUTIONS =
      List.of("tick", "second", "minute", "hour", "daily");
  private static final Pattern DAY_FILE = Pattern.compile("([0-9]{8})_(trade|quote)\\.zip");
  private static final Pattern ENTRY = Pattern.compile("([0-9]{8})_([^_]+)_.*\\.csv");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /** Reads a path. */
  static LeanPath of(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    String name = String.valueOf(absolute.getFileName()).toLowerCase(Locale.ROOT);
    Matcher day = DAY_FILE.matcher(name);
    boolean dated = day.matches();
    int depth = absolute.getNameCount();
    // Folders above the file: with a day in its name one of them is the symbol.
    int resolutionAt = depth - (dated ? 3 : 2);
    String resolution = folder(absolute, resolutionAt);
    String type = folder(absolute, resolutionAt - 2);
    if (!RESOLUTIONS.contains(resolution) || !TYPES.contains(type)) {
      return new LeanPath("", "", "", "", dated ? date(path, day.group(1)) : null, "");
    }
    String symbol =
        dated ? folder(absolute, depth - 2) : name.replaceFirst("(_(trade|quote))?\\.zip$", "");
    return new LeanPath(
        type,
        folder(absolute, resolutionAt - 1).toUpperCase(Locale.ROOT),
        resolution,
        symbol.toUpperCase(Locale.ROOT),
        dated ? date(path, day.group(1)) : null,
        dated ? day.group(2) : "");
  }

  private static String folder(Path path, int index) {
    return index < 0 ? "" : path.getName(index).toString().toLowerCase(Locale.ROOT);
  }

  private static LocalDate date(Path path, String digits) {
    try {
      LocalDate date = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
      if (NanoDays.fits(date)) {
        return date;
      }
    } catch (DateTimeException e) {
      // Refused below, like a date that is too far away.
    }
    throw Refusal.data("%s has no date for a name".formatted(path));
  }

  /** Whether the first bytes are those of a zip. */
  static boolean zip(byte[] head) {
    return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
  }

  /**
   * The day of the file.
   *
   * @throws Refusal when neither its name nor the options tell it
   */
  LocalDate requireDate(Path path, LoadOptions options) {
    LocalDate day = options.date() == null ? date : options.date();
    if (day == null) {
      throw Refusal.data(
          "%s does not say its day: it must be named yyyymmdd_trade.zip or yyyymmdd_quote.zip"
              .formatted(path));
    }
    return day;
  }

  /**
   * Symbol and market, e.g. {@code EURUSD.FXCM}; the symbol alone, from the entry's name, when the
   * folders tell no market.
   *
   * @throws Refusal when the entry is of another day or symbol, or nothing tells the symbol
   */
  String requireSymbol(Path path, String entry) {
    Matcher name = ENTRY.matcher(entry);
    boolean named = name.matches();
    boolean other =
        date == null
            && !symbol.isEmpty()
            && !named
            && !entry.toUpperCase(Locale.ROOT).startsWith(symbol);
    if (other) {
      throw Refusal.data("%s holds %s, which is of another symbol".formatted(path, entry));
    }
    if (named
        && ((date != null && !name.group(1).equals(DateTimeFormatter.BASIC_ISO_DATE.format(date)))
            || (!symbol.isEmpty() && !name.group(2).equalsIgnoreCase(symbol)))) {
      throw Refusal.data("%s holds %s, which is of another day or symbol".formatted(path, entry));
    }
    if (!symbol.isEmpty()) {
      return symbol + "." + market;
    }
    if (!named) {
      throw Refusal.data("%s: neither its folders nor %s tell the symbol".formatted(path, entry));
    }
    return name.group(2).toUpperCase(Locale.ROOT);
  }

  /** Offset of local times on a day: New York for US equities, else what the options say. */
  ZoneOffset offset(LocalDate day, LoadOptions options) {
    boolean newYork = type.equals("equity") && market.equals("USA");
    return newYork ? newYork(day) : options.utcOffset();
  }

  /** Offset of New York at noon: markets are shut when it changes. */
  static ZoneOffset newYork(LocalDate day) {
    return day.atTime(LocalTime.NOON).atZone(NEW_YORK).getOffset();
  }
}
