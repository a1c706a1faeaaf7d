package io.statarb.lobster;

import io.statarb.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says: {@code AAPL_2012-06-21_34200000_57600000_message_10.csv}, perhaps
 * with {@code .gz} behind.
 *
 * @param path the file
 * @param ticker symbol
 * @param date day in New York
 * @param messages whether it holds messages, not order book rows
 * @param levels levels that the rows show
 */
record LobsterFile(Path path, String ticker, LocalDate date, boolean messages, int levels) {
  /** Most levels that fit a line. */
  static final int MAX_LEVELS = 2_000;

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Pattern NAME =
      Pattern.compile(
          "([A-Za-z0-9.$-]{1,16})_([0-9]{4}-[0-9]{2}-[0-9]{2})_([0-9]{1,8})_([0-9]{1,8})"
              + "_(message|orderbook)_([0-9]{1,4})\\.csv(\\.gz)?");

  /** Reads a name; null when it is no such name. */
  static @Nullable LobsterFile of(Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    if (!name.matches()) {
      return null;
    }
    int levels = Integer.parseInt(name.group(6));
    if (levels < 1 || levels > MAX_LEVELS) {
      return null;
    }
    try {
      return new LobsterFile(
          path,
          name.group(1),
          LocalDate.parse(name.group(2)),
          name.group(5).equals("message"),
          levels);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * The same, or a refusal that says what a name must be.
   *
   * @param messages which of the two kinds is wanted
   */
  static LobsterFile require(Path path, boolean messages) {
    LobsterFile file = of(path);
    if (file == null || file.messages() != messages) {
      throw Refusal.data(
          "%s is not named TICKER_YYYY-MM-DD_START_END_%s_LEVELS.csv, with 1 to %d levels"
              .formatted(path, messages ? "message" : "orderbook", MAX_LEVELS));
    }
    return file;
  }

  /** The file of the other kind beside this one, or null. */
  @Nullable Path sibling() {
    String own = messages ? "_message_" : "_orderbook_";
    String other = messages ? "_orderbook_" : "_message_";
    String name = String.valueOf(path.getFileName()).replace(own, other);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    for (String candidate : new String[] {plain, plain + ".gz"}) {
      Path beside = path.resolveSibling(candidate);
      if (Files.isRegularFile(beside)) {
        return beside;
      }
    }
    return null;
  }

  /** Midnight in New York, UTC ns. */
  long midnightNs() {
    return date.atStartOfDay(NEW_YORK).toEpochSecond() * 1_000_000_000L;
  }
}
